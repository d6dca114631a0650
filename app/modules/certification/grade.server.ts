// The end of an exam: graded once from what is saved, by hand or by the clock, and its result.
import type { Locale } from '~/i18n/locale';
import { getItemKeys, getItems, structure } from '~/modules/catalog/catalog.server';
import type { CatalogStructure, ItemPrompt, SkillArea } from '~/modules/catalog/catalog';
import { type Actor, requireActor } from '~/platform/actor';
import { type Clock, systemClock } from '~/platform/clock';
import { AppError, invariant } from '~/platform/errors';
import { isUuid } from '~/platform/ids.server';
import type { RefusalReason } from './assessment';
import {
  type AreaResult,
  bandOf,
  type CertificateProgress,
  type ExamResult,
  SAVE_GRACE_SECONDS,
  scoreOf,
  type SkillResult,
} from './certification';
import { sittingRules } from './eligibility';
import * as examStore from './exam-store.server';
import { holdSuspicious, passFacts } from './integrity-hold.server';
import { pointsByItem } from './score.server';
import { examError, isBorderline } from './score-error';
import * as store from './store.server';

/** Share of a skill's points below which practising it is advised. */
const PRACTISE_BELOW = 0.75;

/** Grades an open attempt from what is saved and records the result; nothing happens when it was submitted before. */
export async function submitAttempt(attemptId: string, now: Date): Promise<void> {
  const attempt = await examStore.findAttempt(attemptId);
  if (!attempt || attempt.submittedAt) return;
  const definition = await examStore.findDefinition(attempt.programId, attempt.programVersion);
  invariant(definition, `program ${attempt.programId} version ${attempt.programVersion} is not stored`);
  const [prompts, keys] = await Promise.all([getItems(attempt.itemIds), getItemKeys(attempt.itemIds)]);
  const overdue = now > attempt.deadlineAt;
  const submittedAt = overdue ? attempt.deadlineAt : now;
  await examStore.closeAttempt(attemptId, async (answers, tx) => {
    const points = pointsByItem(prompts, keys, answers);
    const { scorePercent, passed } = scoreOf([...points.values()], sittingRules(definition, attempt.kind).passPercent);
    const standardError = examError([...points.values()]);
    const graded = { attempt, definition, points, answers, submittedAt, scorePercent, standardError };
    const held = passed && (await holdSuspicious(tx, graded));
    return {
      submittedAt,
      scorePercent,
      standardError,
      passed,
      bySkill: pointsBySkill(prompts, points),
      event: {
        // A held one has passed once a person let it: their release records the pass.
        type: held ? 'certification.attempt-held' : passed ? 'certification.exam-passed' : 'certification.exam-failed',
        actorId: attempt.userId,
        subjectType: 'exam-attempt',
        subjectId: attemptId,
        data: { ...passFacts(attempt, definition), overdue },
      },
    };
  });
}

function pointsBySkill(
  prompts: ReadonlyArray<ItemPrompt>,
  points: ReadonlyMap<string, number>,
): Array<examStore.SkillPoints> {
  const bySkill = new Map<string, examStore.SkillPoints>();
  for (const prompt of prompts) {
    for (const skill of prompt.skills) {
      const sum = bySkill.get(skill) ?? { skill, right: 0, total: 0 };
      bySkill.set(skill, { skill, right: sum.right + (points.get(prompt.id) ?? 0), total: sum.total + 1 });
    }
  }
  return [...bySkill.values()];
}

/** Hands in what ran out of time, with what was saved. A scheduled job; returns how many it was. */
export async function submitOverdue(deps: { clock?: Clock } = {}): Promise<number> {
  const now = (deps.clock ?? systemClock)();
  const overdue = await examStore.listOverdue(now, 500);
  for (const attempt of overdue) await submitAttempt(attempt.id, now);
  return overdue.length;
}

/**
 * The result of a submitted attempt: score, pass or not, and by skill what to practise. No questions, no answers, no key. An
 * attempt whose time is over is handed in first. Throws `unauthenticated`, `not-found` (others' attempts too), `conflict` while it is open.
 */
