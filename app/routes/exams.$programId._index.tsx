// A certification before its exam: what it proves, the rules, and the start. For visitors too.
import '~/ui/certification/certificate.css';
import '~/ui/certification/portfolio.css';
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requirementMessages } from '~/i18n/assessment';
import { programMessages } from '~/i18n/certificates';
import { entryMessages } from '~/i18n/exam';
import { useMessages } from '~/i18n/use-messages';
import { getExamEntry, getProgramView, startExam } from '~/modules/certification/certification.server';
import type { ExamEntry } from '~/modules/certification/certification';
import { isAppError } from '~/platform/errors';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { AttemptTable } from '~/ui/certification/attempt-table';
import { EntryAction } from '~/ui/certification/entry-action';
import { RuleList } from '~/ui/certification/exam-rules';
import { ProgramFacts, SkillMeanings } from '~/ui/certification/program-facts';
import { RenewalRule, Requirements, TypeBadge } from '~/ui/certification/programs-requirements';
import { Breadcrumbs } from '~/ui/kit/breadcrumbs';
import { Page, PageHeader } from '~/ui/kit/page';
import { Meter } from '~/ui/kit/progress';
import { pageMeta } from '~/ui/shell/meta';
import type { PageHandle } from '~/ui/shell/root-data';
import { Link } from '~/ui/kit/link';

export const handle = { index: true } satisfies PageHandle;

export function loader({ params, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await context.actor();
    const programId = params.programId!;
    if (!actor)
      return { program: await getProgramView(programId, context.locale), entry: null, timeZone: 'Europe/Madrid' };
    const entry = await getExamEntry(actor, programId, context.locale);
    return { program: entry.program, entry, timeZone: actor.timeZone };
  });
}

export function action({ request, params, context }: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const locale = String((await request.formData()).get('locale') ?? context.locale);
    const programId = params.programId!;
    const started = await startExam(actor, { programId, locale }).catch((error: unknown) => {
      // What stands in the way is what this page says anyway.
      if (isAppError(error) && ['forbidden', 'limit-reached', 'conflict'].includes(error.code)) return null;
      throw error;
    });
    return redirect(started ? paths.examAttempt(programId, started.attemptId) : paths.exam(programId));
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, () => ({
    title: data?.program.title ?? '',
    ...(data ? { description: data.program.summary } : {}),
  }));

function Preparation({ entry }: { entry: ExamEntry }) {
  const t = useMessages(entryMessages);
  const common = useMessages(programMessages);
  const { preparation, program } = entry;
  return (
    <section className="card" aria-labelledby="preparation">
      <h2 id="preparation" className="mb-3 text-lg">
        {t('preparation.title')}
      </h2>
      {preparation && (
        <div className="mb-3 grid gap-3">
          <Meter
            value={preparation.lessonsDone / Math.max(1, preparation.lessons)}
            label={t('preparation.lessons')}
            text={`${preparation.lessonsDone} / ${preparation.lessons}`}
          />
          <Meter
            value={preparation.mastered / Math.max(1, preparation.skills)}
            label={t('preparation.skills')}
            text={`${preparation.mastered} / ${preparation.skills}`}
          />
        </div>
      )}
      <p className="text-muted">{t(preparation ? 'preparation.advice' : 'preparation.none')}</p>
      <p className="mt-3">
        <Link className="link" to={paths.course(program.courseId)}>
          {common('course')}: {program.courseTitle}
        </Link>
      </p>
    </section>
  );
}

export default function ExamEntryPage() {
  const t = useMessages(entryMessages);
  const common = useMessages(programMessages);
  const asked = useMessages(requirementMessages);
  const { program, entry, timeZone } = useLoaderData<typeof loader>();
  return (
    <Page>
      <Breadcrumbs trail={[{ to: paths.certifications(), label: common('title') }]} />
      <PageHeader eyebrow={<TypeBadge type={program.type} />} title={program.title} lead={program.summary} />
      <div className="mb-8">
        <ProgramFacts program={program} />
      </div>
      <p className="entry-jump mb-8">
        <a className="btn btn-primary" href="#start">
          {t('jump')}
        </a>
      </p>
      <div className="entry-columns">
        <div className="grid gap-12">
          <section aria-labelledby="proves">
            <h2 id="proves" className="mb-2">
              {t('proves')}
            </h2>
            <p className="mb-1 text-lg">{program.proves}</p>
            <p className="text-muted">{program.criteria}</p>
          </section>
          <section aria-labelledby="requirements">
            <h2 id="requirements" className="mb-1">
              {asked('title')}
            </h2>
            <p className="mb-5 text-muted">{asked('lead')}</p>
            <Requirements program={program} />
          </section>
          <section aria-labelledby="rules">
            <h2 id="rules" className="mb-5">
              {t('rules')}
            </h2>
            <RuleList exam={program.exam} />
          </section>
          <section aria-labelledby="renewal">
            <h2 id="renewal" className="mb-2">
              {asked('renewal.title')}
            </h2>
            <RenewalRule program={program} />
          </section>
        </div>
        <aside className="grid gap-5" id="start">
          <section className="card card-raised grid gap-3 [&_h2]:text-xl">
            <EntryAction program={program} eligibility={entry?.eligibility ?? null} timeZone={timeZone} />
          </section>
          {entry && entry.eligibility.state !== 'certified' && <Preparation entry={entry} />}
        </aside>
        <div className="grid gap-12">
          {entry && entry.attempts.length > 0 && (
            <section aria-labelledby="attempts">
              <h2 id="attempts" className="mb-3">
                {t('attempts.title')}
              </h2>
              <AttemptTable programId={program.id} attempts={entry.attempts} timeZone={timeZone} />
            </section>
          )}
          <section aria-labelledby="skills">
            <h2 id="skills" className="mb-1">
              {common('facts.skills', { count: program.skillList.length })}
            </h2>
            <p className="mb-5 text-muted">{t('provesLead')}</p>
            <SkillMeanings skills={program.skillList} linked />
          </section>
        </div>
      </div>
    </Page>
  );
}
