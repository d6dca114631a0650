// The landing page: what Pericia is, what it looks like inside, for whom, and how far to trust its certificates.
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import displayFont from '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2?url';
import type { ReactNode } from 'react';
import { translator } from '~/i18n/messages';
import { siteMessages } from '~/i18n/site';
import { useMessages } from '~/i18n/use-messages';
import { commonMessages } from '~/i18n/common';
import { listCourses } from '~/modules/catalog/catalog.server';
import { isAppError } from '~/platform/errors';
import { paths } from '~/platform/paths';
import { LinkButton } from '~/ui/kit/button';
import { Icon, type IconName } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';
import { pageMeta } from '~/ui/shell/meta';
import { type PageHandle, useSignedIn } from '~/ui/shell/root-data';
import { CourseCard } from '~/ui/site/course-card';
import { NextStepPiece } from '~/ui/site/next-step-piece';
import { QuestionPiece } from '~/ui/site/question-piece';
import { RisingSteps } from '~/ui/site/rising-steps';
import { VerdictPiece } from '~/ui/site/verdict-piece';

/** The page says its piece also while the catalogue cannot be read. */
export async function loader({ context }: LoaderFunctionArgs) {
  const courses = await listCourses(context.locale).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'unavailable') return [];
    throw error;
  });
  return { course: courses[0] ?? null };
}

export const handle = { index: true } satisfies PageHandle;

export const links: LinksFunction = () => [
  { rel: 'preload', href: displayFont, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
];

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({
    title: translator(siteMessages, locale)('home.title'),
    description: translator(siteMessages, locale)('home.description'),
  }));

function Hero() {
  const t = useMessages(siteMessages);
  const common = useMessages(commonMessages);
  const signedIn = useSignedIn();
  return (
    <section className="band">
      <div className="band-inner grid items-center gap-x-16 gap-y-12 py-12 sm:py-16 lg:grid-cols-[1.15fr_1fr] lg:py-24">
        <div>
          <h1 className="hero-title">
            {t('home.heading')}{' '}
            <span className="hero-proof">
              {t('home.headingProof')}
              <svg viewBox="0 0 400 20" preserveAspectRatio="none" aria-hidden>
                <path d="M3 16C110 18 270 12 397 4" />
              </svg>
            </span>
          </h1>
          <p className="mt-6 max-w-[54ch] text-lg sm:text-xl/8">{t('home.lead')}</p>
          <div className="mt-8 flex flex-wrap gap-3">
            <LinkButton to={signedIn ? paths.dashboard() : paths.signUp()} size="lg" iconEnd="arrow-right">
              {common(signedIn ? 'nav.learn' : 'nav.start')}
            </LinkButton>
            <LinkButton to={paths.verify()} size="lg" variant="secondary">
              {t('home.check')}
            </LinkButton>
          </div>
          <p className="mt-5 text-[0.9375rem] text-muted">{t('home.note')}</p>
        </div>
        <div className="hero-path">
          <svg viewBox="0 0 480 110" fill="none" aria-hidden>
            <path
              d="M16 104C170 100 330 84 440 26"
              stroke="var(--border-strong)"
              strokeWidth="3"
              strokeLinecap="round"
              strokeDasharray="1 11"
            />
            <circle cx="456" cy="14" r="11" fill="var(--warm-bright)" />
          </svg>
          <NextStepPiece />
        </div>
      </div>
    </section>
  );
}

function Piece({
  heading,
  text,
  children,
  flip,
}: {
  heading: string;
  text: string;
  children: ReactNode;
  flip?: boolean;
}) {
  return (
    <div className="grid items-center gap-x-16 gap-y-6 lg:grid-cols-2">
      <div className={flip ? 'lg:order-2' : ''}>
        <h3 className="text-2xl">{heading}</h3>
        <p className="mt-3 max-w-[52ch] text-lg text-muted">{text}</p>
      </div>
      {children}
    </div>
  );
}

function Inside() {
  const t = useMessages(siteMessages);
  return (
    <section className="band band-paper">
      <div className="band-inner grid gap-16 py-16 sm:py-24">
        <h2 className="band-title">{t('inside.heading')}</h2>
        <Piece heading={t('inside.lessonHeading')} text={t('inside.lessonText')}>
          <QuestionPiece />
        </Piece>
        <Piece heading={t('inside.certificateHeading')} text={t('inside.certificateText')} flip>
          <VerdictPiece />
        </Piece>
      </div>
    </section>
  );
}

const AUDIENCES: ReadonlyArray<['learners' | 'employers' | 'companies', string, IconName]> = [
  ['learners', paths.catalog(), 'book'],
  ['employers', paths.verify(), 'shield'],
  ['companies', paths.plans(), 'building'],
];

function Who() {
  const t = useMessages(siteMessages);
  return (
    <section className="band">
      <div className="band-inner py-16 sm:py-24">
        <h2 className="band-title">{t('who.heading')}</h2>
        <ul className="mt-10 grid gap-x-10 gap-y-10 md:grid-cols-3">
          {AUDIENCES.map(([key, to, icon]) => (
            <li key={key} className="flex flex-col border-t-2 border-accent pt-5">
              <h3 className="flex items-center gap-2.5 text-xl">
                <Icon name={icon} className="text-accent" />
                {t(`who.${key}`)}
              </h3>
              <p className="mt-3 mb-4 text-muted">{t(`who.${key}Text`)}</p>
              <Link to={to} className="link mt-auto self-start py-1 font-semibold">
                {t(`who.${key}Link`)}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function Claims({ kind }: { kind: 'says' | 'not' }) {
  const t = useMessages(siteMessages);
  const says = kind === 'says';
  return (
    <div>
      <h3 className="text-xl">{t(`honest.${kind}`)}</h3>
      <ul className="mt-4 grid gap-3 text-lg">
        {([1, 2, 3] as const).map((number) => (
          <li key={number} className="grid grid-cols-[auto_1fr] gap-3">
            <Icon name={says ? 'check' : 'minus'} className={`mt-1 ${says ? 'text-good' : 'text-warm'}`} />
            {t(`honest.${kind}${number}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Trust() {
  const t = useMessages(siteMessages);
  return (
    <section className="band band-paper">
      <div className="band-inner py-16 sm:py-24">
        <h2 className="band-title">{t('how.heading')}</h2>
        <RisingSteps />
        <p className="mt-8">
          <Link to={paths.about()} className="link py-1 font-semibold">
            {t('how.more')}
          </Link>
        </p>
        <h2 className="band-title mt-20">{t('honest.heading')}</h2>
        <div className="mt-8 grid gap-x-16 gap-y-10 md:grid-cols-2">
          <Claims kind="says" />
          <Claims kind="not" />
        </div>
      </div>
    </section>
  );
}

export default function Home() {
  const { course } = useLoaderData<typeof loader>();
  const t = useMessages(siteMessages);
  return (
    <>
      <Hero />
      <Inside />
      <Who />
      <Trust />
      {course && (
        <section className="band">
          <div className="band-inner grid items-center gap-x-16 gap-y-8 py-16 sm:py-24 lg:grid-cols-2">
            <div>
              <h2 className="band-title">{t('start.heading')}</h2>
              <p className="mt-3 text-lg text-muted">{t('start.text')}</p>
            </div>
            <CourseCard course={course} />
          </div>
        </section>
      )}
    </>
  );
}
