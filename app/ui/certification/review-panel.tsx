// The page before handing in: what has no answer, what is flagged, and the one button that ends the exam.
import { useState } from 'react';
import { examMessages } from '~/i18n/exam';
import { useMessages } from '~/i18n/use-messages';
import { Alert } from '~/ui/kit/alert';
import { Button } from '~/ui/kit/button';
import { Dialog } from '~/ui/kit/dialog';

type Props = {
  total: number;
  isAnswered: (index: number) => boolean;
  isFlagged: (index: number) => boolean;
  /** Answers on their way to the server. */
  pending: number;
  form: string;
  onHandIn: () => void;
  submitting: boolean;
};

function Stones({
  title,
  indexes,
  total,
  form,
}: {
  title: string;
  indexes: ReadonlyArray<number>;
  total: number;
  form: string;
}) {
  const t = useMessages(examMessages);
  if (indexes.length === 0) return null;
  return (
    <section>
      <h2 className="mb-2 text-lg">{title}</h2>
      <ul className="flex flex-wrap gap-2">
        {indexes.map((index) => (
          <li key={index}>
            <button
              type="submit"
              form={form}
              name="go"
              value={index}
              className="exam-stone"
              aria-label={t('question', { number: index + 1, total })}
            >
              {index + 1}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function ReviewPanel({ total, isAnswered, isFlagged, pending, form, onHandIn, submitting }: Props) {
  const t = useMessages(examMessages);
  const [asking, setAsking] = useState(false);
  const indexes = Array.from({ length: total }, (_, index) => index);
  const missing = indexes.filter((index) => !isAnswered(index));
  return (
    <div className="grid gap-6">
      {missing.length === 0 ? (
        <Alert kind="good">{t('reviewPage.all', { total })}</Alert>
      ) : (
        <Alert kind="warn">{t('reviewPage.missing', { count: missing.length })}</Alert>
      )}
      {pending > 0 && (
        <Alert kind="info" live>
          {t('reviewPage.pending')}
        </Alert>
      )}
      <Stones title={t('reviewPage.missingList')} indexes={missing} total={total} form={form} />
      <Stones title={t('reviewPage.flaggedList')} indexes={indexes.filter(isFlagged)} total={total} form={form} />
      <div className="flex flex-wrap gap-3">
        {/* Without JavaScript it hands in at once: this page has just said what is missing. */}
        <Button
          type="submit"
          form={form}
          name="intent"
          value="submit"
          size="lg"
          icon="send"
          pending={submitting}
          onClick={(event) => {
            event.preventDefault();
            setAsking(true);
          }}
        >
          {t('reviewPage.submit')}
        </Button>
        <Button type="submit" form={form} name="go" value={missing[0] ?? 0} variant="ghost" size="lg">
          {t('reviewPage.back')}
        </Button>
      </div>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('reviewPage.confirmTitle')}
        description={
          missing.length === 0 ? t('reviewPage.confirm') : t('reviewPage.confirmMissing', { count: missing.length })
        }
      >
        <div className="flex flex-wrap gap-3">
          <Button
            pending={submitting}
            onClick={() => {
              setAsking(false);
              onHandIn();
            }}
          >
            {t('reviewPage.confirmYes')}
          </Button>
          <Button variant="secondary" onClick={() => setAsking(false)}>
            {t('reviewPage.confirmNo')}
          </Button>
        </div>
      </Dialog>
    </div>
  );
}
