// The mark on everything that is not real.
import { sandboxMessages } from '~/i18n/sandbox';
import { useMessages } from '~/i18n/use-messages';
import { Badge } from '~/ui/kit/badge';

export function Simulated() {
  const t = useMessages(sandboxMessages);
  return (
    <Badge tone="warm" icon="flask">
      {t('simulated')}
    </Badge>
  );
}
