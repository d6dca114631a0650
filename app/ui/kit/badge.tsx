// Short marks: a word with a tone, and states that always carry a word and a sign, never colour alone.
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

export type Tone = 'neutral' | 'accent' | 'warm' | 'good' | 'warn' | 'bad' | 'info';

export function Badge({ tone = 'neutral', icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={tone === 'neutral' ? 'badge' : `badge tone-${tone}`}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}

const STATES = {
  done: { tone: 'good', icon: 'success' },
  active: { tone: 'accent', icon: 'play' },
  pending: { tone: 'info', icon: 'hourglass' },
  attention: { tone: 'warn', icon: 'warning' },
  failed: { tone: 'bad', icon: 'error' },
  locked: { tone: 'neutral', icon: 'lock' },
  idle: { tone: 'neutral', icon: 'circle' },
} as const satisfies Record<string, { tone: Tone; icon: IconName }>;

export type StateKind = keyof typeof STATES;

/** @example <StateBadge state="done">{t('mastered')}</StateBadge> */
export function StateBadge({ state, children }: { state: StateKind; children: ReactNode }) {
  return <Badge {...STATES[state]}>{children}</Badge>;
}
