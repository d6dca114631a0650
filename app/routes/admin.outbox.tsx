// Every mail's state: sent, waiting, kept, refused; without bodies or whole addresses.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { adminMessages } from '~/i18n/admin';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import { submitForm } from '~/modules/identity/identity.server';
import type { MailRow, MailStatus } from '~/modules/notifications/notifications';
import { canSendMail, isOutboxOpen, listMails, resendMail } from '~/modules/notifications/notifications.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { CursorPages, FilterField, Filters } from '~/ui/admin/admin-page';
import { Alert } from '~/ui/kit/alert';
import { type StateKind, StateBadge } from '~/ui/kit/badge';
import { SubmitButton } from '~/ui/kit/button';
import { EmptyState } from '~/ui/kit/empty-state';
import { RelativeTime } from '~/ui/kit/relative-time';
import { Table } from '~/ui/kit/table';
import { pageMeta } from '~/ui/shell/meta';
import { Link } from '~/ui/kit/link';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const { searchParams: search } = new URL(request.url);
    const page = await listMails(actor, { status: search.get('status'), cursor: search.get('cursor') });
    return { ...page, timeZone: actor.timeZone, outboxOpen: isOutboxOpen(actor), canSend: canSendMail() };
  });
}

export function action({ request, context }: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    return submitForm(request, z.object({ mailId: z.string() }), async (input) => {
      const { sent } = await resendMail(actor, input);
      return redirect(`${paths.adminOutbox()}?done=${sent ? 'yes' : 'no'}`);
    });
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(adminMessages, locale)('tabs.outbox') }));

const STATES = { queued: 'pending', sent: 'done', kept: 'idle', failed: 'failed' } as const satisfies Record<
  MailStatus,
  StateKind
>;

export default function AdminOutbox() {
  const t = useMessages(adminMessages);
  const { mails, nextCursor, timeZone, outboxOpen, canSend } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const status = search.get('status') ?? '';
  const done = search.get('done');
  const subject = (mail: MailRow) =>
    outboxOpen && mail.status === 'kept' ? (
      <Link className="link" to={paths.outboxMail(mail.mailId)} title={t('outbox.read')}>
        {mail.subject}
      </Link>
    ) : (
      mail.subject
    );
  return (
    <>
      {done && (
        <Alert kind={done === 'yes' ? 'good' : 'bad'} live className="mb-5">
          {t(done === 'yes' ? 'outbox.resentYes' : 'outbox.resentNo')}
        </Alert>
      )}
      {!canSend && (
        <Alert kind="info" className="mb-5">
          {t('outbox.keptHint')}
        </Alert>
      )}
      <Filters active={Boolean(status)}>
        <FilterField id="status" label={t('outbox.status')} grow>
          <select key={status} id="status" name="status" className="input" defaultValue={status}>
            <option value="">{t('all')}</option>
            {(Object.keys(STATES) as Array<MailStatus>).map((one) => (
              <option key={one} value={one}>
                {t(`outbox.${one}`)}
              </option>
            ))}
          </select>
        </FilterField>
      </Filters>
      {mails.length === 0 ? (
        <EmptyState title={t('outbox.emptyTitle')}>{t('outbox.empty')}</EmptyState>
      ) : (
        <Table
          caption={t('outbox.caption')}
          hideCaption
          rows={mails}
          rowKey={(mail) => mail.mailId}
          columns={[
            {
              key: 'subject',
              title: t('outbox.subject'),
              header: true,
              cell: (mail) => (
                <div className="col-span-full">
                  {subject(mail)}
                  <span className="block text-sm font-normal break-all text-muted">{mail.recipient}</span>
                  {mail.error && (
                    <code className="mt-1 block text-xs font-normal break-words text-bad">{mail.error}</code>
                  )}
                </div>
              ),
            },
            {
              key: 'status',
              title: t('outbox.status'),
              cell: (mail) => (
                <span>
                  <StateBadge state={STATES[mail.status]}>{t(`outbox.${mail.status}`)}</StateBadge>
                </span>
              ),
            },
            {
              key: 'created',
              title: t('outbox.created'),
              cell: (mail) => <RelativeTime at={mail.createdAt} timeZone={timeZone} />,
            },
            ...(canSend
              ? [
                  {
                    key: 'resend',
                    title: t('outbox.resend'),
                    label: '',
                    cell: (mail: MailRow) =>
                      mail.status === 'sent' ? null : (
                        <Form method="post" className="col-span-full">
                          <input type="hidden" name="mailId" value={mail.mailId} />
                          <SubmitButton
                            size="sm"
                            variant="secondary"
                            icon="send"
                            intent={mail.mailId}
                            aria-label={t('outbox.resendOne', { subject: mail.subject })}
                          >
                            {t('outbox.resend')}
                          </SubmitButton>
                        </Form>
                      ),
                  },
                ]
              : []),
          ]}
        />
      )}
      <CursorPages nextCursor={nextCursor} />
      <p className="mt-6 text-sm text-muted">{t('outbox.privacy')}</p>
    </>
  );
}
