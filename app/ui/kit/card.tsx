// Paper for one thing, plain or raised, and a card that is a link as a whole.
import type { ReactNode } from 'react';
import { Link, type LinkProps } from './link';

type CardProps = {
  as?: 'div' | 'section' | 'article' | 'li';
  raised?: boolean;
  className?: string;
  children: ReactNode;
  id?: string;
  'aria-labelledby'?: string;
};

export function Card({ as: Tag = 'div', raised, className = '', children, ...rest }: CardProps) {
  return (
    <Tag {...rest} className={`card${raised ? ' card-raised' : ''} ${className}`}>
      {children}
    </Tag>
  );
}

/** Goes around a card's content; put one CardLink inside it and the whole surface follows that link. */
export function LinkedCard({ as: Tag = 'article', className = '', children }: CardProps) {
  return <Tag className={`card card-link ${className}`}>{children}</Tag>;
}

export function CardLink({ className = '', ...rest }: LinkProps) {
  return <Link {...rest} className={`cover ${className}`} />;
}
