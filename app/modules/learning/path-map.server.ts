// The map of a path: every skill by area and depth, every lesson with its way in, what comes next and what is missing to the goal.
import { SKILL_AREAS } from '../catalog/catalog';
import type { Locale } from '~/i18n/locale';
import type { Actor } from '~/platform/actor';
import { listOwnEvents } from '~/platform/events.server';
import { paths } from '~/platform/paths';
import { missingPrerequisites } from './engine/graph';
import { MASTERY_RULE } from './engine/mastery';
import { isReady } from './engine/next-step-standing';
import { ITEM_MINUTES } from './engine/progress';
import {
  type LessonStateView,
  type LockView,
  type MapSkillView,
  type PathView,
  type SkillLink,
  type SkillStateView,
} from './learning';
import { gapOf } from './goal-gap.server';
import { layOut, type Place } from './map-layout';
import { decide, recordDecision, toStepView } from './next.server';
import {
  alternativesOf,
  answersIn,
  countMastery,
  courseViews,
  differSentence,
  dueReviews,
  examOf,
  finishOf,
  placementOf,
  skillLine,
} from './overview.server';
import type { LessonSituation, Situation } from './situation.server';
import { credibleRange } from './skill-outlook';
import type { Deps } from './state.server';
import { masterySentences } from './why.server';

/** Own events looked through for skills that became part of others; asked only while there are such skills. */
const EVENTS = 300;
const MERGED_DAYS = 60;
const DAY_MS = 86_400_000;

/** Lessons to take first, in the authors' order, so that this one stands on firm ground. */
function lockOf(
  { catalog, lessons, standing }: Situation,
  { pinned }: LessonSituation,
  locale: Locale,
): LockView | null {
  const ready = (skill: string) => isReady(standing.get(skill)?.state ?? 'not-started');
  const direct = missingPrerequisites(catalog.skills, pinned.skills, ready);
  if (direct.length === 0) return null;
  const missing = new Set(direct);
  for (const skill of missing)
    for (const before of missingPrerequisites(catalog.skills, [skill], ready)) missing.add(before);
  const way = lessons.filter(
    ({ pinned: other, progress }) =>
      other !== pinned && progress.state !== 'done' && other.skills.some((skill) => missing.has(skill)),
  );
  return {
    missing: direct.map((skill) => catalog.skills.get(skill)?.title[locale] ?? skill),
    way: way.map(({ pinned: { entry, minutes, items } }) => ({
      title: entry.title[locale],
      href: paths.lesson(entry.courseId, entry.slug),
      minutes: Math.ceil(minutes + items.length * ITEM_MINUTES),
    })),
  };
}

function lessonView(situation: Situation, lesson: LessonSituation, locale: Locale): LessonStateView {
  const { pinned, progress } = lesson;
  const { entry, items } = pinned;
  return {
    lessonId: entry.id,
    courseId: entry.courseId,
    slug: entry.slug,
    number: entry.position,
    title: entry.title[locale],
    summary: entry.summary[locale],
    href: paths.lesson(entry.courseId, entry.slug),
    state: progress.state,
    share: progress.share,
    minutes: Math.ceil(pinned.minutes + items.length * ITEM_MINUTES),
    answered: progress.answered,
    right: progress.correct,
    items: items.length,
    skills: pinned.skills,
    lock: progress.state === 'not-started' ? lockOf(situation, lesson, locale) : null,
  };
}

function skillView(situation: Situation, id: string, actor: Actor, locale: Locale): SkillStateView {
  const { catalog, standing, lessons } = situation;
  const skill = catalog.skills.get(id);
  const home = lessons.find(({ pinned }) => pinned.skills.includes(id))?.pinned.entry;
  return {
    ...skillLine(situation, id, locale),
    description: skill?.description[locale] ?? '',
    area: skill?.area ?? 'foundations',
    answers: answersIn(situation, id),
    why: masterySentences(standing.get(id)!, { catalog, locale, timeZone: actor.timeZone }),
    lesson: home ? { title: home.title[locale], href: paths.lesson(home.courseId, home.slug) } : null,
  };
}

/** The goal's skills and all they build on, among those of the path; the whole path without a goal. */
function wanted({ catalog, goal, skills }: Situation): Set<string> {
  if (!goal) return new Set(skills);
  const found = new Set(goal.skills);
  for (const skill of found) for (const before of catalog.skills.get(skill)?.prerequisites ?? []) found.add(before);
  return new Set(skills.filter((skill) => found.has(skill)));
}

