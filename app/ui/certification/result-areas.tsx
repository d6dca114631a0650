// An exam's result by area, with the skills to go back to and the lessons that teach them.
import { resultMessages } from '~/i18n/exam';
import { useMessages } from '~/i18n/use-messages';
import type { AreaResult } from '~/modules/certification/certification';
import { paths } from '~/platform/paths';
import { Badge } from '~/ui/kit/badge';
import { Meter } from '~/ui/kit/progress';
import { Link } from '~/ui/kit/link';

/** Each lesson once, though it teaches several of the skills. */
function lessonsOf(skills: AreaResult['skills']) {
  return [...new Map(skills.flatMap((skill) => skill.lessons).map((lesson) => [lesson.slug, lesson])).values()];
}

function Area({ area, courseId }: { area: AreaResult; courseId: string }) {
  const t = useMessages(resultMessages);
  const practise = area.skills.filter((skill) => skill.practise);
  return (
    <li className="card">
      <Meter value={area.share} label={t(`area.${area.area}`)} tone={practise.length === 0 ? 'good' : 'accent'} />
      {practise.length === 0 ? (
        <p className="mt-3">
          <Badge tone="good" icon="check">
            {t('solid')}
          </Badge>
        </p>
      ) : (
        <>
          <h3 className="mt-4 mb-1 text-base">{t('practise')}</h3>
          <p>{practise.map((skill) => skill.title).join(' · ')}</p>
          <ul className="mt-2 grid gap-1 text-sm">
            {lessonsOf(practise).map((lesson) => (
              <li key={lesson.slug}>
                <Link className="link inline-block py-0.5" to={paths.lesson(courseId, lesson.slug)}>
                  {t('lesson', { title: lesson.title })}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </li>
  );
}

export function ResultAreas({ areas, courseId }: { areas: ReadonlyArray<AreaResult>; courseId: string }) {
  return (
    <ul className="grid items-start gap-4 sm:grid-cols-2">
      {areas.map((area) => (
        <Area key={area.area} area={area} courseId={courseId} />
      ))}
    </ul>
  );
}
