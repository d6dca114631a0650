// A portfolio by its author: writing with every save kept, handing in, reading the outcome, appealing.
import { randomInt } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { isLocale, type Locale, LOCALES } from '~/i18n/locale';
import { type PortfolioDefinition, type ProgramDefinition, say } from '~/modules/catalog/catalog';
import { type Actor, requireActor } from '~/platform/actor';
import { type Clock, systemClock } from '~/platform/clock';
import { AppError, type FieldIssue } from '~/platform/errors';
import { isUuid, uuid7 } from '~/platform/ids.server';
import { limit } from '~/platform/limits.server';
import {
  type DraftOutcome,
  FEEDBACK_MAX,
  LINK_LABEL_MAX,
  LINK_URL_MAX,
  type PortfolioContent,
  type PortfolioState,
  type PortfolioTask,
  type PortfolioView,
  SECTION_MAX,
  type SubmissionSummary,
  type SubmissionView,
} from './assessment';
import { hasPrerequisites } from './eligibility';
import { loadSituation } from './eligibility.server';
import { findFaults, wordsIn } from './portfolio';
import * as portfolioStore from './portfolio-store.server';
import { requireDefinition } from './programs.server';
import { decideMarks } from './rubric';

type Deps = { clock?: Clock };

/** Typing without a pause makes about fifty. */
const SAVES_PER_MINUTE = 120;
const DAY_MS = 86_400_000;
const EMPTY: PortfolioContent = { sections: {}, links: [] };

/** A link that a marker may open: an address of the web, without a sign-in in it. */
function isWebAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password, hostname } = new URL(value);
  return (
    (protocol === 'https:' || protocol === 'http:') && username === '' && password === '' && hostname.includes('.')
  );
}

const ContentSchema = z.object({
  sections: z.record(z.string().max(80), z.string().max(SECTION_MAX)),
  links: z
    .array(z.object({ label: z.string().trim().max(LINK_LABEL_MAX), url: z.string().trim().max(LINK_URL_MAX) }))
    .max(20),
});

export const SaveDraftSchema = z.object({
  programId: z.string().max(80),
  content: ContentSchema,
  /** The draft this one builds on; 0 for none. */
  revision: z.coerce.number().int().min(0).max(2_000_000_000),
});
export type SaveDraft = z.output<typeof SaveDraftSchema>;

/** The program's portfolio. Throws `not-found` when it asks for none. */
async function requirePortfolio(
  programId: string,
): Promise<{ definition: ProgramDefinition; portfolio: PortfolioDefinition }> {
  const definition = await requireDefinition(programId);
  if (!definition.portfolio) throw new AppError('not-found');
  return { definition, portfolio: definition.portfolio };
}

/** What a portfolio asks for, in one language. */
export function toTask(portfolio: PortfolioDefinition, locale: Locale): PortfolioTask {
  const { brief, ...said } = say(portfolio, locale);
  return { ...said, brief: brief.split(/\n\s*\n/).map((paragraph) => paragraph.trim()) };
}

export function toSummary(row: portfolioStore.SubmissionRow): SubmissionSummary {
  return {
    id: row.id,
    number: row.number,
    submittedAt: row.submittedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    outcome: row.outcome,
    scorePercent: row.outcome ? row.scorePercent : null,
    standardError: row.outcome ? row.standardError : null,
  };
}

async function stateOf(
  actor: Actor,
  definition: ProgramDefinition,
  submissions: ReadonlyArray<portfolioStore.SubmissionRow>,
  now: Date,
): Promise<PortfolioState> {
  const last = submissions[0];
  if (last?.outcome === 'passed') return { state: 'passed', submissionId: last.id };
  if (last && last.outcome === null) return { state: 'evaluating', submissionId: last.id };
  const submissionsLeft = Math.max(0, definition.portfolio!.submissions - submissions.length);
  if (last && submissionsLeft === 0) return { state: 'exhausted', submissionId: last.id };
  if (!actor.emailVerified) return { state: 'verify-email' };
  const { facts } = await loadSituation(actor, definition, now);
  return hasPrerequisites(definition, facts) ? { state: 'writing', submissionsLeft } : { state: 'locked' };
}

