// The queue of reviews: today first, each with why, how long and one button.
import { formatDate, formatPercent } from '~/i18n/format';
import { mapMessages } from '~/i18n/learning-map';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { ReviewsView, ReviewView } from '~/modules/learning/learning';
import { paths } from '~/platform/paths';
import { Badge } from '~/ui/kit/badge';
import { LinkButton } from '~/ui/kit/button';
import { EmptyState } from '~/ui/kit/empty-state';
import { Icon } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';
import { Page, PageHeader } from '~/ui/kit/page';

function Row({ review, due, timeZone }: { review: ReviewView; due: boolean; timeZone: string }) {
  const t = useMessages(mapMessages);
  const locale = useLocale();
  const recall = formatPercent(review.recall, locale);
  return (
    <li className="review">
      <div className="review-text">
        <h3>
          <Link to={paths.skill(review.skill)}>{review.title}</Link>{' '}
          {due && review.overdueDays > 0 && (
            <Badge tone="warm">{t('reviews.overdue', { count: review.overdueDays })}</Badge>
          )}
        </h3>
        <p>
          {due || review.because === 'placement'
            ? t(`reviews.because.${review.because}`, { recall })
            : t('reviews.coming', { date: formatDate(review.dueAt, locale, timeZone) })}
        </p>
        <small>
          {review.courseTitle} · {review.lessonTitle}
        </small>
      </div>
      <span className="review-minutes tabular-nums">{t('week.minutes', { minutes: review.minutes })}</span>
      <LinkButton
        to={review.href}
        variant={due ? 'primary' : 'ghost'}
        size="sm"
        aria-label={`${t(due ? 'reviews.start' : 'reviews.early')}: ${review.title}`}
      >
        {t(due ? 'reviews.start' : 'reviews.early')}
      </LinkButton>
    </li>
  );
}

function Group({
  id,
  title,
  reviews,
  due,
  timeZone,
}: {
  id: string;
  title: string;
  reviews: ReadonlyArray<ReviewView>;
  due: boolean;
  timeZone: string;
}) {
  const t = useMessages(mapMessages);
  const minutes = reviews.reduce((sum, review) => sum + review.minutes, 0);
  const load = reviews.length === 0 ? t('reviews.load_zero') : t('reviews.load', { count: reviews.length, minutes });
  return (
    <section className={due ? 'card card-raised review-group' : 'card review-group'} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <p className="tabular-nums">{load}</p>
      </header>
      {due && reviews.length === 0 && <p className="hint">{t('reviews.emptyToday')}</p>}
      <ul>
        {reviews.map((review) => (
          <Row key={review.skill} review={review} due={due} timeZone={timeZone} />
        ))}
      </ul>
    </section>
  );
}

export function Reviews({ view }: { view: ReviewsView }) {
  const t = useMessages(mapMessages);
  const { today, tomorrow, week, later, doneToday, timeZone } = view;
  const empty = today.length + tomorrow.length + week.length + later === 0;
  return (
    <Page width="narrow">
      <PageHeader title={t('reviews.title')} lead={t('reviews.lead')} />
      {doneToday > 0 && (
        <p className="review-done">
          <Icon name="success" /> {t('reviews.doneToday', { count: doneToday })}
        </p>
      )}
      {empty ? (
        <EmptyState
          title={t('reviews.emptyTitle')}
          action={
            <LinkButton to={paths.dashboard()} iconEnd="arrow-right">
              {t('reviews.go')}
            </LinkButton>
          }
        >
          {t('reviews.empty')}
        </EmptyState>
      ) : (
        <div className="review-groups">
          <Group id="today" title={t('reviews.today')} reviews={today} due timeZone={timeZone} />
          <Group id="tomorrow" title={t('reviews.tomorrow')} reviews={tomorrow} due={false} timeZone={timeZone} />
          <Group id="this-week" title={t('reviews.week')} reviews={week} due={false} timeZone={timeZone} />
          {later > 0 && <p className="hint">{t('reviews.later', { count: later })}</p>}
        </div>
      )}
    </Page>
  );
}
