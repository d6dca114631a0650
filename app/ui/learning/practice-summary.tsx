// The end of a round: what was right, what moved in mastery, and what to do next with why.
import { formatPercent } from '~/i18n/format';
import { practiceMessages } from '~/i18n/learning-practice';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { PracticeSummaryView, SkillChangeView, StepView } from '~/modules/learning/learning';
import { paths } from '~/platform/paths';
import { StateBadge } from '~/ui/kit/badge';
import { LinkButton } from '~/ui/kit/button';
import { Icon } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';
import { Ring } from '~/ui/kit/progress';
import { MASTERY_SIGN } from './mastery-sign';
import { PracticeTop } from './practice-top';

function Change({ change: { title, to, before, after } }: { change: SkillChangeView }) {
  const t = useMessages(practiceMessages);
  const locale = useLocale();
  return (
    <li className="change">
      <span className="change-skill">{title}</span>
      <StateBadge state={MASTERY_SIGN[to]}>{t(`mastery.${to}`)}</StateBadge>
      <span className="change-numbers">
        <Icon name={after >= before ? 'arrow-up' : 'arrow-down'} />
        {t('summary.expected', { before: formatPercent(before, locale), after: formatPercent(after, locale) })}
      </span>
    </li>
  );
}

function Next({ step }: { step: StepView }) {
  const t = useMessages(practiceMessages);
  return (
    <section className="card card-raised next" aria-labelledby="next-title">
      <p className="eyebrow">
        {t('summary.next')} · {t(`action.${step.action}`)}
      </p>
      <h2 id="next-title">{step.title}</h2>
      {step.minutes > 0 && (
        <p className="next-meta">
          <span>
            <Icon name="clock" /> {t('minutes', { count: step.minutes })}
          </span>
        </p>
      )}
      <p className="why-title">{t('summary.why')}</p>
      <ul className="why">
        {step.why.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-3">
        <LinkButton to={step.href} size="lg" iconEnd="arrow-right">
          {t(`action.${step.action}`)}
        </LinkButton>
        <LinkButton to={paths.dashboard()} variant="ghost">
          {t('summary.all')}
        </LinkButton>
      </div>
    </section>
  );
}

export function PracticeSummary({ view }: { view: PracticeSummaryView }) {
  const t = useMessages(practiceMessages);
  const { right, of, completion, mode, changes, dots } = view;
  const done = completion.state === 'done';
  const moved = changes.filter(({ before, after, from, to }) => from !== to || Math.abs(after - before) >= 0.005);
  return (
    <div className="practice">
      <PracticeTop view={view} answered={null} />
      <div className="practice-body">
        <div className="score">
          <Ring value={of === 0 ? 0 : right / of} label={t('summary.title.lesson')} size={84}>
            {right}/{of}
          </Ring>
          <div>
            <h1>{done && mode === 'lesson' ? t('completed') : t(`summary.title.${mode}`)}</h1>
            <p>
              {of === 0
                ? t('summary.none')
                : t(mode === 'lesson' ? 'summary.score' : 'summary.scoreAgain', { right, of })}
            </p>
          </div>
        </div>
        {!completion.read && <p className="said">{t('summary.read')}</p>}
        {completion.right < completion.rightNeeded && (
          <p className="said">
            {t('summary.more', { needed: completion.rightNeeded, items: completion.items, right: completion.right })}
          </p>
        )}
        {of > 0 && (
          <section aria-labelledby="moved-title">
            <h2 id="moved-title" className="section-title">
              {t('summary.skills')}
            </h2>
            {moved.length > 0 ? (
              <ul className="changes">
                {moved.map((change) => (
                  <Change key={change.skill} change={change} />
                ))}
              </ul>
            ) : (
              <p className="said">{t('summary.nothing')}</p>
            )}
          </section>
        )}
        <p className="flex flex-wrap gap-3">
          {view.againHref && (
            <LinkButton to={view.againHref} variant="secondary" icon="refresh">
              {t('summary.again', { count: view.missed })}
            </LinkButton>
          )}
          {dots[0] && (
            <Link to={dots[0].href} className="btn btn-ghost">
              {t('summary.review')}
            </Link>
          )}
          {!completion.read && (
            <LinkButton to={view.lesson.href} variant="secondary" icon="book">
              {t('leave')}
            </LinkButton>
          )}
        </p>
        {view.next && <Next step={view.next} />}
      </div>
    </div>
  );
}
