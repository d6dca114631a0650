// A sample of an answered question with its feedback, for the landing page.
import { siteMessages } from '~/i18n/site';
import { useMessages } from '~/i18n/use-messages';
import { Icon } from '~/ui/kit/icon';

function Answer({ right }: { right: boolean }) {
  const t = useMessages(siteMessages);
  return (
    <li className={`rounded-md border p-4 ${right ? 'border-good bg-good-soft' : 'border-bad bg-bad-soft'}`}>
      <p className={`mb-1 flex items-center gap-1.5 text-sm font-semibold ${right ? 'text-good' : 'text-bad'}`}>
        <Icon name={right ? 'success' : 'error'} />
        {t(right ? 'inside.rightAnswer' : 'inside.yourAnswer')}
      </p>
      <p className="font-semibold">{t(right ? 'inside.right' : 'inside.wrong')}</p>
      <p className="mt-1">{t(right ? 'inside.rightReason' : 'inside.wrongReason')}</p>
    </li>
  );
}

export function QuestionPiece() {
  const t = useMessages(siteMessages);
  return (
    <figure className="piece card card-raised">
      <figcaption className="mb-3 text-sm text-muted">{t('inside.lessonFrom')}</figcaption>
      <p className="mb-4 text-lg font-medium leading-snug">{t('inside.stem')}</p>
      <ul className="grid gap-3">
        <Answer right={false} />
        <Answer right />
      </ul>
    </figure>
  );
}
