// The demo's outbox: the mails that would have gone out, newest first.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { authMessages } from '~/i18n/auth';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import { listOutbox } from '~/modules/notifications/notifications.server';
import { respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { EmptyState } from '~/ui/kit/empty-state';
import { Page, PageHeader } from '~/ui/kit/page';
import { RelativeTime } from '~/ui/kit/relative-time';
import { Table } from '~/ui/kit/table';
import { pageMeta } from '~/ui/shell/meta';
import { Link } from '~/ui/kit/link';

/** Milliseconds between looks for new mail. */
const REFRESH_MS = 3_000;

export function loader({ context }: LoaderFunctionArgs) {
  return respond(async () => {
    const mails = await listOutbox(await context.actor());
    return mails.map(({ mailId, recipient, subject, createdAt }) => ({ mailId, recipient, subject, createdAt }));
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(authMessages, locale)('outbox.title') }));

export default function Outbox() {
  const t = useMessages(authMessages);
  const mails = useLoaderData<typeof loader>();
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    const timer = setTimeout(() => {
      if (!document.hidden && state === 'idle') revalidate();
    }, REFRESH_MS);
    return () => clearTimeout(timer);
  }, [mails, revalidate, state]);
  return (
    <Page width="narrow">
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
      <PageHeader title={t('outbox.title')} lead={t('outbox.lead')} />
      {mails.length === 0 ? (
        <EmptyState title={t('outbox.emptyTitle')}>{t('outbox.empty')}</EmptyState>
      ) : (
        <Table
          caption={t('outbox.title')}
          hideCaption
          rows={mails}
          rowKey={(mail) => mail.mailId}
          columns={[
            {
              key: 'subject',
              title: t('outbox.subject'),
              header: true,
              cell: (mail) => (
                <Link className="link col-span-full" to={paths.outboxMail(mail.mailId)}>
                  {mail.subject}
                </Link>
              ),
            },
            { key: 'to', title: t('outbox.to'), cell: (mail) => <span className="break-all">{mail.recipient}</span> },
            { key: 'when', title: t('outbox.when'), cell: (mail) => <RelativeTime at={mail.createdAt} /> },
          ]}
        />
      )}
    </Page>
  );
}
