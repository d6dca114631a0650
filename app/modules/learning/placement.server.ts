// The placement test's operations: begin, answer, stop, and what it found. What it says is provisional; everything stays open.
import { z } from 'zod';
import type { ItemPrompt } from '../catalog/catalog';
import { getItems } from '../catalog/catalog.server';
import type { Locale } from '~/i18n/locale';
import type { Actor } from '~/platform/actor';
import { systemClock } from '~/platform/clock';
import { transaction } from '~/platform/db.server';
import { AppError, isAppError } from '~/platform/errors';
import { record } from '~/platform/events.server';
import { isUuid, uuid7 } from '~/platform/ids.server';
import { limit } from '~/platform/limits.server';
import { masteryEvents, parseGiven } from './answers.server';
import { applyPlacementAnswer, type Placement, placementStep } from './engine/placement';
import { assessMastery } from './engine/mastery';
import { packLearnerState, type SkillState } from './engine/state';
import { grade, keyOf, toQuestionView } from './feedback.server';
import { type Memory, type SkillRow, type TakenAnswer, takeAnswer, takeProof, toSeconds, toSkillRow } from './fold';
import {
  PLACEMENT_RETAKE_DAYS,
  type PlacementIntroView,
  type PlacementQuestionView,
  type PlacementSaved,
  readResponse,
  RESPONSE_MS_MAX,
} from './learning';
import { underCurrentSkills } from './merged';
import { toQuestion, versionOf } from './model.server';
import * as store from './placement-store.server';
import {
  loadStored,
  openSitting,
  priorOf,
  questionsFor,
  resultOf,
  type Sitting,
  toPlacementAnswer,
} from './sitting.server';
import { type Deps, momentAfter, untilDone } from './state.server';
import type { EventRow } from './store.server';

/** Answers of one person a minute: far above anybody who reads the question. */
const ANSWERS_PER_MINUTE = 60;
const STARTS_PER_HOUR = 10;
const DAY_MS = 86_400_000;

export const PlacementAnswerSchema = z.object({
  placementId: z.string().refine(isUuid),
  /** Which question of the sitting, 1 for the first. */
  number: z.coerce.number().int().min(1).max(1_000),
  itemVersionId: z.string().refine(isUuid),
  /** Made when the question was shown; sending it again has no second effect. */
  key: z.string().regex(/^[A-Za-z0-9-]{8,64}$/),
  response: z.unknown(),
  responseMs: z.coerce.number().int().min(0).max(RESPONSE_MS_MAX).nullish().catch(null),
});
export type PlacementAnswerInput = z.infer<typeof PlacementAnswerSchema>;

export const StopPlacementSchema = z.object({ placementId: z.string().refine(isUuid) });

function retakeFrom(row: store.PlacementRow | null): number | null {
  return row?.finishedMs == null ? null : row.finishedMs + PLACEMENT_RETAKE_DAYS * DAY_MS;
}

/** What somebody sees before the test: whether one is open, what the last one came to, when another makes sense. */
export async function getPlacementIntro(actor: Actor, { now = systemClock }: Deps = {}): Promise<PlacementIntroView> {
  return untilDone(actor.userId, async () => {
    const loaded = await loadStored(actor.userId, null);
    const sitting = loaded.stored.placement?.finishedMs === null ? await openSitting(loaded) : null;
    const row = loaded.stored.placement;
    const again = retakeFrom(row);
    const left = sitting?.step.kind === 'ask' ? sitting.step.left + 1 : 0;
    return {
      timeZone: actor.timeZone,
      open: sitting && { answered: sitting.stored.answers.length, left },
      last:
        row?.result && row.finishedMs !== null
          ? {
              at: new Date(row.finishedMs).toISOString(),
              answers: row.result.answers,
              credited: row.result.findings.filter(({ verdict }) => verdict === 'credited').length,
            }
          : null,
      retakeFrom: again !== null && again > now().getTime() ? new Date(again).toISOString() : null,
    };
  });
}

/**
 * Begins a placement test on the person's path, or goes on with the open one; gives back its id. Throws `conflict` before a
 * week has passed since the last one (its questions would tell what is remembered), and when the path has no question to ask.
 */
