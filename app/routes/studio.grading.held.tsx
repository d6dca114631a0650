// Passed attempts in which something looks wrong: what it is, and the decision whether they count.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useLoaderData, useSearchParams } from '@remix-run/react';
import { formatDateTime, formatNumber } from '~/i18n/format';
import { gradingMessages, heldMessages } from '~/i18n/grading';
import { translator } from '~/i18n/messages';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { type HeldAttempt, REFUSAL_REASONS, type RefusalReason } from '~/modules/certification/certification';
import { decideHeldAttempt, DecideHeldSchema, listHeldAttempts } from '~/modules/certification/certification.server';
import { submitForm } from '~/modules/identity/identity.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { GradingTabs } from '~/ui/certification/grading-tabs';
import { ScoreWithError } from '~/ui/certification/programs-requirements';
import { Alert } from '~/ui/kit/alert';
import { SubmitButton } from '~/ui/kit/button';
import { StateBadge } from '~/ui/kit/badge';
import { EmptyState } from '~/ui/kit/empty-state';
import { Icon } from '~/ui/kit/icon';
import { Select } from '~/ui/kit/input';
import { Page, PageHeader } from '~/ui/kit/page';
import { pageMeta } from '~/ui/shell/meta';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    return { attempts: await listHeldAttempts(actor, context.locale), timeZone: actor.timeZone };
  });
}

export function action({ request, context }: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    return submitForm(request, DecideHeldSchema, async (input) => {
      await decideHeldAttempt(actor, input);
      return redirect(`${paths.gradingHeld()}?done=1`);
    });
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(heldMessages, locale)('title') }));

function Flags({ attempt }: { attempt: HeldAttempt }) {
  const t = useMessages(heldMessages);
  const locale = useLocale();
  return (
    <ul className="grid gap-1.5">
      {attempt.flags.map(({ flag, ...figures }, index) => (
        <li key={index} className="flex gap-2">
          <Icon name="warning" className="mt-0.5 text-warn" />
          <span>
            {t(
              `flag.${flag}`,
              Object.fromEntries(
                Object.entries(figures).map(([key, value]) => [
                  key,
                  typeof value === 'number' ? formatNumber(value, locale, 1) : value,
                ]),
              ),
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Decide({ attempt }: { attempt: HeldAttempt }) {
  const t = useMessages(heldMessages);
  const id = `reason-${attempt.attemptId}`;
  return (
    <div className="flex flex-wrap items-end gap-x-8 gap-y-4 border-t border-line pt-4">
      <Form method="post">
        <input type="hidden" name="attemptId" value={attempt.attemptId} />
        <input type="hidden" name="outcome" value="released" />
        <SubmitButton icon="check">{t('release')}</SubmitButton>
      </Form>
      <Form method="post" className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="attemptId" value={attempt.attemptId} />
        <input type="hidden" name="outcome" value="refused" />
        <Select
          id={id}
          name="reason"
          label={t('reason')}
          required
          options={REFUSAL_REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
        />
        <SubmitButton variant="danger">{t('refuse')}</SubmitButton>
      </Form>
    </div>
  );
}

function Held({ attempt, timeZone }: { attempt: HeldAttempt; timeZone: string }) {
  const t = useMessages(heldMessages);
  const locale = useLocale();
  const [before, after] = t('facts', {
    score: '|',
    minutes: attempt.minutes,
    date: formatDateTime(attempt.submittedAt, locale, timeZone),
  }).split('|');
  return (
    <li className="card grid gap-4">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <div>
          <h2 className="text-lg">{t('attempt', { title: attempt.title, number: attempt.number })}</h2>
          <p className="text-muted">
            {before}
            <ScoreWithError score={attempt.scorePercent} error={attempt.standardError} />
            {after}
          </p>
        </div>
        {attempt.outcome && (
          <StateBadge state={attempt.outcome === 'released' ? 'done' : 'failed'}>
            {attempt.outcome === 'released'
              ? t('decided.released')
              : t('decided.refused', { reason: t(`reasons.${attempt.reason as RefusalReason}`) })}
          </StateBadge>
        )}
      </div>
      <Flags attempt={attempt} />
      {attempt.outcome === null ? (
        <Decide attempt={attempt} />
      ) : (
        <p className="hint">
          {attempt.decidedAt && t('decidedOn', { date: formatDateTime(attempt.decidedAt, locale, timeZone) })}
        </p>
      )}
    </li>
  );
}

export default function HeldAttempts() {
  const t = useMessages(heldMessages);
  const grading = useMessages(gradingMessages);
  const { attempts, timeZone } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const open = attempts.filter(({ outcome }) => outcome === null);
  const decided = attempts.filter(({ outcome }) => outcome !== null);
  return (
    <Page>
      <PageHeader title={grading('title')} lead={t('lead')} />
      <GradingTabs held={open.length} />
      {search.has('done') && (
        <Alert kind="good" live className="mb-6">
          {t('saved')}
        </Alert>
      )}
      {open.length === 0 ? (
        <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
      ) : (
        <ul className="grid gap-4">
          {open.map((attempt) => (
            <Held key={attempt.attemptId} attempt={attempt} timeZone={timeZone} />
          ))}
        </ul>
      )}
      {decided.length > 0 && (
        <section className="mt-12" aria-labelledby="decided">
          <h2 id="decided" className="mb-4">
            {t('history')}
          </h2>
          <ul className="grid gap-4">
            {decided.map((attempt) => (
              <Held key={attempt.attemptId} attempt={attempt} timeZone={timeZone} />
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}
