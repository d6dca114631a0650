// The list of keyboard shortcuts, and the switch that turns single keys off. Loaded when first asked for.
import { useState } from 'react';
import { commonMessages } from '~/i18n/common';
import { useMessages } from '~/i18n/use-messages';
import { Dialog } from '~/ui/kit/dialog';
import { Kbd } from '~/ui/kit/small';
import { useSignedIn } from './root-data';
import { setSingleKeys, singleKeysOn } from './shortcuts';

const ALWAYS = ['courses', 'verify'] as const;
const SIGNED_IN = ['learn', 'path', 'certificates'] as const;
const KEYS = { learn: 'L', path: 'P', certificates: 'C', courses: 'K', verify: 'V' } as const;

export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const t = useMessages(commonMessages);
  const actor = useSignedIn();
  const [on, setOn] = useState(singleKeysOn);
  const mod = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';
  return (
    <Dialog open onClose={onClose} title={t('keyboard.title')}>
      <dl className="shortcuts">
        <div>
          <dt>{t('keyboard.palette')}</dt>
          <dd>
            <Kbd>{mod}</Kbd> <Kbd>K</Kbd> {t('keyboard.or')} <Kbd>/</Kbd>
          </dd>
        </div>
        {[...(actor ? SIGNED_IN : []), ...ALWAYS].map((key) => (
          <div key={key}>
            <dt>{t(`keyboard.${key}`)}</dt>
            <dd>
              <Kbd>G</Kbd> {t('keyboard.then')} <Kbd>{KEYS[key]}</Kbd>
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('keyboard.help')}</dt>
          <dd>
            <Kbd>?</Kbd>
          </dd>
        </div>
        <div>
          <dt>{t('keyboard.close')}</dt>
          <dd>
            <Kbd>Esc</Kbd>
          </dd>
        </div>
      </dl>
      <label className="check mt-4">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            setSingleKeys(event.target.checked);
            setOn(event.target.checked);
          }}
        />
        <span>{t('keyboard.single')}</span>
        <span className="hint">{t('keyboard.singleHint')}</span>
      </label>
    </Dialog>
  );
}
