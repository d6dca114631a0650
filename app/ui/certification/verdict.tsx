// The verdict over a certificate: one large word with its sign, and a sentence that says what to do with it.
import type { ReactNode } from 'react';
import { verifyMessages } from '~/i18n/verify';
import { useMessages } from '~/i18n/use-messages';
import type { CertificateState } from '~/modules/certification/certification';
import { Icon, type IconName } from '~/ui/kit/icon';

const LOOKS = {
  valid: ['good', 'check'],
  expired: ['warn', 'calendar'],
  revoked: ['bad', 'close'],
  suspended: ['warn', 'pause'],
  replaced: ['warn', 'refresh'],
  erased: ['info', 'minus'],
  pending: ['info', 'hourglass'],
  invalid: ['bad', 'warning'],
  unknown: ['info', 'question'],
} as const satisfies Record<CertificateState, readonly [string, IconName]>;

type Props = {
  state: CertificateState;
  /** The day that the sentence names, already written. */
  date?: string;
  as?: 'h1' | 'h2';
  /** Other words than the state's own. */
  words?: { title: string; text: string };
  children?: ReactNode;
};

export function Verdict({ state, date = '', as: Word = 'h1', words, children }: Props) {
  const t = useMessages(verifyMessages);
  const [tone, icon] = LOOKS[state];
  return (
    <section className={`verdict tone-${tone}`}>
      <span className="verdict-sign">
        <Icon name={icon} />
      </span>
      <div className="verdict-words">
        <Word>{words?.title ?? t(`verdict.${state}`)}</Word>
        <p className="verdict-text">{words?.text ?? t(`verdictText.${state}`, { date })}</p>
        {children}
      </div>
    </section>
  );
}
