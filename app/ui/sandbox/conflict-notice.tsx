// Two versions of a plan side by side: what was typed and what was saved meanwhile. Nothing is lost, nothing decided.
import { useEffect, useRef } from 'react';
import { sandboxMessages } from '~/i18n/sandbox';
import { useMessages } from '~/i18n/use-messages';
import { planDifferences, type PlanDifference, type PlanFields } from '~/modules/sandbox/sandbox';
import { Alert } from '~/ui/kit/alert';
import { useList } from './words';

const LABELS = {
  use: 'use',
  budget: 'budget',
  bidding: 'bidding',
  maxCpc: 'maxCpc',
  targetCpa: 'targetCpa',
  segments: 'audiences',
  angle: 'angle',
  headline: 'headline',
} as const;

export function ConflictNotice({ typed, saved, here }: { typed: PlanFields; saved: PlanFields; here: string }) {
  const t = useMessages(sandboxMessages);
  const list = useList();
  const write = (fields: PlanFields, { channel, field }: PlanDifference): string => {
    const its = fields[channel];
    if (field === 'use') return its.use ? t('conflict.on') : t('conflict.off');
    if (field === 'bidding') return t(`plan.biddings.${its.bidding}.name`);
    if (field === 'angle') return t(`angle.${its.angle}`);
    const text = field === 'segments' ? list(its.segments.map((id) => t(`segment.${id}`))) : its[field];
    return text || t('conflict.empty');
  };
  const differences = planDifferences(typed, saved);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [typed]);
  return (
    <div ref={box} tabIndex={-1} className="p-4 pt-0">
      <Alert kind="warn" title={t('conflict.title')} live>
        <p>{differences.length > 0 ? t('conflict.text') : t('conflict.none')}</p>
        <ul className="mt-2 grid gap-3">
          {differences.map((difference) => (
            <li key={`${difference.channel}-${difference.field}`}>
              <span className="block font-semibold">
                {t(`channel.${difference.channel}`)}: {t(`plan.${LABELS[difference.field]}`)}
              </span>
              <span className="block">
                <span className="text-muted">{t('conflict.typed')}:</span> {write(typed, difference)}
              </span>
              <span className="block">
                <span className="text-muted">{t('conflict.saved')}:</span> {write(saved, difference)}
              </span>
            </li>
          ))}
        </ul>
        <p className="mt-2">
          {t('conflict.keep')}{' '}
          <a className="link" href={here}>
            {t('conflict.useSaved')}
          </a>
          .
        </p>
      </Alert>
    </div>
  );
}
