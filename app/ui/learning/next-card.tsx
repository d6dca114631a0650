// The one big card: the exact next step, how long, why, and how to take another.
import { Form } from '@remix-run/react';
import { formatPercent } from '~/i18n/format';
import { learningMessages } from '~/i18n/learning';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { DashboardView, StepView } from '~/modules/learning/learning';
import { paths } from '~/platform/paths';
import { LinkButton } from '~/ui/kit/button';
import { Icon } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';
import { Progress } from '~/ui/kit/progress';

/** What the card needs of a page's view. */
export type NextView = Pick<
  DashboardView,
  'next' | 'ownChoice' | 'recommendationId' | 'alternatives' | 'reviews' | 'exam'
>;

function Why({ step }: { step: StepView }) {
  return (
    <ul className="why">
      {step.why.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function Facts({ step }: { step: StepView }) {
  const t = useMessages(learningMessages);
  const locale = useLocale();
  const begun = step.share > 0 && step.share < 1;
  return (
    <p className="next-meta">
      {step.minutes > 0 && (
        <span>
          <Icon name="clock" /> {t(begun ? 'dashboard.minutes' : 'dashboard.minutesWhole', { count: step.minutes })}
        </span>
      )}
      {step.question && (
        <span>
          <Icon name="checklist" /> {t('dashboard.question', step.question)}
        </span>
      )}
      {begun && (
        <span>
          <Icon name="trend" /> {t('dashboard.share', { percent: formatPercent(step.share, locale) })}
        </span>
      )}
    </p>
  );
}

function Take({ step, recommendationId }: { step: StepView; recommendationId: string }) {
  const t = useMessages(learningMessages);
  return (
    <li className="other">
      <div className="other-text">
        <p className="other-kind">
          {t(`action.${step.action}`)}
          {step.minutes > 0 && ` · ${t('dashboard.minutesWhole', { count: step.minutes })}`}
        </p>
        <h3>{step.title}</h3>
        {step.why[0] && <p>{step.why[0]}</p>}
      </div>
      <Form method="post">
        <input type="hidden" name="recommendationId" value={recommendationId} />
        <button
          name="activityId"
          value={step.activityId}
          className="btn btn-secondary btn-sm"
          aria-label={`${t('dashboard.take')}: ${step.title}`}
        >
          {t('dashboard.take')}
        </button>
      </Form>
    </li>
  );
}

function Other({ view: { alternatives, recommendationId } }: { view: NextView }) {
  const t = useMessages(learningMessages);
  return (
    <details className="others">
      <summary>
        <Icon name="list" /> {t('dashboard.other')}
      </summary>
      {alternatives.length > 0 && (
        <>
          <p className="hint">{t('dashboard.otherText')}</p>
          <ul>
            {alternatives.map((step) => (
              <Take key={step.activityId} step={step} recommendationId={recommendationId} />
            ))}
          </ul>
        </>
      )}
      <p className="others-all">
        <Link className="link" to={paths.path()}>
          {t('dashboard.everything')}
        </Link>
        <span className="hint">{t('dashboard.everythingText')}</span>
      </p>
    </details>
  );
}

function Back({ recommendationId }: { recommendationId: string }) {
  const t = useMessages(learningMessages);
  return (
    <Form method="post">
      <input type="hidden" name="recommendationId" value={recommendationId} />
      <button name="activityId" value="" className="btn btn-ghost">
        {t('dashboard.back')}
      </button>
    </Form>
  );
}

function Nothing({ view }: { view: NextView }) {
  const t = useMessages(learningMessages);
  return (
    <>
      <h2 id="next-title">{t('dashboard.done')}</h2>
      <p>{t(view.exam?.passed ? 'dashboard.doneCertified' : 'dashboard.doneText')}</p>
      {view.exam && !view.exam.passed && (
        <p>
          <LinkButton to={view.exam.href} size="lg" iconEnd="arrow-right">
            {t('go.exam')}
          </LinkButton>
        </p>
      )}
    </>
  );
}

export function NextCard({ view }: { view: NextView }) {
  const t = useMessages(learningMessages);
  const { next, reviews } = view;
  return (
    <section className="card card-raised next next-card" aria-labelledby="next-title">
      {next ? (
        <>
          <div className="next-what">
            <p className="eyebrow">
              {t(view.ownChoice ? 'dashboard.nextOwn' : 'dashboard.next')} · {t(`action.${next.action}`)}
            </p>
            <h2 id="next-title">{next.title}</h2>
            <Facts step={next} />
            {next.share > 0 && next.share < 1 && <Progress value={next.share} label={next.title} />}
          </div>
          <div className="next-actions">
            <LinkButton to={next.href} size="lg" iconEnd="arrow-right">
              {t(`go.${next.action}`)}
            </LinkButton>
            {view.ownChoice && <Back recommendationId={view.recommendationId} />}
          </div>
          <div className="next-why">
            <p className="why-title">{t('dashboard.why')}</p>
            <Why step={next} />
          </div>
        </>
      ) : (
        <Nothing view={view} />
      )}
      {reviews && next?.kind !== 'review' && (
        <p className="next-reviews">
          <Icon name="refresh" />
          <span>{t('dashboard.reviews', { count: reviews.skills, minutes: reviews.minutes })}</span>
          <Link className="link" to={reviews.href}>
            {t('dashboard.reviewNow')}
          </Link>
          <Link className="link" to={paths.reviews()}>
            {t('dashboard.allReviews')}
          </Link>
        </p>
      )}
      <Other view={view} />
    </section>
  );
}
