// What has become of an answer on its way to the server.
import { practiceMessages } from '~/i18n/learning-practice';
import { useMessages } from '~/i18n/use-messages';
import { Icon } from '~/ui/kit/icon';
import type { SendState } from './send-answer';
import { signInHere } from './use-answer';

/** Says what stands in the way of saving; saved is said elsewhere, and only after the server said so. */
export function SendStatus({ state, again }: { state: SendState<unknown>; again: () => void }) {
  const t = useMessages(practiceMessages);
  if (state.kind === 'retrying') {
    return (
      <p className="send-status send-warn" role="status">
        <Icon name="warning" />
        <span>{t(state.offline ? 'status.offline' : 'status.retrying')}</span>
        <button type="button" className="btn btn-secondary btn-sm" onClick={again}>
          {t('retry')}
        </button>
      </p>
    );
  }
  if (state.kind === 'signed-out') {
    return (
      <p className="send-status send-warn" role="status">
        <Icon name="warning" />
        <span>{t('status.signedOut')}</span>
        <a className="btn btn-secondary btn-sm" href={signInHere()}>
          {t('signIn')}
        </a>
      </p>
    );
  }
  if (state.kind === 'refused' && state.reason === 'stale') {
    return (
      <p className="send-status send-warn" role="alert">
        <Icon name="warning" />
        <span>{t('status.stale')}</span>
        <button type="button" className="btn btn-secondary btn-sm" onClick={() => location.reload()}>
          {t('reload')}
        </button>
      </p>
    );
  }
  return null;
}