/** The page where a portfolio is written. Throws `unauthenticated`, `not-found`. */
export async function getPortfolio(
  actor: Actor | null,
  programId: string,
  locale: Locale,
  deps: Deps = {},
): Promise<PortfolioView> {
  const someone = requireActor(actor);
  const { definition, portfolio } = await requirePortfolio(programId);
  const [draft, submissions] = await Promise.all([
    portfolioStore.findDraft(someone.userId, programId),
    portfolioStore.listSubmissions(someone.userId, programId),
  ]);
  return {
    programId,
    programTitle: definition.title[locale],
    task: toTask(portfolio, locale),
    state: await stateOf(someone, definition, submissions, (deps.clock ?? systemClock)()),
    // After a failed one, writing goes on from what was handed in.
    content: draft?.content ?? submissions[0]?.content ?? EMPTY,
    revision: draft?.revision ?? 0,
    savedAt: draft?.updatedAt.toISOString() ?? null,
    submissions: submissions.map(toSummary),
    languages: definition.languages ?? LOCALES,
  };
}

/**
 * Saves a draft; acknowledged only when it is in the database. When another window saved in between, nothing is overwritten and
 * its text comes back. A draft may lack anything. Throws `unauthenticated`, `not-found`, `limit-reached`.
 */
export async function savePortfolioDraft(
  actor: Actor | null,
  input: SaveDraft,
  deps: Deps = {},
): Promise<DraftOutcome> {
  const someone = requireActor(actor);
  const { portfolio } = await requirePortfolio(input.programId);
  await limit(`portfolio-save:${someone.userId}`, SAVES_PER_MINUTE, 60);
  const content = onlyAsked(portfolio, input.content);
  const present = await portfolioStore.findDraft(someone.userId, input.programId);
  // Sent again because the answer was lost, or once more with the handing in: it is saved.
  if (present && isDeepStrictEqual(present.content, content))
    return { outcome: 'saved', revision: present.revision, savedAt: present.updatedAt.toISOString() };
  const draft = { content, revision: input.revision, now: (deps.clock ?? systemClock)() };
  const saved = await portfolioStore.saveDraft(someone.userId, input.programId, draft);
  if (saved) return { outcome: 'saved', revision: saved.revision, savedAt: saved.updatedAt.toISOString() };
  const standing = await portfolioStore.findDraft(someone.userId, input.programId);
  if (!standing) throw new AppError('conflict', { reason: 'try-again' });
  return {
    outcome: 'conflict',
    revision: standing.revision,
    savedAt: standing.updatedAt.toISOString(),
    content: standing.content,
  };
}

/** Sections that the portfolio has, and links that are not empty. */
function onlyAsked({ sections }: PortfolioDefinition, content: PortfolioContent): PortfolioContent {
  return {
    sections: Object.fromEntries(sections.map(({ id }) => [id, content.sections[id] ?? ''])),
    links: content.links.filter(({ label, url }) => label !== '' || url !== ''),
  };
}

/**
 * Hands in the draft as it is saved. A second click, or a second window, finds the first submission. Whether two people mark it
 * is drawn now. Throws `unauthenticated`, `not-found`, `forbidden` (address, prerequisites), `conflict` (passed, or none left),
 * `invalid` with an issue for each part that is too short, too long or no web address.
 */
export async function submitPortfolio(
  actor: Actor | null,
  input: { programId: string; locale: string },
  deps: Deps = {},
): Promise<{ submissionId: string }> {
  const someone = requireActor(actor);
  const now = (deps.clock ?? systemClock)();
  const { definition, portfolio } = await requirePortfolio(input.programId);
  if (!isLocale(input.locale) || !(definition.languages ?? LOCALES).includes(input.locale))
    throw new AppError('invalid', { issues: [{ path: 'locale', message: 'invalid' }] });
  const submissions = await portfolioStore.listSubmissions(someone.userId, input.programId);
  const state = await stateOf(someone, definition, submissions, now);
  if (state.state === 'evaluating') return { submissionId: state.submissionId };
  if (state.state === 'verify-email' || state.state === 'locked')
    throw new AppError('forbidden', { reason: state.state === 'locked' ? 'prerequisites-missing' : 'verify-email' });
  if (state.state !== 'writing') throw new AppError('conflict', { reason: `portfolio-${state.state}` });

  const draft = await portfolioStore.findDraft(someone.userId, input.programId);
  const content = draft?.content ?? submissions[0]?.content ?? EMPTY;
  requireComplete(portfolio, content);
  const id = uuid7(now.getTime());
  const sampled = randomInt(100) < portfolio.doubleMarkPercent;
  const number = submissions.length + 1;
  const inserted = await portfolioStore.insertSubmission(
    {
      id,
      userId: someone.userId,
      programId: definition.id,
      programVersion: definition.version,
      number,
      locale: input.locale,
      content,
      words: wordsIn(content),
      submittedAt: now,
      alias: String(randomInt(100_000, 1_000_000)),
      marksNeeded: sampled ? 2 : 1,
      marksReason: sampled ? 'sample' : null,
    },
    {
      type: 'certification.portfolio-submitted',
      actorId: someone.userId,
      subjectType: 'portfolio-submission',
      subjectId: id,
      data: { programId: definition.id, number },
    },
  );
  if (inserted) return { submissionId: id };
  const [open] = await portfolioStore.listSubmissions(someone.userId, input.programId);
  if (!open) throw new AppError('conflict', { reason: 'try-again' });
  return { submissionId: open.id };
}

