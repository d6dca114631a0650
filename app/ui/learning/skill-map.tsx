// The map of skills: areas as rows, what builds on what from left to right; a list by area on narrow screens. Every skill is a link.
import { formatPercent } from '~/i18n/format';
import { learningMessages } from '~/i18n/learning';
import { mapMessages } from '~/i18n/learning-map';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { MapSkillView, PathView } from '~/modules/learning/learning';
import { paths } from '~/platform/paths';
import { StateBadge } from '~/ui/kit/badge';
import { Icon } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';
import { MASTERY_ORDER, MASTERY_SIGN } from './mastery-sign';
import { RangeBar } from './range-bar';

/** Room around a tile, in shares of its cell: lines end there. */
const MARGIN = 0.045;

function Lines({ skills, columns, rows }: { skills: ReadonlyArray<MapSkillView>; columns: number; rows: number }) {
  const byId = new Map(skills.map((skill) => [skill.id, skill]));
  return (
    <svg className="map-lines" viewBox={`0 0 ${columns} ${rows}`} preserveAspectRatio="none" aria-hidden>
      {skills.flatMap((skill) =>
        skill.prerequisites.map((id) => {
          const from = byId.get(id)!;
          const [x1, y1] = [from.column + 1 - MARGIN, from.row + 0.5];
          const [x2, y2] = [skill.column + MARGIN, skill.row + 0.5];
          const held = from.state === 'mastered' || from.state === 'provisional';
          const bend = Math.max(0.1, (x2 - x1) / 2);
          return (
            <path
              key={`${id}/${skill.id}`}
              className={held ? 'line-held' : undefined}
              d={`M${x1} ${y1}C${(x1 + bend).toFixed(2)} ${y1} ${(x2 - bend).toFixed(2)} ${y2} ${x2} ${y2}`}
            />
          );
        }),
      )}
    </svg>
  );
}

function Tile({ skill, threshold }: { skill: MapSkillView; threshold: number }) {
  const t = useMessages(mapMessages);
  const say = useMessages(learningMessages);
  const locale = useLocale();
  const percent = (share: number) => formatPercent(share, locale);
  return (
    <li id={`skill-${skill.id}`} className="tile-cell" style={{ gridColumn: skill.column + 2, gridRow: skill.row + 1 }}>
      <Link
        to={paths.skill(skill.id)}
        className={`tile tile-${skill.state}${skill.next ? ' tile-next' : ''}${skill.forGoal ? '' : ' tile-aside'}`}
      >
        <span className="tile-title">{skill.title}</span>
        <span className="tile-state">
          <StateBadge state={MASTERY_SIGN[skill.state]}>{say(`mastery.${skill.state}`)}</StateBadge>
          {skill.next && <strong>{t('map.next')}</strong>}
        </span>
        {skill.range && skill.probability !== null && (
          <RangeBar value={skill.probability} {...skill.range} threshold={threshold} />
        )}
        <span className="sr-only">
          {skill.range && skill.probability !== null
            ? `. ${t('map.estimate', { percent: percent(skill.probability), low: percent(skill.range.low), high: percent(skill.range.high) })}`
            : `. ${t('map.noEvidence')}`}
          {skill.forGoal && `, ${t('map.goal')}`}
          {skill.waitsFor.length > 0 && `, ${t('map.waits', { skills: skill.waitsFor.join(', ') })}`}
        </span>
        {skill.waitsFor.length > 0 && skill.state === 'not-started' && (
          <span className="tile-waits" aria-hidden>
            <Icon name="lock" /> {t('map.waits', { skills: skill.waitsFor.join(', ') })}
          </span>
        )}
      </Link>
    </li>
  );
}

export function SkillMap({ view: { skills, areas, columns, mastery, threshold } }: { view: PathView }) {
  const t = useMessages(mapMessages);
  const say = useMessages(learningMessages);
  const rows = areas.reduce((sum, area) => sum + area.rows, 0);
  const starts = areas.map((_, at) => areas.slice(0, at).reduce((sum, area) => sum + area.rows, 0) + 1);
  return (
    <section id="skills" aria-labelledby="skills-title" className="skill-section">
      <h2 id="skills-title">{t('map.title')}</h2>
      <p className="hint">
        <span className="map-direction">{t('map.direction')} </span>
        {t('map.lead')}
      </p>
      <ul className="map-legend" aria-label={t('map.legend')}>
        {MASTERY_ORDER.map((state) => (
          <li key={state}>
            <StateBadge state={MASTERY_SIGN[state]}>{say(`mastery.${state}`)}</StateBadge>{' '}
            <span className="tabular-nums">{mastery[state]}</span>
          </li>
        ))}
      </ul>
      {/* Wider than the screen with deep graphs: it scrolls by itself, also by keyboard. */}
      <div className="skill-scroll" role="region" aria-label={t('map.scroll')} tabIndex={0}>
        <div
          className="skill-map"
          style={{
            gridTemplateColumns: `8rem repeat(${columns}, minmax(10rem, 1fr))`,
            gridTemplateRows: `repeat(${rows}, minmax(5.25rem, 1fr))`,
          }}
        >
          <Lines skills={skills} columns={columns} rows={rows} />
          {areas.map(({ area, rows: span }, at) => (
            <section key={area} className="map-area" aria-labelledby={`area-${area}`}>
              <h3 id={`area-${area}`} style={{ gridRow: `${starts[at]} / span ${span}` }}>
                {say(`path.area.${area}` as 'path.area.content')}
              </h3>
              <span className="map-lane" style={{ gridRow: `${starts[at]} / span ${span}` }} aria-hidden />
              <ul>
                {skills
                  .filter((skill) => skill.area === area)
                  .map((skill) => (
                    <Tile key={skill.id} skill={skill} threshold={threshold} />
                  ))}
              </ul>
            </section>
          ))}
        </div>
      </div>
    </section>
  );
}
