// The skills of a course, by area, each with what a person who has it can do.
import { siteMessages } from '~/i18n/site';
import { useMessages } from '~/i18n/use-messages';
import type { Skill, SkillArea } from '~/modules/catalog/catalog';
import { Icon } from '~/ui/kit/icon';

export function SkillList({ skills }: { skills: ReadonlyArray<Skill<string>> }) {
  const t = useMessages(siteMessages);
  const areas = new Map<SkillArea, Array<Skill<string>>>();
  for (const skill of skills) areas.set(skill.area, [...(areas.get(skill.area) ?? []), skill]);
  return (
    <section>
      <h2>{t('course.skills', { count: skills.length })}</h2>
      <p className="mt-1 mb-5 text-muted">{t('course.skillsLead')}</p>
      <div className="grid gap-2">
        {[...areas].map(([area, members], index) => (
          <details key={area} className="card group p-0!" open={index === 0}>
            <summary className="flex min-h-12 items-center gap-3 px-5 py-2 font-semibold">
              {t(`area.${area}`)}
              <span className="badge tabular-nums">{members.length}</span>
              <Icon name="chevron-down" className="ml-auto text-muted group-open:rotate-180" />
            </summary>
            <dl className="grid gap-4 px-5 pb-5">
              {members.map((skill) => (
                <div key={skill.id}>
                  <dt className="font-semibold">{skill.title}</dt>
                  <dd className="text-muted">{skill.description}</dd>
                </div>
              ))}
            </dl>
          </details>
        ))}
      </div>
    </section>
  );
}
