// What a program asks for, as a list to tick off: done, missing, being evaluated.
import { requirementMessages } from '~/i18n/assessment';
import { formatNumber } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { ProgramType, ProgramView, Requirement } from '~/modules/certification/certification';
import { paths } from '~/platform/paths';
import { Badge, StateBadge } from '~/ui/kit/badge';
import { Icon, type IconName } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';

const TYPE_ICON: Record<ProgramType, IconName> = {
  industry: 'building',
  skill: 'star',
  role: 'user',
  level: 'trend',
  custom: 'users',
};

/** The kind of a program in a word. */
export function TypeBadge({ type }: { type: ProgramType }) {
  const t = useMessages(requirementMessages);
  return (
    <span className="mb-2 inline-block">
      <Badge tone="warm" icon={TYPE_ICON[type]}>
        {t(`type.${type}`)}
      </Badge>
    </span>
  );
}

/** "78 ± 6 %", or without an error what is known. */
export function ScoreWithError({ score, error }: { score: number; error: number | null }) {
  const t = useMessages(requirementMessages);
  const locale = useLocale();
  const shown = formatNumber(score, locale, 1);
  return (
    <span className="tabular-nums">
      {error === null
        ? t('score', { score: shown })
        : t('scoreError', { score: shown, error: formatNumber(error, locale, 0) })}
    </span>
  );
}

function useTitle(requirement: Requirement): string {
  const t = useMessages(requirementMessages);
  switch (requirement.kind) {
    case 'program':
      return t('program', { title: requirement.title });
    case 'skill':
      return t('skill', { title: requirement.title });
    case 'exam':
      return t('exam', { questions: requirement.questions });
    case 'portfolio':
      return t('portfolio', { title: requirement.title });
    case 'overall':
      return t('overall', { percent: requirement.passPercent });
  }
}

function Words({ requirement, programId }: { requirement: Requirement; programId: string }) {
  const t = useMessages(requirementMessages);
  switch (requirement.kind) {
    case 'program':
      return (
        <p className="text-muted">
          {t('programText')}{' '}
          <Link className="link" to={paths.exam(requirement.programId)}>
            {requirement.title}
          </Link>
        </p>
      );
    case 'skill':
      return <p className="text-muted">{t('skillText')}</p>;
    case 'exam':
      return (
        <p className="text-muted">
          {requirement.held ? t('examHeld') : t('examText', { percent: requirement.passPercent })}
        </p>
      );
    case 'portfolio': {
      const { state, draft, failed, passPercent } = requirement;
      const open = state === 'missing';
      return (
        <>
          <p className="text-muted">{failed ? t('portfolioFailed') : t('portfolioText', { percent: passPercent })}</p>
          {state !== null && (
            <Link
              className={open ? 'btn btn-secondary btn-sm mt-2 justify-self-start' : 'link'}
              to={paths.portfolio(programId)}
            >
              {t(open ? (draft ? 'portfolioContinue' : 'portfolioWrite') : 'portfolioSee')}
            </Link>
          )}
        </>
      );
    }
    case 'overall':
      return (
        <p className="text-muted">
          {t('overallText', { exam: requirement.examShare, portfolio: 100 - requirement.examShare })}
        </p>
      );
  }
}

const SIGN = { done: 'success', missing: 'circle', evaluating: 'hourglass' } as const;
const TONE = { done: 'text-good', missing: 'text-muted', evaluating: 'text-info' } as const;
const STATE = { done: 'done', missing: 'idle', evaluating: 'pending' } as const;

function Row({ requirement, programId }: { requirement: Requirement; programId: string }) {
  const t = useMessages(requirementMessages);
  const title = useTitle(requirement);
  const state = requirement.state ?? 'missing';
  const score =
    'scorePercent' in requirement
      ? requirement.scorePercent
      : requirement.kind === 'overall'
        ? requirement.percent
        : null;
  return (
    <li className="requirement">
      <Icon name={SIGN[state]} className={TONE[state]} />
      <div className="grid gap-0.5">
        <div className="requirement-head">
          <strong>{title}</strong>
          {requirement.state && (
            <span className="flex items-baseline gap-2">
              {score !== null && (
                <ScoreWithError
                  score={score}
                  error={'standardError' in requirement ? requirement.standardError : null}
                />
              )}
              <StateBadge state={STATE[requirement.state]}>{t(`state.${requirement.state}`)}</StateBadge>
            </span>
          )}
        </div>
        <Words requirement={requirement} programId={programId} />
      </div>
    </li>
  );
}

export function Requirements({ program }: { program: ProgramView }) {
  return (
    <ol>
      {program.requirements.map((requirement, index) => (
        <Row key={index} requirement={requirement} programId={program.id} />
      ))}
    </ol>
  );
}

/** How a certificate of the program is renewed, in one sentence. */
export function RenewalRule({ program: { renewal } }: { program: ProgramView }) {
  const t = useMessages(requirementMessages);
  if (!renewal) return <p className="text-muted">{t('renewal.none')}</p>;
  const { questions, minutes, passPercent, draw } = renewal;
  return <p className="text-muted">{t(`renewal.${draw}`, { questions, minutes, percent: passPercent })}</p>;
}
