// The next step: decided by the engine, recorded with its reasons, and the person's right to take another.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Locale } from '~/i18n/locale';
import type { Actor } from '~/platform/actor';
import { transaction } from '~/platform/db.server';
import { AppError } from '~/platform/errors';
import { record } from '~/platform/events.server';
import { isUuid } from '~/platform/ids.server';
import { nextStep, type NextStep, type RankedActivity } from './engine/next-step';
import { startOfDay } from './day';
import type { StepView } from './learning';
import { toCompletion } from './lessons.server';
import { loadSituation, type Offer, offersOf, type Situation, toNextStepInput } from './situation.server';
import type { Deps } from './state.server';
import * as store from './store.server';
import { nextSentences } from './why.server';

export const OverrideInputSchema = z.object({
  recommendationId: z.string().refine(isUuid),
  /** An activity of the dashboard; empty to go back to the proposal. */
  activityId: z.string().max(200),
});
export type OverrideInput = z.infer<typeof OverrideInputSchema>;

/** How long a step of one's own stays first, unless it is done before. */
const OVERRIDE_DAYS = 7;
/** Candidates kept with a recommendation: enough to see what it was chosen over. */
const CANDIDATES = 8;

export type Decision = {
  situation: Situation;
  offers: ReadonlyMap<string, Offer>;
  step: NextStep;
  chosen: RankedActivity | null;
  recommendationId: string;
  ownChoice: boolean;
};

/** A decision's id: the same situation on the same day is the same decision, however often the page is loaded. */
function decisionId(userId: string, seed: string): string {
  const hex = createHash('sha256').update(`${userId}/${seed}`).digest('hex');
  // RFC 9562, section 5.8: version 8 is a custom hash.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function seedOf({ path, goal, overview, now, arm }: Situation, timeZone: string): string {
  const moments = [
    ...overview.starts.flatMap(([, , opened, read]) => [opened, read ?? 0]),
    ...overview.histories.map(([, , , , , , , last]) => last),
  ];
  return [path.id, goal?.id ?? '', Math.max(0, ...moments), startOfDay(now, timeZone), ...(arm ? [arm] : [])].join('/');
}

/** With nothing open, the first locked lesson: nobody is ever stuck, and the sentence says what is missing. */
function fallback(step: NextStep): RankedActivity | null {
  const lesson = step.locked.find(({ activity }) => activity.kind === 'lesson' && activity.status !== 'done');
  if (!lesson) return null;
  return {
    activity: lesson.activity,
    score: 0,
    reasons: [{ code: 'prerequisite-missing', points: 0, values: { skills: lesson.missing } }],
  };
}

/** Decides one person's next step. `passed`: programs they hold a certificate of. Null when nothing is taught. */
export async function decide(actor: Actor, passed: ReadonlySet<string>, deps: Deps = {}): Promise<Decision | null> {
  const situation = await loadSituation(actor, undefined, deps);
  if (!situation) return null;
  const offers = offersOf(situation, passed);
  const seed = seedOf(situation, actor.timeZone);
  const last = situation.overview.recommendation;
  const stands = last && situation.now.getTime() - last.createdMs < OVERRIDE_DAYS * 86_400_000;
  const taken = stands && last.overriddenBy ? offers.get(last.overriddenBy) : undefined;
  const override =
    taken && (taken.activity.status !== 'done' || taken.activity.kind === 'practice') ? taken.activity.id : null;
  const step = nextStep(toNextStepInput(situation, offers, seed, override, actor.timeZone));
  const recommendationId = override && last ? last.id : decisionId(actor.userId, seed);
  return {
    situation,
    offers,
    step,
    chosen: step.chosen ?? fallback(step),
    recommendationId,
    ownChoice: override !== null,
  };
}

/** Records what is proposed, once a decision. */
export async function recordDecision(
  actor: Actor,
  { situation, step, chosen, recommendationId, ownChoice }: Decision,
): Promise<void> {
  if (ownChoice || !chosen || situation.overview.recommendation?.id === recommendationId) return;
  await store.insertRecommendation({
    id: recommendationId,
    userId: actor.userId,
    activityId: chosen.activity.id,
    reasons: chosen.reasons,
    candidates: step.alternatives.slice(0, CANDIDATES).map(({ activity, score }) => ({ id: activity.id, score })),
    propensity: step.propensity,
    policy: step.policyVersion,
    arm: situation.arm,
  });
}

/** A ranked activity as a card shows it. */
export function toStepView(
  { situation, offers }: Decision,
  { activity, reasons }: RankedActivity,
  actor: Actor,
  locale: Locale,
): StepView {
  const { catalog, path, goal, lessons } = situation;
  const offer = offers.get(activity.id)!;
  const lesson = lessons.find(({ pinned }) => pinned.entry.id === offer.lesson?.id);
  const facts = {
    goalTitle: goal?.title[locale] ?? null,
    completion: lesson ? toCompletion(lesson.pinned, lesson.progress) : null,
  };
  return {
    activityId: activity.id,
    kind: activity.kind,
    action: offer.action,
    href: offer.href,
    title: offer.skill
      ? (catalog.skills.get(offer.skill)?.title[locale] ?? offer.skill)
      : (offer.lesson?.title[locale] ?? path.title[locale]),
    courseTitle: (offer.lesson && catalog.courses.get(offer.lesson.courseId)?.title[locale]) ?? path.title[locale],
    minutes: activity.minutes,
    share: offer.share,
    question: offer.question,
    why: nextSentences(reasons, { catalog, locale, timeZone: actor.timeZone }, facts),
  };
}

/** The next step alone, without recording it: for the end of a round. */
export async function nextStepFor(actor: Actor, locale: Locale, deps: Deps = {}): Promise<{ next: StepView | null }> {
  const decision = await decide(actor, new Set(), deps);
  return { next: decision?.chosen ? toStepView(decision, decision.chosen, actor, locale) : null };
}

/**
 * Takes another step than the proposed one (or, with an empty `activityId`, the proposed one after all) and gives back where
 * it is. Recorded with the recommendation. Throws `not-found` for a recommendation or an activity that is not this person's.
 */
export async function overrideNext(actor: Actor, input: OverrideInput, deps: Deps = {}): Promise<string | null> {
  const decision = await decide(actor, new Set(), deps);
  const offer = decision?.offers.get(input.activityId);
  if (input.activityId !== '' && !offer) throw new AppError('not-found', { reason: 'activity' });
  const to = offer?.activity.id ?? null;
  await transaction(async (tx) => {
    if (!(await store.overrideRecommendation(tx, actor.userId, input.recommendationId, to)))
      throw new AppError('not-found', { reason: 'recommendation' });
    await record(tx, {
      type: 'learning.next-overridden',
      actorId: actor.userId,
      subjectType: 'recommendation',
      subjectId: input.recommendationId,
      data: { to },
    });
  });
  return offer?.href ?? null;
}
