// The bar that stays on top of an exam: its name, the time left, and the way to hand in.
import { useState } from 'react';
import { examMessages } from '~/i18n/exam';
import { formatDateTime } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { Icon } from '~/ui/kit/icon';
import { Mark } from '~/ui/shell/logo';
import { clockText, type Warning, warningAt } from './use-countdown';
import { Link } from '~/ui/kit/link';

const WORDS = { 600: 'clock.left10', 300: 'clock.left5', 60: 'clock.left1' } as const satisfies Record<Warning, string>;

/** `way`: where leaving leads. */
export function ExamBar({
  title,
  way,
  seconds,
  deadlineAt,
  timeZone,
}: {
  title: string;
  way: string;
  seconds: number;
  deadlineAt: string;
  timeZone: string;
}) {
  const t = useMessages(examMessages);
  const locale = useLocale();
  const [hidden, setHidden] = useState(false);
  const over = seconds <= 0;
  const warning = warningAt(seconds);
  const ends = formatDateTime(deadlineAt, locale, timeZone);
  return (
    <header className="exam-bar">
      <div className="exam-bar-inner">
        <Link to={way} className="exam-name" title={t('leave')}>
          <Mark size={26} />
          <span>{title}</span>
          <span className="sr-only">: {t('leave')}</span>
        </Link>
        <div
          className={`exam-clock ${warning && !over ? 'exam-clock-warning' : ''}`}
          title={t('clock.ends', { time: ends })}
        >
          <Icon name="clock" />
          <span role="timer" aria-label={t('clock.label')} className={hidden ? 'sr-only' : 'tabular-nums'}>
            {clockText(seconds)}
          </span>
          <button
            type="button"
            className="js-only exam-clock-toggle"
            aria-pressed={hidden}
            onClick={() => setHidden(!hidden)}
          >
            <Icon name={hidden ? 'eye' : 'eye-off'} />
            <span className="sr-only">{t(hidden ? 'clock.show' : 'clock.hide')}</span>
          </button>
        </div>
      </div>
      <p
        className={over ? 'exam-warning exam-warning-over' : warning ? 'exam-warning' : 'sr-only'}
        role="status"
        aria-live="polite"
      >
        {over ? t('clock.over') : warning ? t(WORDS[warning]) : ''}
      </p>
      <p className="nojs-only exam-warning">{t('clock.ends', { time: ends })}</p>
    </header>
  );
}