export async function startPlacement(actor: Actor, { now = systemClock }: Deps = {}): Promise<string> {
  return untilDone(actor.userId, async () => {
    const loaded = await loadStored(actor.userId, null);
    const { stored, catalog } = loaded;
    if (stored.placement?.finishedMs === null) return stored.placement.id;
    const at = momentAfter(stored.guard, now);
    const again = retakeFrom(stored.placement);
    if (again !== null && again > at.getTime()) throw new AppError('conflict', { reason: 'too-early' });
    await limit(`learning.placement:${actor.userId}`, STARTS_PER_HOUR, 3600);
    const path = catalog.paths.get(stored.pathId) ?? [...catalog.paths.values()][0];
    const itemIds = questionsFor(loaded, path?.courses ?? [], at.getTime());
    if (itemIds.length === 0) throw new AppError('conflict', { reason: 'no-questions' });
    const id = uuid7(at.getTime());
    const prior = priorOf(loaded, at.getTime());
    const began = await transaction(async (tx) => {
      if (!(await store.insertPlacement(tx, { id, userId: actor.userId, itemIds, prior, startedAt: at }))) return false;
      const subject = { subjectType: 'placement', subjectId: id, data: { questions: itemIds.length } };
      await record(tx, { type: 'learning.placement-started', actorId: actor.userId, ...subject });
      return true;
    });
    // Another tab was first: its sitting is the one.
    return began ? id : null;
  });
}

/**
 * The question of the open test, or where it ended. Null when there is no open one and never was. Neither here nor while
 * answering is anything said about right or wrong.
 */
export async function getPlacementQuestion(
  actor: Actor,
  { locale }: { locale: Locale },
): Promise<PlacementQuestionView | 'finished' | null> {
  return untilDone(actor.userId, async () => {
    const sitting = await openSitting(await loadStored(actor.userId, null));
    if (!sitting) return { found: null };
    if (sitting.row.finishedMs !== null) return { found: 'finished' as const };
    const { step, prompts, row, stored } = sitting;
    // Content changed under an open test, and nothing is left to ask: it ends here.
    if (step.kind === 'done') {
      await stopPlacement(actor, { placementId: row.id });
      return { found: 'finished' as const };
    }
    return {
      found: {
        placementId: row.id,
        number: step.number,
        left: step.left + 1,
        answered: stored.answers.length,
        question: toQuestionView(prompts.get(step.item)!, locale, actor.userId, 1),
        key: uuid7(),
      },
    };
  }).then(({ found }) => found);
}

/** A sitting moved by an answer, with what is to be written. */
type Taken = {
  outcome: TakenAnswer;
  row: store.NewPlacementAnswer;
  placement: Placement;
  skills: ReadonlyMap<string, SkillState>;
};

async function take(
  sitting: Sitting,
  prompt: ItemPrompt,
  input: PlacementAnswerInput & { key: string },
  at: Date,
): Promise<Taken> {
  const { catalog, parameters, memory, stored, placement, step } = sitting;
  const response = parseGiven(input.response);
  const feedback = grade(await keyOf(prompt.id), prompt, response);
  const question = underCurrentSkills(catalog, toQuestion(prompt));
  const previous = stored.seen.find(([course, item]) => course === prompt.ownerId && item === prompt.itemId);
  const outcome = takeAnswer(parameters, memory, question, feedback.correct, previous?.[2] ?? null, at.getTime());
  const row: store.NewPlacementAnswer = {
    id: uuid7(at.getTime()),
    number: stored.answers.length + 1,
    itemVersionId: prompt.id,
    itemId: prompt.itemId,
    courseId: prompt.ownerId,
    skillId: step.kind === 'ask' && step.item === prompt.id ? step.skill : question.skills[0]!,
    response,
    correct: feedback.correct,
    score: feedback.score,
    responseMs: input.responseMs ?? null,
    predicted: outcome.prediction.probability,
    engineVersion: versionOf(parameters),
    key: input.key,
    at,
  };
  return {
    outcome,
    row,
    placement: applyPlacementAnswer(placement, toPlacementAnswer(row)),
    skills: new Map(question.skills.map((skill, k) => [skill, outcome.skills[k]!])),
  };
}

/** Writes an answer, an end, or both. Null when the person's state moved meanwhile. */
async function write(
  actor: Actor,
  { parameters, memory, stored, row }: Sitting,
  taken: Taken | null,
  end: { placement: Placement; ending: 'done' | 'stopped' } | null,
  at: Date,
): Promise<true | null> {
  const events: Array<EventRow> = masteryEvents(taken?.outcome.changes ?? [], { placementId: row.id });
  const learner = taken?.outcome.learner ?? memory.learner;
  const after: Memory = { learner, skills: new Map([...memory.skills, ...(taken?.skills ?? [])]) };
  const rows = new Map<string, SkillRow>();
  taken?.outcome.changes.forEach(({ skill, after: mastery }) => {
    rows.set(skill, toSkillRow(parameters, learner, skill, after.skills.get(skill)!, at.getTime(), mastery));
  });
  let ending: store.PlacementEnding | null = null;
  // What follows from an answer comes after it in the log.
  const moment = taken && end ? new Date(at.getTime() + 1) : at;
  if (end) {
    const { result, credited: found } = resultOf(end.placement);
    // What was won by answers needs no credit.
    const credited = found.filter((skill) => {
      const state = after.skills.get(skill);
      return state === undefined || (state.masteredAtSeconds === null && !state.credited);
    });
    for (const [skill, state] of takeProof(parameters, after, 'placement', credited, moment.getTime()))
      rows.set(skill, toSkillRow(parameters, learner, skill, state, moment.getTime()));
    const held = (skill: string) => {
      const state = after.skills.get(skill);
      const mastery = state && assessMastery(parameters, learner, skill, state, toSeconds(moment.getTime()));
      return mastery?.state === 'mastered' || mastery?.state === 'provisional';
    };
    // What the answers themselves won is not left open, however careful the test was.
    const findings = result.findings.map((finding) =>
      finding.verdict === 'unsure' && held(finding.skill) ? { ...finding, verdict: 'credited' as const } : finding,
    );
    ending = { ending: end.ending, result: { ...result, findings }, credited };
    const data = { answers: result.answers, credited: credited.length, ending: end.ending };
    events.push({ type: 'learning.placement-finished', subjectType: 'placement', subjectId: row.id, data });
  }
  const change = {
    userId: actor.userId,
    pathId: stored.pathId,
    guard: stored.guard,
    learnerState: packLearnerState(learner),
    at: moment,
    skills: [...rows.values()],
    events,
  };
  return (await store.savePlacement(change, row.id, taken?.row ?? null, ending)) || null;
}

