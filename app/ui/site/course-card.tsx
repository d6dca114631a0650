// A course in a list: the whole card leads to its page.
import { siteMessages } from '~/i18n/site';
import { useMessages } from '~/i18n/use-messages';
import type { CourseCard as Course } from '~/modules/catalog/catalog';
import { paths } from '~/platform/paths';
import { Badge } from '~/ui/kit/badge';
import { CardLink, LinkedCard } from '~/ui/kit/card';
import { Icon } from '~/ui/kit/icon';
import { useStudyTime } from './study-time';

type Props = {
  course: Course;
  as?: 'article' | 'li';
  /** Where the card stands in the page's outline. */ heading?: 'h2' | 'h3';
};

export function CourseCard({ course, as = 'article', heading: Heading = 'h3' }: Props) {
  const t = useMessages(siteMessages);
  const time = useStudyTime();
  return (
    <LinkedCard as={as} className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <Badge tone="accent">{t(`level.${course.level}`)}</Badge>
      </div>
      <Heading className="text-2xl">
        <CardLink to={paths.course(course.id)} className="hover:text-accent">
          {course.title}
        </CardLink>
      </Heading>
      <p className="text-muted">{course.summary}</p>
      <ul className="mt-auto flex flex-wrap gap-x-5 gap-y-1 pt-3 text-[0.9375rem]">
        <li className="inline-flex items-center gap-2">
          <Icon name="book" className="text-muted" />
          {t('catalog.lessons', { count: course.lessons })}
        </li>
        <li className="inline-flex items-center gap-2">
          <Icon name="clock" className="text-muted" />
          {t('course.reading', { time: time(course.minutes) })}
        </li>
        <li className="inline-flex items-center gap-2">
          <Icon name="checklist" className="text-muted" />
          {t('catalog.items', { count: course.items })}
        </li>
      </ul>
    </LinkedCard>
  );
}
