// Tabs within a page (Radix): for panels that need no address. Only pages that import this file pay for it.
import { Content, List, Root, Trigger } from '@radix-ui/react-tabs';
import type { ReactNode } from 'react';

export type Panel = { id: string; label: ReactNode; content: ReactNode };

export function PanelTabs({
  label,
  panels,
  defaultId,
}: {
  label: string;
  panels: ReadonlyArray<Panel>;
  defaultId?: string;
}) {
  return (
    <Root defaultValue={defaultId ?? panels[0]?.id}>
      <List aria-label={label} className="tabs">
        {panels.map((panel) => (
          <Trigger key={panel.id} value={panel.id} className="tab">
            {panel.label}
          </Trigger>
        ))}
      </List>
      {panels.map((panel) => (
        <Content key={panel.id} value={panel.id} className="pt-4">
          {panel.content}
        </Content>
      ))}
    </Root>
  );
}
