// The catalogue: paths and courses, for anybody.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { translator } from '~/i18n/messages';
import { siteMessages } from '~/i18n/site';
import { useMessages } from '~/i18n/use-messages';
import { listCourses, listPaths } from '~/modules/catalog/catalog.server';
import { respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { Badge } from '~/ui/kit/badge';
import { LinkButton } from '~/ui/kit/button';
import { EmptyState } from '~/ui/kit/empty-state';
import { Page, PageHeader } from '~/ui/kit/page';
import { Link } from '~/ui/kit/link';
import { pageMeta } from '~/ui/shell/meta';
import type { PageHandle } from '~/ui/shell/root-data';
import { CourseCard } from '~/ui/site/course-card';

export async function loader({ context: { locale } }: LoaderFunctionArgs) {
  return respond(async () => {
    const [courses, tracks] = await Promise.all([listCourses(locale), listPaths(locale)]);
    return {
      courses,
      tracks: tracks.map(({ id, title, summary, audience, courses: ids, certification }) => ({
        id,
        title,
        summary,
        audience,
        courses: ids,
        certified: certification !== null,
      })),
    };
  });
}

export const handle = { index: true } satisfies PageHandle;

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({
    title: translator(siteMessages, locale)('catalog.title'),
    description: translator(siteMessages, locale)('catalog.description'),
  }));

type Track = Awaited<ReturnType<typeof loader>>['tracks'][number];

function TrackCard({ track, titles }: { track: Track; titles: ReadonlyMap<string, string> }) {
  const t = useMessages(siteMessages);
  return (
    <li className="grid gap-3 border-t-2 border-accent pt-4">
      <div className="flex flex-wrap gap-2">
        <Badge icon="path">{t('catalog.courses', { count: track.courses.length })}</Badge>
        {track.certified && (
          <Badge tone="good" icon="certificate">
            {t('catalog.certificate')}
          </Badge>
        )}
      </div>
      <h3 className="text-xl">{track.title}</h3>
      <p className="text-muted">{track.summary}</p>
      <ol className="grid list-decimal gap-1 pl-5">
        {track.courses.map((id) => (
          <li key={id}>
            <Link to={paths.course(id)} className="link">
              {titles.get(id) ?? id}
            </Link>
          </li>
        ))}
      </ol>
      <p className="text-[0.9375rem] text-muted">
        <strong className="text-ink">{t('catalog.forWhom')}:</strong> {track.audience}
      </p>
    </li>
  );
}

export default function Catalog() {
  const { courses, tracks } = useLoaderData<typeof loader>();
  const t = useMessages(siteMessages);
  const titles = new Map(courses.map((course) => [course.id, course.title]));
  return (
    <Page>
      <PageHeader title={t('catalog.heading')} lead={t('catalog.lead')} />
      <div className="grid gap-x-12 gap-y-14 lg:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]">
        {courses.length === 0 ? (
          <EmptyState
            title={t('catalog.empty')}
            action={<LinkButton to={paths.verify()}>{t('home.check')}</LinkButton>}
          >
            {t('catalog.emptyText')}
          </EmptyState>
        ) : (
          <ul className="grid content-start gap-5">
            {courses.map((course) => (
              <CourseCard key={course.id} as="li" heading="h2" course={course} />
            ))}
          </ul>
        )}
        {tracks.length > 0 && (
          <section className="grid content-start gap-4">
            <div>
              <h2>{t('catalog.paths')}</h2>
              <p className="mt-1 text-muted">{t('catalog.pathsLead')}</p>
            </div>
            <ul className="grid gap-5">
              {tracks.map((track) => (
                <TrackCard key={track.id} track={track} titles={titles} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </Page>
  );
}
