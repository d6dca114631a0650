// Two versions of a plan side by side: what was typed and what was saved meanwhile. Nothing is lost, nothing decided.
import { sandboxMessages } from '~/i18n/sandbox';
import { useMessages } from '~/i18n/use-messages';
import { planDifferences, type PlanDifference, type PlanFields } from '~/modules/sandbox/sandbox';
import { Alert } from '~/ui/kit/alert';
import { Table } from '~/ui/kit/table';
import { useList } from './words';

const LABELS = { use: 'use', budget: 'budget', bidding: 'bidding', maxCpc: 'maxCpc', targetCpa: 'targetCpa', segments: 'audiences', angle: 'angle', headline: 'headline' } as const;

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
  return (
    <Alert kind="warn" title={t('conflict.title')} live className="m-4">
      <p>{differences.length > 0 ? t('conflict.text') : t('conflict.none')}</p>
      {differences.length > 0 && (
        <Table
          caption={t('conflict.title')}
          hideCaption
          rows={differences}
          rowKey={({ channel, field }) => `${channel}-${field}`}
          columns={[
            { key: 'field', title: t('conflict.field'), header: true, cell: ({ channel, field }) => `${t(`channel.${channel}`)}: ${t(`plan.${LABELS[field]}`)}` },
            { key: 'typed', title: t('conflict.typed'), cell: (difference) => write(typed, difference) },
            { key: 'saved', title: t('conflict.saved'), cell: (difference) => write(saved, difference) },
          ]}
        />
      )}
      <p className="mt-2">
        {t('conflict.keep')}{' '}
        <a className="link" href={here}>
          {t('conflict.useSaved')}
        </a>
        .
      </p>
    </Alert>
  );
}
