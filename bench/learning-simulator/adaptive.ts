// The product's engine as a policy of the simulator: placement, next step, model, mastery and review, called as the product calls them.
import { applyAnswer, creditSkill } from '../../app/modules/learning/engine/answer';
import { assessMastery, type Mastery } from '../../app/modules/learning/engine/mastery';
import { isFirstAttempt, newLearner, newSkill, noteLesson } from '../../app/modules/learning/engine/model';
import { chooseItem } from '../../app/modules/learning/engine/next-item';
import { type NextStep, nextStep } from '../../app/modules/learning/engine/next-step';
import type { Activity } from '../../app/modules/learning/engine/next-step-score';
import { historyOf, isSecure } from '../../app/modules/learning/engine/next-step-standing';
import type { ModelParameters, Question } from '../../app/modules/learning/engine/parameters';
import {
  applyPlacementAnswer,
  placementItems,
  placementResult,
  placementStep,
  startPlacement,
} from '../../app/modules/learning/engine/placement';
import type { LearnerState, SkillState } from '../../app/modules/learning/engine/state';
import type { SimulatedItem } from './domain';
import { DAY_MINUTES, ITEM_MINUTES, LESSON_MINUTES, PLACEMENT_ITEM_MINUTES } from './person';
import type { Course, Policy } from './policies';

export type AdaptiveOptions = { placement: boolean; review: boolean };

const ROUND_ITEMS = 5;
const REVIEW_ITEMS = 2;

