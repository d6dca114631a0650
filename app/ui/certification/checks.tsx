// What each check found, in plain words.
import { formatDateTime } from '~/i18n/format';
import { verifyMessages } from '~/i18n/verify';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { CheckResult } from '~/modules/certification/certification';
import { Icon, type IconName } from '~/ui/kit/icon';

const SIGNS = {
  pass: ['success', 'text-good'],
  fail: ['error', 'text-bad'],
  unknown: ['question', 'text-muted'],
} as const satisfies Record<CheckResult['outcome'], readonly [IconName, string]>;

/** `issuer`: the issuer's DID, shown with its check. */
export function Checks({ checks, issuer }: { checks: ReadonlyArray<CheckResult>; issuer?: string }) {
  const t = useMessages(verifyMessages);
  return (
    <ul className="checks">
      {checks.map(({ check, outcome, reason }) => {
        const [icon, colour] = SIGNS[outcome];
        return (
          <li key={check}>
            <Icon name={icon} className={colour} />
            <div>
              <strong>{t(`check.${check}.name`)}</strong>{' '}
              <span className={`font-semibold ${colour}`}>{t(`outcome.${outcome}`)}</span>
              <p>
                {check === 'status' && (reason === 'replaced' || reason === 'suspended')
                  ? t(`check.status.${reason}`)
                  : t(`check.${check}.${outcome}`)}
              </p>
              {check === 'issuer' && issuer && <p className="font-mono text-muted break-all">{issuer}</p>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

export function CheckedAt({ at }: { at: string }) {
  const t = useMessages(verifyMessages);
  const locale = useLocale();
  return <p className="text-sm text-muted">{t('checkedAt', { time: formatDateTime(at, locale) })}</p>;
}