function mapSkill(
  situation: Situation,
  id: string,
  place: Place,
  forGoal: boolean,
  next: boolean,
  actor: Actor,
  locale: Locale,
): MapSkillView {
  const { catalog, parameters, memory, standing, skills, now } = situation;
  const before = catalog.skills.get(id)?.prerequisites ?? [];
  const waits = before.filter((skill) => !isReady(standing.get(skill)?.state ?? 'not-started'));
  return {
    ...skillView(situation, id, actor, locale),
    ...place,
    range: answersIn(situation, id) > 0 ? credibleRange(parameters, memory, id, now.getTime()) : null,
    prerequisites: before.filter((skill) => skills.includes(skill)),
    waitsFor: waits.map((skill) => catalog.skills.get(skill)?.title[locale] ?? skill),
    forGoal,
    next,
  };
}

/** Skills that became part of others since this person worked on them, lately. */
async function mergedOf(
  { catalog, standing, now }: Situation,
  actor: Actor,
  locale: Locale,
): Promise<PathView['merged']> {
  if (catalog.mergedSkills.size === 0) return [];
  const events = await listOwnEvents(actor.userId, 'learning', EVENTS);
  const lately = now.getTime() - MERGED_DAYS * DAY_MS;
  const told = new Map<string, { from: string; into: SkillLink }>();
  for (const { type, subjectId, at } of events) {
    const merged =
      type === 'learning.skill-merged' && at.getTime() > lately ? catalog.mergedSkills.get(subjectId) : null;
    const into = merged && catalog.skills.get(merged.into);
    if (!merged || !into) continue;
    const state = standing.get(into.id)?.state ?? 'not-started';
    told.set(subjectId, { from: merged.title[locale], into: { id: into.id, title: into.title[locale], state } });
  }
  return [...told.values()];
}

/** The map with everything about it, states and why. Null for somebody without a goal. */
export async function getPathView(
  actor: Actor,
  { locale, passed }: { locale: Locale; passed?: ReadonlyArray<string> },
  deps: Deps = {},
): Promise<PathView | null> {
  const decision = await decide(actor, new Set(passed), deps);
  if (!decision?.situation.profile) return null;
  const { situation, chosen, offers, step } = decision;
  const { catalog, skills } = situation;
  const [merged, gap] = await Promise.all([
    mergedOf(situation, actor, locale),
    gapOf(situation, locale),
    recordDecision(actor, decision),
  ]);
  const nodes = skills.flatMap((id) => catalog.skills.get(id) ?? []);
  const { places, areas, columns } = layOut(nodes, SKILL_AREAS);
  const goal = wanted(situation);
  const exam = examOf(situation, locale);
  const view = (ranked: (typeof step.alternatives)[number]) => toStepView(decision, ranked, actor, locale);
  return {
    timeZone: actor.timeZone,
    pathTitle: situation.path.title[locale],
    goalTitle: situation.goal?.title[locale] ?? null,
    nextLessonId: (chosen && offers.get(chosen.activity.id)?.lesson?.id) ?? null,
    courses: courseViews(situation, locale).map((course) => ({
      ...course,
      lessonStates: situation.lessons
        .filter(({ pinned }) => pinned.entry.courseId === course.id)
        .map((lesson) => lessonView(situation, lesson, locale)),
    })),
    skills: nodes.map(({ id }) => {
      const next = chosen?.activity.skills.includes(id) === true && chosen.activity.kind !== 'exam';
      return mapSkill(situation, id, places.get(id)!, goal.has(id), next, actor, locale);
    }),
    threshold: MASTERY_RULE.threshold,
    areas,
    columns,
    exam: exam && { ...exam, passed: passed?.includes(situation.path.certification ?? '') ?? false },
    next: chosen && view(chosen),
    recommendationId: decision.recommendationId,
    ownChoice: decision.ownChoice,
    alternatives: alternativesOf(step, chosen).map(view),
    mastery: countMastery(situation),
    differ: differSentence(situation, locale),
    finish: finishOf(situation),
    gap,
    reviews: dueReviews(situation, offers),
    merged,
    placement: placementOf(situation),
  };
}