export function adaptive(parameters: ModelParameters, { placement, review }: AdaptiveOptions): Policy {
  return (person, seed) => {
    const questions = new Map(person.domain.items.map((item) => [item.item, questionOf(item)]));
    let learner: LearnerState = newLearner(parameters);
    const skills = new Map<string, SkillState>();
    const lastAt = new Map<string, number>();
    const lessons = new Map<string, number>();
    /** What placement left open; a wrong answer closes it. */
    const chances = new Map<string, number>();
    const stateOf = (skill: string) => skills.get(skill) ?? newSkill(parameters);
    let placed = !placement;
    let day = -1;
    let today = { minutes: 0, reviewMinutes: 0, lastSkills: [] as Array<string> };
    let decisions = 0;
    let finished = false;

    function take(item: SimulatedItem, response: 'right' | 'wrong' | 'unknown', atSeconds: number): void {
      const previous = lastAt.get(item.item) ?? null;
      const outcome = applyAnswer(parameters, { learner, skills: [stateOf(item.skill)] }, questions.get(item.item)!, {
        correct: response === 'right',
        firstAttempt: isFirstAttempt(previous, atSeconds),
        hints: 0,
        atSeconds,
      });
      learner = outcome.learner;
      skills.set(item.skill, outcome.skills[0]!);
      lastAt.set(item.item, atSeconds);
    }

    function ask(skill: string): boolean {
      const nowSeconds = person.atSeconds();
      const items = person.domain.itemsOf.get(skill)!;
      const candidates = items.map(({ item }) => ({
        question: questions.get(item)!,
        known: { learner, skills: [stateOf(skill)] },
        lastAtSeconds: lastAt.get(item) ?? null,
      }));
      const choice = chooseItem(parameters, candidates, { nowSeconds, seed: `${seed}/${person.minutes()}` })!;
      const item = items.find(({ item: id }) => id === choice.item)!;
      const response = person.answer(item);
      take(item, response, nowSeconds);
      return response === 'right';
    }

    function place(): void {
      const { skills: graph, items } = person.domain;
      const byId = new Map(items.map((item) => [item.item, item]));
      const bank = placementItems(parameters, questions.values());
      let running = startPlacement(graph, bank, {
        seed,
        minutesPerItem: PLACEMENT_ITEM_MINUTES,
        maxMinutes: PLACEMENT_MINUTES,
      });
      for (let step = placementStep(running); step.kind === 'ask'; step = placementStep(running)) {
        const item = byId.get(step.item)!;
        const atSeconds = person.atSeconds();
        const response = person.answer(item, true);
        take(item, response, atSeconds);
        running = applyPlacementAnswer(running, { item: item.item, response, seconds: null });
      }
      for (const { skill, probability } of placementResult(running).findings) chances.set(skill, probability);
      for (const skill of placementResult(running).credited) {
        skills.set(skill, creditSkill(stateOf(skill), person.atSeconds()));
      }
    }

    function look(): Map<string, Mastery> {
      const at = person.atSeconds();
      return new Map(
        person.domain.skills.map(({ id }) => [id, assessMastery(parameters, learner, id, stateOf(id), at)]),
      );
    }

    function activities(): Array<Activity> {
      return person.domain.skills.flatMap(({ id }): Array<Activity> => {
        const read = lessons.get(id) ?? 0;
        const lesson = (format: string, done: boolean): Activity => ({
          id: `${format}:${id}`,
          kind: 'lesson',
          skills: [id],
          minutes: LESSON_MINUTES,
          formats: [format],
          status: done ? 'done' : 'not-started',
        });
        const round = (kind: 'practice' | 'review', count: number): Activity => ({
          id: `${kind}:${id}`,
          kind,
          skills: [id],
          minutes: count * ITEM_MINUTES,
          formats: ['interactive'],
          status: read > 0 ? 'done' : 'not-started',
        });
        return [
          lesson('text', read > 0),
          round('practice', ROUND_ITEMS),
          ...(review && stateOf(id).review !== null ? [round('review', REVIEW_ITEMS)] : []),
        ];
      });
    }

    function decide(standing: ReadonlyMap<string, Mastery>): NextStep {
      if (Math.floor(person.days()) !== day) {
        day = Math.floor(person.days());
        today = { minutes: 0, reviewMinutes: 0, lastSkills: [] };
      }
      return nextStep({
        skills: person.domain.skills,
        activities: activities(),
        standing: new Map(
          [...standing].map(([skill, { state, probability, lowerBound }]) => {
            const { review: dates } = stateOf(skill);
            return [
              skill,
              {
                state,
                probability,
                lowerBound,
                knownChance: chances.get(skill) ?? 0,
                dueAtSeconds: review ? (dates?.dueAtSeconds ?? null) : null,
                ...historyOf(stateOf(skill)),
                lessons: lessons.get(skill) ?? 0,
              },
            ];
          }),
        ),
        goal: new Map(),
        override: null,
        minutesAvailable: DAY_MINUTES,
        formats: [],
        today,
        policy: 'adaptive',
        nowSeconds: person.atSeconds(),
        seed: `${seed}/${decisions++}`,
      });
    }

    function isHeld(skill: string, { state, probability, lowerBound }: Mastery): boolean {
      return isSecure({ state, probability, lowerBound, dueAtSeconds: null, ...historyOf(stateOf(skill)) });
    }

    function carryOut({ kind, skills: [skill] }: Activity): void {
      const from = person.minutes();
      if (kind === 'lesson') {
        const atSeconds = person.atSeconds();
        person.lesson(skill!);
        skills.set(skill!, noteLesson(parameters, stateOf(skill!), atSeconds));
        lessons.set(skill!, (lessons.get(skill!) ?? 0) + 1);
      } else {
        const probe = kind === 'practice' && !lessons.has(skill!);
        for (let k = 0; k < (kind === 'review' || probe ? REVIEW_ITEMS : ROUND_ITEMS); k++) {
          const right = ask(skill!);
          if (isHeld(skill!, assessMastery(parameters, learner, skill!, stateOf(skill!), person.atSeconds()))) break;
          if (probe && !right) {
            chances.delete(skill!);
            break;
          }
        }
      }
      today.minutes += person.minutes() - from;
      if (kind === 'review') today.reviewMinutes += person.minutes() - from;
      today.lastSkills = [skill!];
    }

    /** After the end, who goes on repeats what was not seen for the longest, as the other policies repeat their course. */
    function practiseOldest(): void {
      const seenAt = (skill: string) => stateOf(skill).lastAtSeconds ?? 0;
      const [oldest] = person.domain.skills.map(({ id }) => id).sort((left, right) => seenAt(left) - seenAt(right));
      for (let k = 0; k < ROUND_ITEMS; k++) ask(oldest!);
    }

    const course: Course = {
      step() {
        if (!placed) {
          place();
          placed = true;
          return true;
        }
        const standing = look();
        const { chosen, alternatives } = decide(standing);
        if (chosen) carryOut(chosen.activity);
        else if (finished) practiseOldest();
        else person.sleep();
        finished ||= !chosen;
        const open = [chosen, ...alternatives].some((one) => one !== null && one.activity.kind !== 'review');
        return open || person.domain.skills.some(({ id }) => !isHeld(id, standing.get(id)!));
      },
      claims: () => new Set([...look()].filter(([, { state }]) => state === 'mastered').map(([skill]) => skill)),
    };
    return course;
  };
}

/** The product's own bound. */
const PLACEMENT_MINUTES = 15;

function questionOf({ item, skill, guess }: SimulatedItem): Question {
  return { item, skills: [skill], guess };
}
