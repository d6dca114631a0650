// One answer of one person, taken in whole: ability, mastery and review of every skill of the question, and what changed.
import { assessMastery, MASTERY_RULE, type Mastery, type MasteryRule, settleMastery } from './mastery';
import { type Answer, type Known, type Prediction, update } from './model';
import type { ModelParameters, Question } from './parameters';
import { isDue, recordReview, startReview } from './review';
import type { LearnerState, SkillState } from './state';

/** How a skill stood just before and just after, at the time of the answer. */
export type SkillChange = { skill: string; before: Mastery; after: Mastery };

export type AnswerOutcome = {
  learner: LearnerState;
  /** In the order of the question's skills. */
  skills: Array<SkillState>;
  prediction: Prediction;
  changes: Array<SkillChange>;
};

/**
 * The person after an answer. Folding a log of answers through this function rebuilds every stored state.
 *
 * A wrong first attempt is a lapse of a skill under review at any time; a right answer moves the next review only when
 * one was due, so that cramming does not push it away. A later attempt changes nothing, except that it may pass a due review.
 */
export function applyAnswer(
  parameters: ModelParameters,
  known: Known,
  question: Question,
  answer: Answer,
  rule: MasteryRule = MASTERY_RULE,
): AnswerOutcome {
  const { atSeconds } = answer;
  const right = answer.correct && answer.hints === 0;
  const { learner, skills, prediction } = update(parameters, known, question, answer);
  const changes: Array<SkillChange> = [];
  const settled = question.skills.map((skill, k) => {
    const before = assessMastery(parameters, known.learner, skill, known.skills[k]!, atSeconds, rule);
    const seen = reviewed(skills[k]!, answer, right);
    const first = assessMastery(parameters, learner, skill, seen, atSeconds, rule);
    const state = scheduled(settleMastery(seen, first, atSeconds, rule), atSeconds);
    const after = state === seen ? first : assessMastery(parameters, learner, skill, state, atSeconds, rule);
    changes.push({ skill, before, after });
    return state;
  });
  return { learner, skills: settled, prediction, changes };
}

function reviewed(state: SkillState, answer: Answer, right: boolean): SkillState {
  if (state.review === null) return state;
  const lapse = answer.firstAttempt && !right;
  if (!lapse && !(right && isDue(state.review, answer.atSeconds))) return state;
  return { ...state, review: recordReview(state.review, right, answer.atSeconds) };
}

/** What is won gets its first review, what is lost its last. */
function scheduled(state: SkillState, atSeconds: number): SkillState {
  const held = state.masteredAtSeconds !== null || state.credited;
  if (held === (state.review !== null)) return state;
  return { ...state, review: held ? startReview(atSeconds, 'answers') : null };
}

/** The skill as placement found it: provisional, and due for a check within a day or two. */
export function creditSkill(state: SkillState, atSeconds: number): SkillState {
  return { ...state, credited: true, review: state.review ?? startReview(atSeconds, 'placement') };
}
