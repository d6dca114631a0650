// My certificates.
import '~/ui/certification/certificate.css';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { certificateMessages } from '~/i18n/certificates';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import { listMyCertificates } from '~/modules/certification/certification.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { CertificateCard } from '~/ui/certification/certificate-card';
import { LinkButton } from '~/ui/kit/button';
import { EmptyState } from '~/ui/kit/empty-state';
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
  const { certificates } = useLoaderData<typeof loader>();
  const origin = useRootData()?.origin ?? '';
  return (
    <Page>
      <PageHeader title={t('title')} lead={certificates.length > 0 ? t('lead') : undefined} />
      {certificates.length === 0 && (
        <EmptyState title={t('empty')} action={<LinkButton to={paths.certifications()}>{t('emptyAction')}</LinkButton>}>
          {t('emptyText')}
        </EmptyState>
      )}
      <div className="grid gap-14">
        {certificates.map((certificate) => (
          <CertificateCard key={certificate.id} certificate={certificate} origin={origin} />
        ))}
      </div>
    </Page>
  );
}
