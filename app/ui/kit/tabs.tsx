// Tabs that are links: each has an address of its own and works without JavaScript.
import { NavLink } from '@remix-run/react';
import type { ReactNode } from 'react';

export type TabLink = {
  to: string;
  label: ReactNode;
  /** Exact match only: for the first tab of a section. */ end?: boolean;
};

export function TabLinks({ label, tabs }: { label: string; tabs: ReadonlyArray<TabLink> }) {
  return (
    <nav aria-label={label} className="tabs">
      {tabs.map((tab) => (
        <NavLink key={tab.to} to={tab.to} end={tab.end} className="tab">
          {tab.label}
        </NavLink>
      ))}
    </nav>
  );
}
