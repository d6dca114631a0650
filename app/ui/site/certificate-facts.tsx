// What a course's certificate proves, and the rules of its exam.
import { siteMessages } from '~/i18n/site';
import { useMessages } from '~/i18n/use-messages';
import type { ProgramCard } from '~/modules/certification/certification';
import { paths } from '~/platform/paths';
import { Icon } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';

function ExamRules({ program }: { program: ProgramCard }) {
  const t = useMessages(siteMessages);
  const { questions, minutes, passPercent, attempts } = program.exam;
  const rules = [
    t('course.examQuestions', { count: questions }),
    t('course.examMinutes', { minutes }),
    t('course.examPass', { percent: passPercent }),
    t('course.examAttempts', { count: attempts }),
    t('course.valid', { months: program.validMonths }),
  ];
  return (
    <>
      <h3 className="mt-5 mb-2 text-base">{t('course.exam')}</h3>
      <ul className="grid gap-1.5">
        {rules.map((rule) => (
          <li key={rule} className="flex items-center gap-2.5">
            <Icon name="check" className="text-accent" />
            {rule}
          </li>
        ))}
      </ul>
      <p className="mt-4">
        <Link to={paths.exam(program.id)} className="link py-1">
          {program.title}
        </Link>
      </p>
    </>
  );
}

export function CertificateFacts({ proves, program }: { proves: string; program: ProgramCard | null }) {
  const t = useMessages(siteMessages);
  return (
    <section className="card card-raised">
      <h2 className="mb-2 flex items-center gap-2 text-lg">
        <Icon name="certificate" className="text-warm" />
        {t('course.certificate')}
      </h2>
      <p>{proves}</p>
      {program ? <ExamRules program={program} /> : <p className="mt-3 text-muted">{t('course.noExam')}</p>}
    </section>
  );
}
