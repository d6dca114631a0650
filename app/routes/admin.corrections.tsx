// Corrections that holders ask for: approved, which signs a new version, or refused with a reason.
import '~/ui/certification/certificate.css';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { adminCertificateMessages } from '~/i18n/admin-certificates';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import { approveCorrection, listCorrections, refuseCorrection } from '~/modules/certification/certification.server';
import { submitForm } from '~/modules/identity/identity.server';
import { isAppError } from '~/platform/errors';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { CorrectionCard } from '~/ui/admin/correction-card';
import { Alert } from '~/ui/kit/alert';
import { EmptyState } from '~/ui/kit/empty-state';
import { useFormState } from '~/ui/kit/form';
import { FormErrors } from '~/ui/kit/form-errors';
import { Link } from '~/ui/kit/link';
import { pageMeta } from '~/ui/shell/meta';

const STATES = ['open', 'approved', 'refused', 'cancelled'] as const;

function stateOf(search: URLSearchParams): (typeof STATES)[number] {
  return STATES.find((one) => one === search.get('state')) ?? 'open';
}

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const state = stateOf(new URL(request.url).searchParams);
    return { corrections: await listCorrections(actor, { state }), timeZone: actor.timeZone };
  });
}

const DecisionSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('approve'), requestId: z.string(), holderName: z.string() }),
  z.object({ intent: z.literal('refuse'), requestId: z.string(), reason: z.string() }),
]);
/** What the page says when a decision came too late or may not be made. */
const REFUSALS = { decided: 'decided', 'own-request': 'ownRequest', 'not-in-force': 'notInForce' } as const;

export function action({ request, context }: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    return submitForm(request, DecisionSchema, async (input) => {
      try {
        if (input.intent === 'approve') await approveCorrection(actor, input);
        else await refuseCorrection(actor, input);
      } catch (error) {
        const refusal = isAppError(error) && REFUSALS[error.reason as keyof typeof REFUSALS];
        if (!refusal) throw error;
        return data({ ok: false as const, issues: [], entered: {}, refusal }, { status: 409 });
      }
      return redirect(`${paths.adminCorrections()}?done=${input.intent}`);
    });
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(adminCertificateMessages, locale)('corrections') }));

export default function Corrections() {
  const t = useMessages(adminCertificateMessages);
  const { corrections, timeZone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useFormState(answer);
  const [search] = useSearchParams();
  const done = (['approve', 'refuse'] as const).find((one) => one === search.get('done'));
  const refusal = answer && 'refusal' in answer ? answer.refusal : null;
  return (
    <>
      <p className="mb-5 max-w-2xl text-muted">{t('correctionsLead')}</p>
      <FormErrors form={form} labels={{ reason: t('reason'), holderName: t('holderName') }} />
      {refusal && (
        <Alert kind="warn" live className="mb-5">
          {t(refusal)}
        </Alert>
      )}
      {done && (
        <Alert kind="good" live className="mb-5">
          {t(`done.${done}`)}
        </Alert>
      )}
      <nav aria-label={t('show')} className="tabs">
        {STATES.map((state) => (
          <Link
            key={state}
            to={`?state=${state}`}
            className="tab"
            aria-current={state === stateOf(search) ? 'page' : undefined}
          >
            {t(`state.${state}`)}
          </Link>
        ))}
      </nav>
      {corrections.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneText')}</EmptyState>
      ) : (
        <ul className="mt-6 grid gap-5">
          {corrections.map((correction) => (
            <CorrectionCard key={correction.id} correction={correction} timeZone={timeZone} />
          ))}
        </ul>
      )}
    </>
  );
}
