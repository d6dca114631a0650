// The certificate as paper: who, what, and its seal. The same on one's own cards and on the public page.
import type { ReactNode } from 'react';
import { Mark } from '~/ui/shell/logo';

type Props = {
  label: string;
  holderName: string;
  title: string;
  proves: string;
  /** Dates and number, under the line. */
  children: ReactNode;
  /** Not in force: the seal pales. */
  faded?: boolean;
  /** Heading level of the holder's name. */
  as?: 'h2' | 'p';
};

export function Paper({ label, holderName, title, proves, children, faded, as: Name = 'p' }: Props) {
  return (
    <article className={faded ? 'paper paper-faded' : 'paper'}>
      <div className="paper-seal" aria-hidden>
        <Mark size={64} />
      </div>
      <p className="eyebrow">{label}</p>
      <Name className="paper-name">{holderName}</Name>
      <p className="paper-title">{title}</p>
      <p className="paper-proves">{proves}</p>
      <div className="paper-foot">{children}</div>
    </article>
  );
}
