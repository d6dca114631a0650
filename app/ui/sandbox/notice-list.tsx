// What a run should point out, each as a sentence with its numbers and what could be done.
import { sandboxMessages } from '~/i18n/sandbox';
import { sandboxResultMessages } from '~/i18n/sandbox-results';
import { useMessages } from '~/i18n/use-messages';
import { LEARNING_EVENTS, type Notice } from '~/modules/sandbox/sandbox';
import { Icon, type IconName } from '~/ui/kit/icon';
import { useFigures } from './figures';
import { useList } from './words';

const LOOKS = {
  'nothing-runs': ['warning', 'text-warn'],
  'money-ends': ['coins', 'text-warn'],
  'money-left': ['coins', 'text-info'],
  'held-back': ['warning', 'text-warn'],
  'budget-limited': ['trend', 'text-good'],
  'worn-out': ['refresh', 'text-warn'],
  learning: ['idea', 'text-info'],
  'learning-limited': ['idea', 'text-info'],
  'orders-to-come': ['hourglass', 'text-info'],
} as const satisfies Record<Notice['kind'], [IconName, string]>;

export function NoticeList({ notices, currency }: { notices: ReadonlyArray<Notice>; currency: string }) {
  const t = useMessages(sandboxResultMessages);
  return (
    <section aria-labelledby="notices">
      <h3 id="notices">{t('notice.title')}</h3>
      {notices.length === 0 ? (
        <p className="mt-1 text-muted">{t('notice.none')}</p>
      ) : (
        <ul className="mt-2 grid gap-2.5">
          {notices.map((notice, index) => {
            const [icon, tone] = LOOKS[notice.kind];
            return (
              <li key={index} className="grid grid-cols-[auto_1fr] gap-x-2.5">
                <Icon name={icon} className={`mt-0.5 ${tone}`} />
                <NoticeWords notice={notice} currency={currency} />
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function NoticeWords({ notice, currency }: { notice: Notice; currency: string }) {
  const t = useMessages(sandboxResultMessages);
  const names = useMessages(sandboxMessages);
  const list = useList();
  const { money, share, number } = useFigures(currency);
  switch (notice.kind) {
    case 'nothing-runs':
      return <p>{t('notice.nothing-runs')}</p>;
    case 'money-ends':
      return <p>{t('notice.money-ends', { day: notice.day })}</p>;
    case 'money-left':
      return <p>{t('notice.money-left', { amount: money(notice.micros) })}</p>;
    case 'held-back': {
      const words = { channel: names(`channel.${notice.channel}`), share: share(notice.spentShare) };
      return (
        <p>{notice.bidding === 'target-cpa' ? t('notice.held-back-cpa', words) : t('notice.held-back-cpc', words)}</p>
      );
    }
    case 'worn-out':
      return (
        <p>
          {t('notice.worn-out', {
            channel: names(`channel.${notice.channel}`),
            fall: share(notice.fallShare),
            frequency: number(notice.frequency, 1),
          })}
        </p>
      );
    case 'orders-to-come':
      return <p>{t('notice.orders-to-come', { count: notice.orders })}</p>;
    default:
      return (
        <p>
          {t(`notice.${notice.kind}`, {
            channels: list(notice.channels.map((channel) => names(`channel.${channel}`))),
            events: LEARNING_EVENTS,
          })}
        </p>
      );
  }
}
