// The end of an exam: graded once from what is saved, by hand or by the clock, and its result.
import type { Locale } from '~/i18n/locale';
import type { ItemKey } from '~/modules/catalog/catalog.server';
import { getItemKeys, getItems, structure } from '~/modules/catalog/catalog.server';
import type { CatalogStructure, ItemPrompt, SkillArea } from '~/modules/catalog/catalog';
import { type Actor, requireActor } from '~/platform/actor';
import { type Clock, systemClock } from '~/platform/clock';
import { AppError, invariant } from '~/platform/errors';
import { isUuid } from '~/platform/ids.server';
import {
  type AreaResult,
  bandOf,
  type ExamResult,
  SAVE_GRACE_SECONDS,
  scoreOf,
  type SkillResult,
} from './certification';
import * as examStore from './exam-store.server';
import { pointsFor } from './score.server';
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
  await examStore.closeAttempt(attemptId, (answers) => {
    const points = pointsByItem(prompts, keys, answers);
    const { scorePercent, passed } = scoreOf([...points.values()], definition.exam.passPercent);
    return {
      submittedAt: overdue ? attempt.deadlineAt : now,
      scorePercent,
      passed,
      bySkill: pointsBySkill(prompts, points),
      event: {
        type: passed ? 'certification.exam-passed' : 'certification.exam-failed',
        actorId: attempt.userId,
        subjectType: 'exam-attempt',
        subjectId: attemptId,
        data: { programId: attempt.programId, number: attempt.number, overdue },
      },
    };
  });
}

function pointsByItem(
  prompts: ReadonlyArray<ItemPrompt>,
  keys: ReadonlyMap<string, ItemKey>,
  answers: ReadonlyArray<examStore.AnswerRow>,
): Map<string, number> {
  const responses = new Map(answers.map((answer) => [answer.itemVersionId, answer.response]));
  return new Map(
    prompts.map((prompt) => {
      const key = keys.get(prompt.id);
      invariant(key, `item ${prompt.id} has no key`);
      return [prompt.id, pointsFor(key, prompt, responses.get(prompt.id) ?? null)];
    }),
  );
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
  const passed = attempt.passed === true;
  const certificate = passed ? await store.findOfAttempt(someone.userId, attempt.id) : null;
  const scorePercent = attempt.scorePercent ?? 0;
  return {
    attemptId: attempt.id,
    programId: attempt.programId,
    courseId: attempt.courseId,
    programTitle: attempt.programTitle[input.locale],
    number: attempt.number,
    submittedAt: attempt.submittedAt.toISOString(),
    overdue: attempt.submittedAt.getTime() >= attempt.deadlineAt.getTime(),
    answered: attempt.answers.filter((answer) => answer.response !== null).length,
    questions: attempt.itemIds.length,
    scorePercent,
    passPercent: attempt.passPercent,
    passed,
    band: bandOf(scorePercent, attempt.passPercent),
    areas: toAreas(attempt.bySkill ?? [], await structure(), attempt.courseId, input.locale),
    certificate: passed ? toCertificate(certificate) : null,
  };
}

function toCertificate(found: { publicId: string; status: string } | null): NonNullable<ExamResult['certificate']> {
  return found && found.status !== 'pending' ? { state: 'issued', publicId: found.publicId } : { state: 'pending' };
}

/** Where the certificate of one's own attempt stands, asked every second while it is signed. Throws `unauthenticated`. */
export async function getCertificateState(
  actor: Actor | null,
  attemptId: string,
): Promise<NonNullable<ExamResult['certificate']>> {
  const someone = requireActor(actor);
  return toCertificate(isUuid(attemptId) ? await store.findOfAttempt(someone.userId, attemptId) : null);
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
