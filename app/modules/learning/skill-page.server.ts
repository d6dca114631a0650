// One skill of one person: where it stands, what says so, what would change it, what it builds on and where it is learned.
import type { CatalogStructure } from '../catalog/catalog';
import { getItems, structure } from '../catalog/catalog.server';
import type { Locale } from '~/i18n/locale';
import type { Actor } from '~/platform/actor';
import { AppError } from '~/platform/errors';
import { paths } from '~/platform/paths';
import { assessMastery, MASTERY_RULE } from './engine/mastery';
import { newSkill } from './engine/model';
import type { Question } from './engine/parameters';
import { foldLog, type Move, toSeconds } from './fold';
import type { EvidenceView, SkillLink, SkillPageView } from './learning';
import { toQuestion } from './model.server';
import { loadEntries } from './rebuild.server';
import { reviewView } from './reviews.server';
import { beginRound, roundSearch } from './rounds';
import { loadSituation, reviewHome, type Situation } from './situation.server';
import { credibleRange, outlook } from './skill-outlook';
import type { Deps } from './state.server';
import { masterySentences } from './why.server';

/** Lines of evidence shown; older ones still count. */
const EVIDENCE = 40;

/** The skill that an old id became part of; null when it stands, or never was. */
export async function findMergedSkill(skillId: string): Promise<string | null> {
  return (await structure()).mergedSkills.get(skillId)?.into ?? null;
}

const KIND = {
  practice: { right: 'right', wrong: 'wrong' },
  placement: { right: 'placement-right', wrong: 'placement-wrong' },
} as const;

function evidenceView(
  { items, lessons }: CatalogStructure,
  { entry, changes, counted }: Move,
  skill: string,
  locale: Locale,
): EvidenceView {
  const { before, after } = changes.find((change) => change.skill === skill)!;
  const lessonId =
    entry.kind === 'lesson' ? entry.id : entry.kind === 'answer' ? items.get(entry.question.item)?.lessonId : undefined;
  return {
    kind: entry.kind === 'answer' ? KIND[entry.from][entry.correct ? 'right' : 'wrong'] : entry.kind,
    at: new Date(entry.atMs).toISOString(),
    title: lessons.get(lessonId ?? '')?.title[locale] ?? '',
    from: before.state,
    to: after.state,
    before: before.probability,
    after: after.probability,
    counted,
  };
}

/** A question that is typical of the skill: as few other skills as possible, of middling difficulty. */
async function typicalQuestion({ items }: CatalogStructure, skill: string): Promise<Question> {
  const [meta] = [...items.values()]
    .filter(({ skills }) => skills.includes(skill))
    .sort(
      (left, right) =>
        left.skills.length - right.skills.length || Math.abs(left.difficulty - 3) - Math.abs(right.difficulty - 3),
    );
  const [prompt] = meta ? await getItems([meta.id]) : [];
  return prompt ? toQuestion(prompt) : { item: `typical/${skill}`, skills: [skill], difficulty: 3, guess: 0 };
}

function linkTo(situation: Situation, id: string, locale: Locale): SkillLink {
  const { parameters, memory, now } = situation;
  const state = memory.skills.get(id) ?? newSkill(parameters);
  return {
    id,
    title: situation.catalog.skills.get(id)?.title[locale] ?? id,
    state: assessMastery(parameters, memory.learner, id, state, toSeconds(now.getTime())).state,
  };
}

/** One's own skill page, also of a skill that is on no path of one's own. Throws `not-found` for an unknown skill. */
export async function getSkillPage(
  actor: Actor,
  { skillId, locale }: { skillId: string; locale: Locale },
  deps: Deps = {},
): Promise<SkillPageView> {
  const [situation, { parameters, log }] = await Promise.all([
    loadSituation(actor, undefined, deps),
    loadEntries(actor.userId),
  ]);
  const skill = situation?.catalog.skills.get(skillId);
  if (!situation || !skill) throw new AppError('not-found', { reason: 'skill' });
  const { catalog, now } = situation;
  const { memory, moves } = foldLog(parameters, log);
  const state = memory.skills.get(skillId) ?? newSkill(parameters);
  const answers = state.successes + state.failures;
  const nowMs = now.getTime();
  const mastery = assessMastery(parameters, memory.learner, skillId, state, toSeconds(nowMs));
  const about = moves.filter(({ changes }) => changes.some((change) => change.skill === skillId)).reverse();
  const found = outlook(parameters, memory, skillId, await typicalQuestion(catalog, skillId), nowMs);
  const taughtIn = [...catalog.lessons.values()].filter(({ skills }) => skills.includes(skillId));
  const home = reviewHome(situation, skillId);
  const round = beginRound(new URLSearchParams({ mode: 'review', skill: skillId }), nowMs);
  const toLesson = (lesson: (typeof taughtIn)[number]) => ({
    title: lesson.title[locale],
    href: paths.lesson(lesson.courseId, lesson.slug),
    courseTitle: catalog.courses.get(lesson.courseId)?.title[locale] ?? '',
  });
  return {
    id: skillId,
    title: skill.title[locale],
    description: skill.description[locale],
    area: skill.area,
    state: mastery.state,
    probability: answers > 0 ? mastery.probability : null,
    answers,
    why: masterySentences(mastery, { catalog, locale, timeZone: actor.timeZone }),
    lesson: taughtIn[0] ? toLesson(taughtIn[0]) : null,
    timeZone: actor.timeZone,
    range: answers > 0 ? credibleRange(parameters, memory, skillId, nowMs) : null,
    threshold: MASTERY_RULE.threshold,
    certified: mastery.certifiable,
    evidence: about.slice(0, EVIDENCE).map((move) => evidenceView(catalog, move, skillId, locale)),
    outlook: {
      toMaster: found.toMaster,
      toCertify: found.toCertify,
      certifyFrom: found.certifyFromMs === null ? null : new Date(found.certifyFromMs).toISOString(),
      ifWrong: found.ifWrong,
    },
    prerequisites: skill.prerequisites.map((id) => linkTo(situation, id, locale)),
    unlocks: [...catalog.skills.values()]
      .filter(({ prerequisites }) => prerequisites.includes(skillId))
      .map(({ id }) => linkTo(situation, id, locale)),
    lessons: taughtIn.map(toLesson),
    review: reviewView(situation, skillId, locale),
    practiceHref: home && paths.practice(home.entry.courseId, home.entry.slug) + roundSearch(round),
  };
}
