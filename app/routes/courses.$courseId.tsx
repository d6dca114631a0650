// A course for those who do not know it yet: what it teaches, how long it takes, and what its certificate proves.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { siteMessages } from '~/i18n/site';
import { useMessages } from '~/i18n/use-messages';
import { getCourse } from '~/modules/catalog/catalog.server';
import { getProgramView, listPrograms } from '~/modules/certification/certification.server';
import { respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { Badge } from '~/ui/kit/badge';
import { Breadcrumbs } from '~/ui/kit/breadcrumbs';
import { LinkButton } from '~/ui/kit/button';
import { Icon } from '~/ui/kit/icon';
import { Page } from '~/ui/kit/page';
import { pageMeta } from '~/ui/shell/meta';
import { type PageHandle, useSignedIn } from '~/ui/shell/root-data';
import { CertificateFacts } from '~/ui/site/certificate-facts';
import { SkillList } from '~/ui/site/skill-list';
import { useStudyTime } from '~/ui/site/study-time';
import { Syllabus } from '~/ui/site/syllabus';

export async function loader({ params, context: { locale } }: LoaderFunctionArgs) {
  return respond(async () => {
    const course = await getCourse(params.courseId ?? '', locale);
    const programs = await Promise.all((await listPrograms(locale)).map(({ id }) => getProgramView(id, locale)));
    return { course, program: programs.find((program) => program.courseId === course.id) ?? null };
  });
}

export const handle = { index: true } satisfies PageHandle;

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, () => ({ title: data?.course.title ?? 'Pericia', description: data?.course.summary }));

type CourseData = Awaited<ReturnType<typeof loader>>['course'];

function Head({ course }: { course: CourseData }) {
  const t = useMessages(siteMessages);
  const time = useStudyTime();
  const signedIn = useSignedIn();
  const first = course.syllabus[0];
  const begin = first ? paths.lesson(course.id, first.slug) : paths.dashboard();
  return (
    <header className="mb-14 grid justify-items-start gap-5">
      <Badge tone="accent">{t(`level.${course.level}`)}</Badge>
      <h1 className="max-w-[18ch] text-[clamp(2.125rem,1.4rem+3vw,3.25rem)]">{course.title}</h1>
      <p className="max-w-[60ch] text-lg text-muted">{course.summary}</p>
      <ul className="flex flex-wrap gap-x-6 gap-y-2">
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
      <div>
        <LinkButton to={signedIn ? begin : paths.signUp(begin)} size="lg" iconEnd="arrow-right">
          {t(signedIn ? 'course.continue' : 'course.start')}
        </LinkButton>
      </div>
    </header>
  );
}

export default function CoursePage() {
  const { course, program } = useLoaderData<typeof loader>();
  const t = useMessages(siteMessages);
  return (
    <Page>
      <Breadcrumbs trail={[{ to: paths.catalog(), label: t('catalog.title') }]} />
      <Head course={course} />
      <div className="grid gap-x-14 gap-y-12 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid content-start gap-14">
          <section className="prose text-lg">
            {course.description.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </section>
          <section>
            <h2 className="mb-4">{t('course.outcomes')}</h2>
            <ul className="grid gap-3 sm:grid-cols-2">
              {course.outcomes.map((outcome) => (
                <li key={outcome} className="grid grid-cols-[auto_1fr] gap-3">
                  <Icon name="check" className="mt-0.5 text-good" />
                  {outcome}
                </li>
              ))}
            </ul>
          </section>
          <Syllabus lessons={course.syllabus} />
          <SkillList skills={course.skills} />
        </div>
        <aside className="grid content-start gap-6 lg:sticky lg:top-24 lg:self-start">
          <CertificateFacts proves={course.proves} program={program} />
          <section>
            <h2 className="mb-1 text-lg">{t('course.audience')}</h2>
            <p className="text-muted">{course.audience}</p>
          </section>
          <section>
            <h2 className="mb-1 text-lg">{t('course.authors')}</h2>
            <p className="text-muted">{course.authors.join(', ')}</p>
          </section>
        </aside>
      </div>
    </Page>
  );
}
