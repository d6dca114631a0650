// Certificates: found by holder, public id and state; suspended or withdrawn with a reason.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { adminMessages } from '~/i18n/admin';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import {
  liftSuspension,
  listCertificates,
  revokeCertificate,
  suspendCertificate,
} from '~/modules/certification/certification.server';
import { submitForm } from '~/modules/identity/identity.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { CursorPages, FilterField, Filters } from '~/ui/admin/admin-page';
import { CertificateList } from '~/ui/admin/certificate-list';
import { Alert } from '~/ui/kit/alert';
import { EmptyState } from '~/ui/kit/empty-state';
import { useFormState } from '~/ui/kit/form';
import { FormErrors } from '~/ui/kit/form-errors';
import { pageMeta } from '~/ui/shell/meta';

const STATES = ['valid', 'expired', 'suspended', 'revoked', 'replaced', 'pending'] as const;

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const { searchParams: search } = new URL(request.url);
    const page = await listCertificates(actor, {
      query: search.get('q') || search.get('state'),
      cursor: search.get('cursor'),
    });
    return { ...page, timeZone: actor.timeZone };
  });
}

const certificateId = z.string();
const reason = z.string().min(1);
const ChangeSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('revoke'), certificateId, reason }),
  z.object({ intent: z.literal('suspend'), certificateId, reason }),
  z.object({ intent: z.literal('lift'), certificateId }),
]);
/** What each change leads to: the list in which the certificate is then found. */
const DONE = { revoke: 'revoked', suspend: 'suspended', lift: 'valid' } as const;

export function action({ request, context }: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    return submitForm(request, ChangeSchema, async (input) => {
      if (input.intent === 'revoke') await revokeCertificate(actor, input);
      else if (input.intent === 'suspend') await suspendCertificate(actor, input);
      else await liftSuspension(actor, input);
      return redirect(`${paths.adminCertificates()}?state=${DONE[input.intent]}&done=${input.intent}`);
    });
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(adminMessages, locale)('tabs.certificates') }));

export default function Certificates() {
  const t = useMessages(adminMessages);
  const { certificates, nextCursor, timeZone } = useLoaderData<typeof loader>();
  const form = useFormState(useActionData<typeof action>());
  const [search] = useSearchParams();
  const [q, state] = [search.get('q') ?? '', search.get('state') ?? ''];
  const done = (['revoke', 'suspend', 'lift'] as const).find((one) => one === search.get('done'));
  return (
    <>
      <FormErrors form={form} labels={{ reason: t('certificates.reason') }} />
      {done && (
        <Alert kind="good" live className="mb-5">
          {t(`certificates.done.${done}`)}
        </Alert>
      )}
      <Filters active={Boolean(q || state)}>
        <FilterField id="q" label={t('certificates.search')} grow>
          <input key={q} id="q" name="q" type="search" className="input" defaultValue={q} maxLength={100} />
        </FilterField>
        <FilterField id="state" label={t('certificates.status')}>
          <select key={state} id="state" name="state" className="input" defaultValue={state}>
            <option value="">{t('all')}</option>
            {STATES.map((one) => (
              <option key={one} value={one}>
                {t(`certificateState.${one}`)}
              </option>
            ))}
          </select>
        </FilterField>
      </Filters>
      {certificates.length === 0 ? (
        <EmptyState title={t('certificates.emptyTitle')}>{t('certificates.empty')}</EmptyState>
      ) : (
        <CertificateList certificates={certificates} timeZone={timeZone} canChange />
      )}
      <CursorPages nextCursor={nextCursor} />
    </>
  );
}
