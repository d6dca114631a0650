// The plan of a run as one form: every channel, what it adds up to, and the buttons that save it or play on from it.
import { Form, useLocation } from '@remix-run/react';
import { type FormEvent, useEffect, useState } from 'react';
import { sandboxMessages } from '~/i18n/sandbox';
import { useLocale, useMessages } from '~/i18n/use-messages';
import {
  fieldName,
  moneyEndsOn,
  plannedDailyMicros,
  type PlanFields,
  fieldsToPlan,
  planToFields,
  readPlanFields,
  RUN_CHANNELS,
  type RunAnswer,
  type RunView,
} from '~/modules/sandbox/sandbox';
import { SubmitButton } from '~/ui/kit/button';
import { FormErrors } from '~/ui/kit/form-errors';
import { Icon } from '~/ui/kit/icon';
import { ChannelFields } from './channel-fields';
import { ConflictNotice } from './conflict-notice';
import { useFigures } from './figures';
import { useEstimates } from './use-estimates';
import { useSandboxForm } from './words';

/** The fields as they stand in the form. */
function fieldsOf(form: HTMLFormElement, run: RunView): PlanFields {
  const values: Record<string, string | Array<string>> = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== 'string') continue;
    const list = name.endsWith('[]') ? name.slice(0, -2) : null;
    if (list === null) values[name] = value;
    else values[list] = [...(values[list] ?? []), value];
  }
  return readPlanFields(values, run.brief.market);
}

export function PlanForm({
  run,
  answer,
  className,
}: {
  run: RunView;
  answer: RunAnswer | undefined;
  className: string;
}) {
  const t = useMessages(sandboxMessages);
  const locale = useLocale();
  const here = useLocation().pathname;
  const failed = answer && !answer.ok ? answer : undefined;
  const [initial] = useState(() => failed?.fields ?? planToFields(run.plan, locale));
  const [fields, setFields] = useState(initial);
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  const form = useSandboxForm(failed?.saved ? undefined : failed);
  const labels = useLabels();
  const estimates = useEstimates(run.brief.market, fields);
  const read = (event: FormEvent<HTMLFormElement>) => setFields(fieldsOf(event.currentTarget, run));
  return (
    <Form
      method="post"
      preventScrollReset
      noValidate
      onChange={read}
      className={`rounded-lg border border-line bg-surface ${className}`}
      aria-labelledby="plan"
    >
      <div className="p-4">
        <h2 id="plan" className="text-xl">
          {t('plan.title')}
        </h2>
        <p className="mt-1 text-sm text-muted">{t('plan.lead')}</p>
      </div>
      {failed?.saved && (
        <ConflictNotice typed={failed.fields} saved={planToFields(failed.saved.plan, locale)} here={here} />
      )}
      {form.issues.length > 0 && (
        <div className="px-4 pb-4">
          <FormErrors form={form} labels={labels} />
        </div>
      )}
      <input type="hidden" name="revision" value={Math.max(run.revision, failed?.saved?.revision ?? 0)} />
      {RUN_CHANNELS.map((channel, index) => (
        <ChannelFields
          key={channel}
          channel={channel}
          brief={run.brief}
          initial={initial[channel]}
          fields={fields[channel]}
          form={form}
          open={index === 0 && run.status === 'ready'}
          alive={alive}
          estimate={estimates[channel]}
        />
      ))}
      <div className="grid gap-3 border-t border-line p-4">
        <Total run={run} fields={fields} />
        <SubmitButton intent="save" variant="secondary">
          {t('plan.save')}
        </SubmitButton>
      </div>
      <RunBar run={run} answer={answer} />
    </Form>
  );
}

/** Labels by field for the summary of errors: `Search, Daily budget`. */
function useLabels(): Record<string, string> {
  const t = useMessages(sandboxMessages);
  const words = {
    budget: t('plan.budget'),
    maxCpc: t('plan.maxCpc'),
    targetCpa: t('plan.targetCpa'),
    segments: t('plan.audiences'),
    headline: t('plan.headline'),
  } as const;
  const entries = RUN_CHANNELS.flatMap((channel) =>
    (Object.keys(words) as Array<keyof typeof words>).map((field) => [
      fieldName(channel, field),
      `${t(`channel.${channel}`)}, ${words[field]}`,
    ]),
  );
  return Object.fromEntries(entries);
}

/** What the form adds up to; the saved plan's sum while the form has faults. */
function Total({ run, fields }: { run: RunView; fields: PlanFields }) {
  const t = useMessages(sandboxMessages);
  const { money } = useFigures(run.brief.currency);
  const plan = fieldsToPlan(fields, run.plan).plan ?? run.plan;
  const ends = moneyEndsOn(plan, run.leftMicros, run.day, run.days);
  return (
    <p className="text-sm" aria-live="polite">
      {t('plan.total', {
        daily: money(plannedDailyMicros(plan)),
        left: money(run.leftMicros),
        count: run.days - run.day,
      })}
      {ends !== null && <strong className="text-warn"> {t('plan.ends', { day: ends })}</strong>}
    </p>
  );
}

/** What the last sent form did, in words. */
function useSaid(answer: RunAnswer | undefined): string | null {
  const t = useMessages(sandboxMessages);
  if (!answer?.ok || answer.did === 'renamed') return null;
  if (answer.did === 'ran')
    return t('plan.ran', { count: answer.to - answer.from + 1, from: answer.from, to: answer.to });
  return answer.did === 'saved' ? t('plan.saved') : t('plan.movedOn');
}

/** Stays in reach at the bottom of the screen while the plan is long. */
function RunBar({ run, answer }: { run: RunView; answer: RunAnswer | undefined }) {
  const t = useMessages(sandboxMessages);
  const said = useSaid(answer);
  return (
    <div className="sticky bottom-[var(--dock-height)] z-10 grid lg:bottom-0 gap-2 rounded-b-lg border-t border-line bg-surface p-3 shadow-card">
      <p className="flex flex-wrap justify-between gap-x-3 text-sm">
        <span className="font-semibold">{t('day', { day: run.day, days: run.days })}</span>
        <span role="status">
          {said ? (
            <span className="inline-flex items-center gap-1.5 font-semibold text-good">
              <Icon name="success" />
              {said}
            </span>
          ) : (
            <span className="text-muted">{t('plan.runHint')}</span>
          )}
        </span>
      </p>
      <div className="grid grid-cols-3 gap-2" role="group" aria-label={t('plan.run')}>
        {(['run-1', 'run-7', 'run-end'] as const).map((intent) => (
          <SubmitButton
            key={intent}
            intent={intent}
            variant={intent === 'run-end' ? 'secondary' : 'primary'}
            className="px-2!"
          >
            {t(intent === 'run-1' ? 'plan.run1' : intent === 'run-7' ? 'plan.run7' : 'plan.runEnd')}
          </SubmitButton>
        ))}
      </div>
    </div>
  );
}