function requireComplete(portfolio: PortfolioDefinition, content: PortfolioContent): void {
  const issues: Array<FieldIssue> = findFaults(portfolio, content).map(({ part, fault }) => ({
    path: part,
    message: fault,
  }));
  if (content.links.some(({ url }) => !isWebAddress(url))) issues.push({ path: 'links', message: 'no-web-address' });
  if (issues.length > 0) throw new AppError('invalid', { reason: 'portfolio-incomplete', issues });
}

/** A submission with its outcome, for its author. Throws `unauthenticated`, `not-found` also for other people's. */
export async function getSubmission(
  actor: Actor | null,
  input: { programId: string; submissionId: string; locale: Locale },
  deps: Deps = {},
): Promise<SubmissionView> {
  const someone = requireActor(actor);
  const now = (deps.clock ?? systemClock)();
  const found = isUuid(input.submissionId)
    ? await portfolioStore.findSubmission(someone.userId, input.submissionId)
    : null;
  const portfolio = found?.definition.portfolio;
  if (!found || !portfolio || found.programId !== input.programId) throw new AppError('not-found');
  const all = await portfolioStore.listSubmissions(someone.userId, input.programId);
  const isLast = all[0]?.id === found.id;
  const until = found.decidedAt && new Date(found.decidedAt.getTime() + portfolio.appealDays * DAY_MS);
  const mayAppeal = isLast && found.outcome === 'failed' && found.appealedAt === null && until !== null && until > now;
  return {
    ...toSummary(found),
    programId: found.programId,
    programTitle: found.definition.title[input.locale],
    task: toTask(portfolio, input.locale),
    content: found.content,
    locale: found.locale,
    decision: found.outcome ? toDecision(portfolio, found, input.locale) : null,
    appeal: {
      until: mayAppeal ? until.toISOString() : null,
      text: found.appeal,
      open: found.appealedAt !== null && found.outcome === null,
    },
    submissionsLeft: Math.max(0, portfolio.submissions - all.length),
  };
}

/** The words of the outcome, of the marks that counted. */
function toDecision(
  portfolio: PortfolioDefinition,
  { marks, marksNeeded, marksReason }: NonNullable<Awaited<ReturnType<typeof portfolioStore.findSubmission>>>,
  locale: Locale,
): SubmissionView['decision'] {
  const decision = decideMarks(
    portfolio,
    marks.map(({ levels }) => levels),
    marksNeeded,
    marksReason,
  );
  if (decision.state !== 'decided') return null;
  const counted = marks.slice(-decision.markers);
  return {
    passPercent: portfolio.passPercent,
    markers: decision.markers,
    criteria: say(portfolio.rubric, locale).map(({ id, title, weight, levels }) => ({
      id,
      title,
      weight,
      level: decision.levels[id] ?? 1,
      levels,
      comments: counted.flatMap(({ comments }) => (comments[id] ? [comments[id]] : [])),
    })),
    feedback: counted.flatMap(({ feedback }) => (feedback ? [feedback] : [])),
  };
}

export const AppealSchema = z.object({ text: z.string().trim().min(30).max(FEEDBACK_MAX) });

/**
 * Asks for a failed submission to be marked by somebody who has not seen it; once, within the days the program gives. Throws
 * `unauthenticated`, `not-found`, `conflict` (passed, undecided, appealed before, too late, or a newer one was handed in).
 */
export async function appealSubmission(
  actor: Actor | null,
  input: { programId: string; submissionId: string; text: string },
  deps: Deps = {},
): Promise<void> {
  const someone = requireActor(actor);
  const now = (deps.clock ?? systemClock)();
  const view = await getSubmission(someone, { ...input, locale: 'en' }, deps);
  if (view.appeal.until === null) throw new AppError('conflict', { reason: 'no-appeal' });
  const opened = await portfolioStore.openAppeal(
    { id: view.id, userId: someone.userId, appeal: input.text, now },
    {
      type: 'certification.portfolio-appealed',
      actorId: someone.userId,
      subjectType: 'portfolio-submission',
      subjectId: view.id,
      data: { programId: view.programId },
    },
  );
  if (!opened) throw new AppError('conflict', { reason: 'no-appeal' });
}