/**
 * Takes in one answer of the test. Saved before it says so; the same key, another tab or an earlier question gives what stands,
 * marked `already`. Answers move the learner model as first answers do. Throws `not-found` for another person's sitting or a
 * question that is not in it, `invalid` for a response that cannot be read, `limit-reached` past 60 a minute.
 */
export async function recordPlacementAnswer(
  actor: Actor,
  input: PlacementAnswerInput,
  { now = systemClock }: Deps = {},
): Promise<PlacementSaved> {
  await limit(`learning.placement-answer:${actor.userId}`, ANSWERS_PER_MINUTE, 60);
  const key = `${actor.userId}:${input.key}`;
  return untilDone(actor.userId, async () => {
    const sitting = await openSitting(await loadStored(actor.userId, input.placementId));
    if (!sitting) throw new AppError('not-found', { reason: 'placement' });
    const { stored, row, prompts } = sitting;
    const answered = stored.answers.length;
    if (stored.answers.some((answer) => answer.key === key))
      return { answered, done: row.finishedMs !== null, already: false };
    const asked = stored.answers.some(({ itemVersionId }) => itemVersionId === input.itemVersionId);
    if (row.finishedMs !== null || asked || input.number <= answered)
      return { answered, done: row.finishedMs !== null, already: true };
    const prompt = prompts.get(input.itemVersionId);
    if (!prompt) throw new AppError('not-found', { reason: 'item' });
    const at = momentAfter(stored.guard, now);
    const taken = await take(sitting, prompt, { ...input, key }, at);
    const done = placementStep(taken.placement).kind === 'done';
    const end = done ? { placement: taken.placement, ending: 'done' as const } : null;
    return (await write(actor, sitting, taken, end, at)) && { answered: answered + 1, done, already: false };
  });
}

/** Ends the open test with what is known so far; a finished one stays as it is. Throws `not-found`. */
export async function stopPlacement(
  actor: Actor,
  input: z.infer<typeof StopPlacementSchema>,
  { now = systemClock }: Deps = {},
): Promise<void> {
  await untilDone(actor.userId, async () => {
    const sitting = await openSitting(await loadStored(actor.userId, input.placementId));
    if (!sitting) throw new AppError('not-found', { reason: 'placement' });
    const { row, step, placement, stored } = sitting;
    if (row.finishedMs !== null) return true;
    const end = { placement, ending: step.kind === 'done' ? ('done' as const) : ('stopped' as const) };
    return write(actor, sitting, null, end, momentAfter(stored.guard, now));
  });
}

const FormSchema = PlacementAnswerSchema.omit({ response: true, responseMs: true });

/** Takes in the answer of a plain form. Gives back what is wrong with it, or null when it is stored. */
export async function recordPlacementForm(
  actor: Actor,
  form: FormData,
): Promise<'choose' | 'unreadable' | 'invalid' | null> {
  const named = FormSchema.safeParse(
    Object.fromEntries(['placementId', 'number', 'itemVersionId', 'key'].map((name) => [name, form.get(name)])),
  );
  if (!named.success) return 'invalid';
  const [prompt] = await getItems([named.data.itemVersionId]);
  if (!prompt || prompt.use !== 'practice') throw new AppError('not-found', { reason: 'item' });
  const response = readResponse(prompt.type, form);
  if (!response) return 'choose';
  try {
    await recordPlacementAnswer(actor, { ...named.data, response, responseMs: null });
    return null;
  } catch (error) {
    if (!isAppError(error) || error.code !== 'invalid') throw error;
    return error.reason === 'number-unreadable' ? 'unreadable' : 'invalid';
  }
}
