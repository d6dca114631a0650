// After a passed exam whose certificate waits for something else, or whose attempt was refused after a look.
import { resultMessages } from '~/i18n/exam';
import { useMessages } from '~/i18n/use-messages';
import type { RefusalReason } from '~/modules/certification/certification';
import { paths } from '~/platform/paths';
import { Alert } from '~/ui/kit/alert';
import { LinkButton } from '~/ui/kit/button';
import { Icon } from '~/ui/kit/icon';

export function AwaitedNext({ programId, waits }: { programId: string; waits: 'portfolio' | 'review' }) {
  const t = useMessages(resultMessages);
  return (
    <section className="card card-raised grid gap-3">
      <h2 className="flex items-center gap-2">
        <Icon name={waits === 'portfolio' ? 'edit' : 'hourglass'} className="text-info" />
        {t(`awaiting.${waits}Title`)}
      </h2>
      <p>{t(`awaiting.${waits}`)}</p>
      {waits === 'portfolio' && (
        <div>
          <LinkButton to={paths.portfolio(programId)} icon="edit">
            {t('awaiting.portfolioAction')}
          </LinkButton>
        </div>
      )}
    </section>
  );
}

export function RefusedAttempt({ reason }: { reason: RefusalReason }) {
  const t = useMessages(resultMessages);
  return (
    <Alert kind="bad" title={t('refused.title')}>
      <p>{t(`refused.${reason}`)}</p>
      <p className="mt-2">{t('refused.next')}</p>
    </Alert>
  );
}
