// One mail of the demo's outbox, as a mail program shows it and as text.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authMessages } from '~/i18n/auth';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import { getOutboxMail } from '~/modules/notifications/notifications.server';
import { respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { MailBody } from '~/ui/identity/mail-body';
import { Page, PageHeader } from '~/ui/kit/page';
import { RelativeTime } from '~/ui/kit/relative-time';
import { pageMeta } from '~/ui/shell/meta';
import { Link } from '~/ui/kit/link';

export function loader({ context, params }: LoaderFunctionArgs) {
  return respond(async () => {
    const { recipient, subject, createdAt, text, html } = await getOutboxMail(await context.actor(), params.mailId!);
    return { recipient, subject, createdAt, text, html };
  });
}

/** The mail holds a link that signs somebody in. */
export function headers() {
  return { 'Cache-Control': 'no-store' };
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, (locale) => ({ title: data?.subject ?? translator(authMessages, locale)('outbox.title') }));

export default function OutboxMail() {
  const t = useMessages(authMessages);
  const { recipient, subject, createdAt, text, html } = useLoaderData<typeof loader>();
  return (
    <Page width="narrow">
      <PageHeader
        eyebrow={
          <Link className="link" to={paths.outbox()}>
            {t('outbox.back')}
          </Link>
        }
        title={subject}
        lead={
          <>
            {t('outbox.to')}: {recipient} · <RelativeTime at={createdAt} />
          </>
        }
      />
      <MailBody subject={subject} html={html} text={text} />
    </Page>
  );
}
