// One skill: where it stands, what speaks for it, what would change it, what it builds on and where to learn it.
import { formatDate, formatPercent } from '~/i18n/format';
import { learningMessages } from '~/i18n/learning';
import { mapMessages } from '~/i18n/learning-map';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { EvidenceView, SkillLink, SkillPageView } from '~/modules/learning/learning';
import { paths } from '~/platform/paths';
import { StateBadge } from '~/ui/kit/badge';
import { Breadcrumbs } from '~/ui/kit/breadcrumbs';
import { LinkButton } from '~/ui/kit/button';
import { Icon, type IconName } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';
import { Page, PageHeader } from '~/ui/kit/page';
import { MASTERY_SIGN } from './mastery-sign';
import { RangeBar } from './range-bar';

const EVIDENCE_ICON: Record<EvidenceView['kind'], IconName> = {
  lesson: 'book',
  right: 'check',
  wrong: 'close',
  'placement-right': 'check',
  'placement-wrong': 'close',
  placement: 'target',
  exam: 'certificate',
};

function Standing({ view }: { view: SkillPageView }) {
  const t = useMessages(mapMessages);
  const say = useMessages(learningMessages);
  const locale = useLocale();
  const { range, probability } = view;
  const percent = (share: number) => formatPercent(share, locale);
  return (
    <section className="card card-raised skill-standing">
      <p>
        <StateBadge state={MASTERY_SIGN[view.state]}>{say(`mastery.${view.state}`)}</StateBadge>
      </p>
      {range && probability !== null ? (
        <>
          <p className="skill-figure tabular-nums">
            <strong>{percent(probability)}</strong>
            <span>
              {percent(range.low)}–{percent(range.high)}
            </span>
          </p>
          <RangeBar value={probability} {...range} threshold={view.threshold} />
          <p>
            {t('skill.probability', {
              percent: percent(probability),
              low: percent(range.low),
              high: percent(range.high),
            })}
          </p>
        </>
      ) : (
        <p>{t('skill.unknown')}</p>
      )}
      {view.certified && (
        <p>
          <Icon name="shield" className="skill-certified" /> {t('skill.certified')}
        </p>
      )}
      <h2>{t('skill.why')}</h2>
      <ul className="why">
        {view.why.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

function Outlook({ view: { outlook, state, timeZone } }: { view: SkillPageView }) {
  const t = useMessages(mapMessages);
  const say = useMessages(learningMessages);
  const locale = useLocale();
  const { toMaster, toCertify, certifyFrom, ifWrong } = outlook;
  const settled = toMaster === 0 && toCertify === 0;
  return (
    <section className="card figures" aria-labelledby="change-title">
      <h2 id="change-title">{t('skill.change')}</h2>
      <ul className="why">
        {settled && <li>{t('skill.certifiedAlready')}</li>}
        {toMaster === null && <li>{t('skill.toMasterMany')}</li>}
        {toMaster !== null && toMaster > 0 && <li>{t('skill.toMaster', { count: toMaster })}</li>}
        {toCertify !== null && toCertify > 0 && certifyFrom && (
          <li>{t('skill.toCertify', { count: toCertify, date: formatDate(certifyFrom, locale, timeZone) })}</li>
        )}
        {!settled && <li>{t('skill.exam')}</li>}
        {ifWrong !== state && <li>{t('skill.ifWrong', { state: say(`mastery.${ifWrong}`) })}</li>}
      </ul>
    </section>
  );
}

function Review({ view: { review, practiceHref, timeZone } }: { view: SkillPageView }) {
  const t = useMessages(mapMessages);
  const locale = useLocale();
  const due = review !== null && (review.because === 'slipped' || review.overdueDays > 0);
  return (
    <section className="card figures" aria-labelledby="review-title">
      <h2 id="review-title">{t('skill.review')}</h2>
      {review ? (
        <p>
          {t(due ? 'skill.reviewDue' : 'skill.reviewOn', {
            date: formatDate(review.dueAt, locale, timeZone),
            recall: formatPercent(review.recall, locale),
          })}
        </p>
      ) : (
        <p>{t('skill.reviewNone')}</p>
      )}
      {practiceHref && (
        <p>
          <LinkButton to={review?.href ?? practiceHref} variant={due ? 'primary' : 'secondary'} icon="refresh">
            {t(due ? 'skill.reviewGo' : 'skill.practise')}
          </LinkButton>
        </p>
      )}
    </section>
  );
}

function Related({
  id,
  title,
  skills,
  none,
}: {
  id: string;
  title: string;
  skills: ReadonlyArray<SkillLink>;
  none: string;
}) {
  const say = useMessages(learningMessages);
  return (
    <section className="card figures" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {skills.length === 0 ? (
        <p className="hint">{none}</p>
      ) : (
        <ul className="skill-lines">
          {skills.map((skill) => (
            <li key={skill.id}>
              <Link to={paths.skill(skill.id)}>{skill.title}</Link>
              <StateBadge state={MASTERY_SIGN[skill.state]}>{say(`mastery.${skill.state}`)}</StateBadge>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Evidence({ view: { evidence, timeZone } }: { view: SkillPageView }) {
  const t = useMessages(mapMessages);
  const say = useMessages(learningMessages);
  const locale = useLocale();
  return (
    <section className="card figures" aria-labelledby="evidence-title">
      <header>
        <h2 id="evidence-title">{t('skill.evidenceTitle')}</h2>
        <p className="hint">{t(evidence.length > 0 ? 'skill.evidenceLead' : 'skill.evidenceNone')}</p>
      </header>
      <ol className="evidence">
        {evidence.map((line) => (
          <li key={`${line.at}/${line.kind}`} className={`evidence-${line.kind}`}>
            <Icon name={EVIDENCE_ICON[line.kind]} />
            <div>
              <p>{t(line.kind === 'exam' ? 'skill.examPassed' : `skill.${line.kind}`, { title: line.title })}</p>
              <p className="hint tabular-nums">
                {formatDate(line.at, locale, timeZone)}
                {line.counted
                  ? ` · ${t('skill.effect', { before: formatPercent(line.before, locale), after: formatPercent(line.after, locale) })}`
                  : ` · ${t('skill.uncounted')}`}
                {line.from !== line.to && ` · ${say(`mastery.${line.from}`)} → ${say(`mastery.${line.to}`)}`}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

export function SkillPage({ view }: { view: SkillPageView }) {
  const t = useMessages(mapMessages);
  const say = useMessages(learningMessages);
  return (
    <Page>
      <Breadcrumbs trail={[{ to: paths.path(), label: t('skill.back') }]} />
      <PageHeader
        eyebrow={say(`path.area.${view.area}` as 'path.area.content')}
        title={view.title}
        lead={view.description}
      />
      <div className="skill-page">
        <div>
          <Standing view={view} />
          <Evidence view={view} />
        </div>
        <div>
          <Outlook view={view} />
          <Review view={view} />
          <section className="card figures" aria-labelledby="lessons-title">
            <h2 id="lessons-title">{t('skill.lessons')}</h2>
            {view.lessons.length === 0 && <p className="hint">{t('skill.noLessons')}</p>}
            <ul className="lesson-links">
              {view.lessons.map(({ title, href, courseTitle }) => (
                <li key={href}>
                  <Link className="link" to={href}>
                    {title}
                  </Link>
                  <small>{courseTitle}</small>
                </li>
              ))}
            </ul>
          </section>
          <Related
            id="builds-title"
            title={t('skill.prerequisites')}
            skills={view.prerequisites}
            none={t('skill.noPrerequisites')}
          />
          <Related id="opens-title" title={t('skill.unlocks')} skills={view.unlocks} none={t('skill.noUnlocks')} />
        </div>
      </div>
    </Page>
  );
}
