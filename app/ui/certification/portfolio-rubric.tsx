// A rubric to read: each criterion with its levels side by side, the reached one marked.
import { portfolioMessages } from '~/i18n/assessment';
import { useMessages } from '~/i18n/use-messages';
import type { CriterionOutcome, PortfolioTask } from '~/modules/certification/certification';
import { Icon } from '~/ui/kit/icon';

export function Rubric({ task }: { task: PortfolioTask }) {
  const t = useMessages(portfolioMessages);
  return (
    <details className="card rubric-fold">
      <summary>
        <Icon name="scale" />
        <strong>{t('rubric')}</strong>
        <Icon name="chevron-down" className="rubric-turn" />
      </summary>
      <p className="my-4 max-w-[65ch] text-muted">
        {t('rubricLead', { percent: task.passPercent, double: task.doubleMarkPercent })}
      </p>
      <div className="grid gap-6">
        {task.rubric.map((criterion) => (
          <section key={criterion.id} aria-label={criterion.title}>
            <h3 className="mb-2 text-base">
              {criterion.title}{' '}
              {criterion.weight > 1 && (
                <small className="font-normal text-muted">{t('weight', { weight: criterion.weight })}</small>
              )}
            </h3>
            <ol className="rubric-levels">
              {criterion.levels.map((level) => (
                <li key={level.title}>
                  <strong>{level.title}</strong>
                  <p>{level.descriptor}</p>
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
    </details>
  );
}

/** How each criterion was judged, with what the markers wrote. */
export function CriterionOutcomes({ criteria }: { criteria: ReadonlyArray<CriterionOutcome> }) {
  const t = useMessages(portfolioMessages);
  return (
    <ul className="grid gap-7">
      {criteria.map((criterion) => {
        const low = criterion.levels[Math.floor(criterion.level) - 1]!;
        const high = criterion.levels[Math.ceil(criterion.level) - 1]!;
        return (
          <li key={criterion.id} className="criterion-outcome">
            <h3 className="text-base">{criterion.title}</h3>
            <p className="criterion-steps" aria-hidden>
              {criterion.levels.map((level, index) => (
                <i key={level.title} data-on={index < Math.round(criterion.level) || undefined} />
              ))}
            </p>
            <p>
              <strong>{low === high ? low.title : t('outcome.between', { low: low.title, high: high.title })}</strong>
              {low === high && <>: {low.descriptor}</>}
            </p>
            {criterion.comments.map((comment, index) => (
              <blockquote key={index} className="marker-words">
                {comment}
              </blockquote>
            ))}
          </li>
        );
      })}
    </ul>
  );
}

/** A portfolio to read, as plain text: what was typed, never run as markup. */
export function PortfolioText({
  task,
  content,
  empty,
}: {
  task: PortfolioTask;
  content: { sections: Record<string, string>; links: ReadonlyArray<{ label: string; url: string }> };
  empty: string;
}) {
  const t = useMessages(portfolioMessages);
  return (
    <div className="grid gap-8">
      {task.sections.map((section) => (
        <section key={section.id} aria-labelledby={`text-${section.id}`}>
          <h3 id={`text-${section.id}`} className="mb-2">
            {section.title}
          </h3>
          <div className="portfolio-text">
            {(content.sections[section.id] ?? '').trim() || <span className="text-muted">{empty}</span>}
          </div>
        </section>
      ))}
      {content.links.length > 0 && (
        <section aria-labelledby="text-links">
          <h3 id="text-links" className="mb-2">
            {t('links')}
          </h3>
          <ul className="grid gap-1.5">
            {content.links.map(({ label, url }, index) => (
              <li key={index}>
                <a className="link break-all" href={url} rel="noopener noreferrer nofollow" target="_blank">
                  {label || url}
                </a>{' '}
                {label && <span className="text-muted break-all">{url}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
