// Checking a certificate by its link, number, text or file.
import '~/ui/certification/certificate.css';
import { type ActionFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { translator } from '~/i18n/messages';
import { verifyMessages } from '~/i18n/verify';
import { useMessages } from '~/i18n/use-messages';
import { verifyListMessages } from '~/i18n/verify-list';
import { checkHandedIn, readHandedIn } from '~/modules/certification/certification.server';
import { isAppError } from '~/platform/errors';
import { formFailure, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { HandedIn } from '~/ui/certification/handed-in';
import { VerifyForm } from '~/ui/certification/verify-form';
import { Icon, type IconName } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';
import { Page, PageHeader } from '~/ui/kit/page';
import { pageMeta } from '~/ui/shell/meta';
import type { PageHandle } from '~/ui/shell/root-data';

export const handle = { index: true } satisfies PageHandle;

export function action({ request }: ActionFunctionArgs) {
  return respond(async () => {
    try {
      const handed = await readHandedIn(request);
      if ('publicId' in handed) return redirect(paths.verify(handed.publicId));
      return { ok: true as const, verdict: await checkHandedIn(handed.content) };
    } catch (error) {
      if (isAppError(error) && error.code === 'invalid') return formFailure(error);
      throw error;
    }
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({
    title: translator(verifyMessages, locale)('title'),
    description: translator(verifyMessages, locale)('description'),
  }));

const WHERE: ReadonlyArray<['whereLink' | 'whereNumber' | 'whereFile', IconName]> = [
  ['whereLink', 'link'],
  ['whereNumber', 'qr'],
  ['whereFile', 'file'],
];

export default function Verify() {
  const t = useMessages(verifyMessages);
  const list = useMessages(verifyListMessages);
  const answer = useActionData<typeof action>();
  const verdict = answer?.ok ? answer.verdict : null;
  return (
    <Page width="narrow">
      <PageHeader title={t('title')} lead={t('lead')} />
      {verdict && <HandedIn verdict={verdict} />}
      <VerifyForm answer={answer} />
      <p className="mt-6">
        <Link className="link inline-flex items-center gap-1.5" to={paths.verifyList()}>
          <Icon name="list" />
          {list('many')}
        </Link>
      </p>
      <section className="mt-12" aria-labelledby="where">
        <h2 id="where" className="mb-4 text-lg">
          {t('where')}
        </h2>
        <ul className="grid gap-2.5">
          {WHERE.map(([key, icon]) => (
            <li key={key} className="flex gap-3">
              <Icon name={icon} className="mt-0.5 text-accent" />
              {t(key)}
            </li>
          ))}
        </ul>
      </section>
      <section className="mt-10" aria-labelledby="offline">
        <h2 id="offline" className="mb-2 text-lg">
          {t('offline')}
        </h2>
        <p className="text-muted">{t('offlineText')}</p>
        <p className="mt-2 flex flex-wrap gap-x-5">
          <a className="link" href="/.well-known/did.json">
            did.json
          </a>
          <a className="link" href="/.well-known/jwks.json">
            jwks.json
          </a>
        </p>
      </section>
    </Page>
  );
}
