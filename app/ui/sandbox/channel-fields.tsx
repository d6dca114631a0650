// The part of the plan's form that belongs to one channel: folded to a line, open to all that can be decided.
import { useState } from 'react';
import { sandboxMessages } from '~/i18n/sandbox';
import { useMessages } from '~/i18n/use-messages';
import {
  ANGLES,
  BIDDINGS,
  type Brief,
  type ChannelFields as Fields,
  fieldName,
  MAX_HEADLINE,
  type RunChannel,
} from '~/modules/sandbox/sandbox';
import { Checkbox } from '~/ui/kit/choice';
import { describe, FieldError } from '~/ui/kit/field';
import type { FormState } from '~/ui/kit/form';
import { Icon } from '~/ui/kit/icon';
import { Input, Select, Textarea } from '~/ui/kit/input';
import { EstimatePanel } from './estimate-panel';
import { useFigures } from './figures';
import type { Estimate } from './use-estimates';

type Props = {
  channel: RunChannel;
  brief: Brief;
  /** What the controls begin with. */
  initial: Fields;
  /** What they hold now. */
  fields: Fields;
  form: FormState;
  open: boolean;
  /** The browser runs our code: what does not apply may be hidden, because it can be shown again. */
  alive: boolean;
  estimate: Estimate | undefined;
};

export function ChannelFields({ channel, brief, initial, fields, form, open, alive, estimate }: Props) {
  const t = useMessages(sandboxMessages);
  const name = (field: keyof Fields) => fieldName(channel, field);
  const wrong = form.issues.some((issue) => issue.path.startsWith(`${channel}-`));
  const off = alive && !fields.use;
  // Only how it begins: from then on the person opens and closes it.
  const [startsOpen] = useState(open);
  return (
    <details className="group border-t border-line" open={startsOpen || wrong || undefined}>
      <summary className="flex list-none items-center gap-3 px-4 py-3.5 [&::-webkit-details-marker]:hidden">
        <Icon name="chevron-right" className="text-muted transition-transform group-open:rotate-90" />
        <span className="min-w-0 flex-1">
          <span className="block font-semibold">{t(`channel.${channel}`)}</span>
          <span className="block text-sm text-muted">
            {fields.use ? <Line fields={fields} brief={brief} /> : t('plan.unused')}
          </span>
        </span>
        {wrong && <Icon name="error" className="text-bad" />}
      </summary>
      <div className="form px-4 pt-1 pb-5">
        <p className="text-sm text-muted">
          {t(`channelText.${channel}`)} <Usual channel={channel} brief={brief} />
        </p>
        <Checkbox name={name('use')} label={t('plan.use')} defaultChecked={initial.use} />
        <div className="form" hidden={off}>
          <Input
            name={name('budget')}
            label={t('plan.budget')}
            hint={t('plan.budgetHint')}
            form={form}
            required
            defaultValue={initial.budget}
            inputMode="decimal"
            autoComplete="off"
            maxLength={12}
          />
          <Select
            name={name('bidding')}
            label={t('plan.bidding')}
            hint={t(`plan.biddings.${fields.bidding}.hint`)}
            form={form}
            required
            defaultValue={initial.bidding}
            options={BIDDINGS.map((value) => ({ value, label: t(`plan.biddings.${value}.name`) }))}
          />
          <div hidden={alive && fields.bidding !== 'manual-cpc'}>
            <Input
              name={name('maxCpc')}
              label={t('plan.maxCpc')}
              hint={alive ? undefined : t('plan.onlyWith', { bidding: t('plan.biddings.manual-cpc.name') })}
              form={form}
              required
              defaultValue={initial.maxCpc}
              inputMode="decimal"
              autoComplete="off"
              maxLength={12}
            />
          </div>
          <div hidden={alive && fields.bidding !== 'target-cpa'}>
            <Input
              name={name('targetCpa')}
              label={t('plan.targetCpa')}
              hint={alive ? undefined : t('plan.onlyWith', { bidding: t('plan.biddings.target-cpa.name') })}
              form={form}
              required
              defaultValue={initial.targetCpa}
              inputMode="decimal"
              autoComplete="off"
              maxLength={12}
            />
          </div>
          <Audiences name={name('segments')} brief={brief} initial={initial} form={form} />
          <Select
            name={name('angle')}
            label={t('plan.angle')}
            form={form}
            required
            defaultValue={initial.angle}
            options={ANGLES.map((value) => ({ value, label: t(`angle.${value}`) }))}
          />
          <Textarea
            name={name('headline')}
            label={t('plan.headline')}
            hint={t('plan.headlineHint', { max: MAX_HEADLINE })}
            form={form}
            required
            defaultValue={initial.headline}
            maxLength={MAX_HEADLINE}
            rows={2}
            className="min-h-0!"
          />
          {alive && fields.use && <EstimatePanel estimate={estimate} currency={brief.currency} />}
        </div>
      </div>
    </details>
  );
}

/** A channel's decisions in a line. */
function Line({ fields, brief }: { fields: Fields; brief: Brief }) {
  const t = useMessages(sandboxMessages);
  const { money } = useFigures(brief.currency);
  const amount = Number(fields.budget.replace(',', '.'));
  const parts = [
    Number.isFinite(amount) && fields.budget !== '' ? t('plan.perDay', { amount: money(amount * 1_000_000) }) : '–',
    t(`plan.biddings.${fields.bidding}.name`),
    t('plan.audienceCount', { count: fields.segments.length }),
  ];
  return <>{parts.join(' · ')}</>;
}

/** What trade reports publish as usual for the channel. */
function Usual({ channel, brief }: { channel: RunChannel; brief: Brief }) {
  const t = useMessages(sandboxMessages);
  const { money, share } = useFigures(brief.currency);
  const usual = brief.market.channels.find((one) => one.id === channel);
  if (!usual) return null;
  const perClick = usual.billing === 'click';
  const price = perClick
    ? t('plan.usualClick', { amount: money(usual.benchmarkCpmMicros / 1000 / usual.benchmarkCtr) })
    : t('plan.usualViews', { amount: money(usual.benchmarkCpmMicros) });
  return (
    <>
      {t('plan.usual', {
        ctr: share(usual.benchmarkCtr, usual.benchmarkCtr < 0.01 ? 2 : 1),
        cvr: share(usual.benchmarkCvr, 1),
        price,
      })}
    </>
  );
}

function Audiences({ name, brief, initial, form }: { name: string; brief: Brief; initial: Fields; form: FormState }) {
  const t = useMessages(sandboxMessages);
  const { number } = useFigures(brief.currency);
  const { error } = describe({ name, label: '', form });
  return (
    <fieldset className="field" id={name} tabIndex={-1} aria-describedby={error ? `${name}-error` : undefined}>
      <legend className="label mb-1.5">{t('plan.audiences')}</legend>
      <div className="grid gap-2">
        {brief.market.segments.map(({ id, people }) => (
          <label key={id} className="check">
            <input
              type="checkbox"
              name={`${name}[]`}
              value={id}
              defaultChecked={initial.segments.includes(id)}
              aria-label={t(`segment.${id}`)}
            />
            <span className="flex flex-wrap justify-between gap-x-3">
              <span>{t(`segment.${id}`)}</span>
              <span className="text-sm text-muted">{t('plan.people', { count: number(people) })}</span>
            </span>
          </label>
        ))}
      </div>
      {error && <FieldError id={`${name}-error`}>{error}</FieldError>}
    </fieldset>
  );
}
