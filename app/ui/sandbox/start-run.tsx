// The button that begins a run, and why it cannot when five are under way.
import { Form } from '@remix-run/react';
import { sandboxMessages } from '~/i18n/sandbox';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/kit/button';
import { paths } from '~/platform/paths';

export function StartRun({ first = false, size = 'md' }: { first?: boolean; size?: 'md' | 'lg' }) {
  const t = useMessages(sandboxMessages);
  return (
    <Form method="post" action={`${paths.sandbox()}?index`}>
      <SubmitButton size={size} icon="play" intent="start">
        {first ? t('startFirst') : t('start')}
      </SubmitButton>
    </Form>
  );
}