export async function getExamResult(
  actor: Actor | null,
  input: { programId: string; attemptId: string; locale: Locale },
  deps: { clock?: Clock } = {},
): Promise<ExamResult> {
  const someone = requireActor(actor);
  const now = (deps.clock ?? systemClock)();
  const load = async () => (isUuid(input.attemptId) ? examStore.loadAttempt(someone.userId, input.attemptId) : null);
  let attempt = await load();
  if (attempt && !attempt.submittedAt && now.getTime() > attempt.deadlineAt.getTime() + SAVE_GRACE_SECONDS * 1000) {
    await submitAttempt(attempt.id, now);
    attempt = await load();
  }
  if (!attempt || attempt.programId !== input.programId) throw new AppError('not-found');
  if (!attempt.submittedAt) throw new AppError('conflict', { reason: 'exam-open' });
  const { definition, submittedAt, standardError } = attempt;
  const passed = attempt.passed === true;
  const scorePercent = attempt.scorePercent ?? 0;
  const { passPercent } = sittingRules(definition, attempt.kind);
  return {
    attemptId: attempt.id,
    programId: attempt.programId,
    courseId: definition.course,
    programTitle: definition.title[input.locale],
    number: attempt.number,
    submittedAt: submittedAt.toISOString(),
    overdue: submittedAt.getTime() >= attempt.deadlineAt.getTime(),
    answered: attempt.answers.filter((answer) => answer.response !== null).length,
    questions: attempt.itemIds.length,
    scorePercent,
    standardError,
    passPercent,
    passed,
    kind: attempt.kind,
    borderline: !passed && isBorderline(scorePercent, passPercent, standardError),
    borderlineRetake: definition.exam.borderline === 'retake-at-once',
    band: bandOf(scorePercent, passPercent),
    areas: toAreas(attempt.bySkill ?? [], await structure(), definition.course, input.locale),
    certificate: passed ? await findProgress(someone.userId, attempt.id) : null,
  };
}

/** Where the certificate of a passed attempt of this person stands, or what it waits for. */
async function findProgress(userId: string, attemptId: string): Promise<CertificateProgress> {
  const found = await store.findOfAttempt(userId, attemptId);
  if (found) return found.status === 'pending' ? { state: 'pending' } : { state: 'issued', publicId: found.publicId };
  const waiting = await examStore.findAwaited(userId, attemptId);
  if (!waiting) return { state: 'pending' };
  if (waiting.outcome === 'refused') return { state: 'refused', reason: waiting.reason as RefusalReason };
  if (waiting.held) return { state: 'awaiting', for: 'review' };
  return waiting.needsPortfolio ? { state: 'awaiting', for: 'portfolio' } : { state: 'pending' };
}

/** Where the certificate of one's own attempt stands, asked every second while it is signed. Throws `unauthenticated`. */
export async function getCertificateState(actor: Actor | null, attemptId: string): Promise<CertificateProgress> {
  const someone = requireActor(actor);
  return isUuid(attemptId) ? findProgress(someone.userId, attemptId) : { state: 'pending' };
}

/** Skills gathered by area: a single skill often has one question, an area several, so its bar says more. */
function toAreas(
  bySkill: ReadonlyArray<examStore.SkillPoints>,
  catalog: CatalogStructure,
  courseId: string,
  locale: Locale,
): Array<AreaResult> {
  const lessons = catalog.courses.get(courseId)?.lessons ?? [];
  const areas = new Map<SkillArea, { right: number; total: number; skills: Array<SkillResult> }>();
  for (const [id, skill] of catalog.skills) {
    const points = bySkill.find((entry) => entry.skill === id);
    if (!points || points.total === 0) continue;
    const share = points.right / points.total;
    const area = areas.get(skill.area) ?? { right: 0, total: 0, skills: [] };
    area.right += points.right;
    area.total += points.total;
    const practise = share < PRACTISE_BELOW;
    const where = practise
      ? lessons
          .filter((lesson) => lesson.skills.includes(id))
          .map((lesson) => ({ slug: lesson.slug, title: lesson.title[locale] }))
      : [];
    area.skills.push({ id, title: skill.title[locale], practise, lessons: where });
    areas.set(skill.area, area);
  }
  return [...areas].map(([area, { right, total, skills }]) => ({ area, share: right / total, skills }));
}
