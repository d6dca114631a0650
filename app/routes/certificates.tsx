// My certificates.
import '~/ui/certification/certificate.css';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { certificateHolderMessages } from '~/i18n/certificate-holder';
import { certificateMessages } from '~/i18n/certificates';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import { listMyCertificates } from '~/modules/certification/certification.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { CertificateCard } from '~/ui/certification/certificate-card';
import { Alert } from '~/ui/kit/alert';
import { LinkButton } from '~/ui/kit/button';
import { EmptyState } from '~/ui/kit/empty-state';
import { Link } from '~/ui/kit/link';
import { Page, PageHeader } from '~/ui/kit/page';
import { pageMeta } from '~/ui/shell/meta';
import { useRootData } from '~/ui/shell/root-data';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => ({
    certificates: await listMyCertificates(await requireSignedIn(context, request), context.locale),
  }));
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(certificateMessages, locale)('title') }));

export default function Certificates() {
  const t = useMessages(certificateMessages);
  const holder = useMessages(certificateHolderMessages);
  const { certificates } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const origin = useRootData()?.origin ?? '';
  return (
    <Page>
      <PageHeader title={t('title')} lead={certificates.length > 0 ? t('lead') : undefined} />
      {search.get('done') === 'erased' && (
        <Alert kind="good" live className="mb-6">
          {holder('erasedNow')}
        </Alert>
      )}
      {certificates.length === 0 && (
        <EmptyState title={t('empty')} action={<LinkButton to={paths.certifications()}>{t('emptyAction')}</LinkButton>}>
          {t('emptyText')}
        </EmptyState>
      )}
      <div className="grid gap-14">
        {certificates.map((certificate) => (
          <CertificateCard key={certificate.id} certificate={certificate} origin={origin} manage />
        ))}
      </div>
      {certificates.length > 0 && (
        <p className="mt-14 text-sm">
          <Link className="link" to={paths.eraseCertificates()}>
            {holder('eraseLink')}
          </Link>
        </p>
      )}
    </Page>
  );
}
