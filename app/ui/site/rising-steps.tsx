// The four steps to a certificate, on a line that rises to the seal.
import { siteMessages } from '~/i18n/site';
import { useMessages } from '~/i18n/use-messages';
import { Icon, type IconName } from '~/ui/kit/icon';

const STEPS: ReadonlyArray<['learn' | 'exam' | 'sign' | 'verify', IconName]> = [
  ['learn', 'book'],
  ['exam', 'clock'],
  ['sign', 'key'],
  ['verify', 'shield'],
];

export function RisingSteps() {
  const t = useMessages(siteMessages);
  return (
    <ol className="rise">
      {STEPS.map(([key, icon]) => (
        <li key={key}>
          <span className="rise-stone">
            <Icon name={icon} />
          </span>
          <h3>{t(`how.${key}`)}</h3>
          <p>{t(`how.${key}Text`)}</p>
        </li>
      ))}
    </ol>
  );
}
