// A program's figures in one line, and its skills with what each means.
import { requirementMessages } from '~/i18n/assessment';
import { programMessages } from '~/i18n/certificates';
import { formatPercent } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { ProgramCard, ProgramSkill } from '~/modules/certification/certification';
import { Icon, type IconName } from '~/ui/kit/icon';

export function ProgramFacts({ program }: { program: ProgramCard }) {
  const t = useMessages(programMessages);
  const asked = useMessages(requirementMessages);
  const locale = useLocale();
  const { exam } = program;
  const facts: ReadonlyArray<[IconName, string]> = [
    ['checklist', t('facts.questions', { count: exam.questions })],
    ['clock', t('facts.minutes', { count: exam.minutes })],
    ...(program.portfolio ? ([['edit', asked('withPortfolio')]] as Array<[IconName, string]>) : []),
    ['target', t('facts.pass', { percent: formatPercent(exam.passPercent / 100, locale) })],
    ['star', t('facts.skills', { count: program.skills })],
    ['book', t('facts.hours', { count: program.hours })],
    ['calendar', t('facts.valid', { months: program.validMonths })],
  ];
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1.5 text-muted">
      {facts.map(([icon, text]) => (
        <li key={text} className="flex items-center gap-1.5">
          <Icon name={icon} />
          {text}
        </li>
      ))}
    </ul>
  );
}

/** Each skill can be linked to by its id: certificates do. */
export function SkillMeanings({ skills, linked }: { skills: ReadonlyArray<ProgramSkill>; linked?: boolean }) {
  return (
    <dl className="skill-meanings">
      {skills.map((skill) => (
        <div key={skill.id} id={linked ? skill.id : undefined}>
          <dt>{skill.title}</dt>
          <dd>{skill.description}</dd>
        </div>
      ))}
    </dl>
  );
}
