// What a person may claim of a skill: five states, the rule between them, and why. The rule is data; the estimate is model.ts's.
import { sigmoid, temper } from './kernel';
import { assess } from './model';
import { type ModelParameters, VARIANCE_INFLATION } from './parameters';
import { retrievability } from './review';
import type { LearnerState, SkillState } from './state';

/** `provisional`: probably there, a few answers are missing. `needs-review`: was mastered, and no longer looks so. */
export const MASTERY_STATES = ['not-started', 'learning', 'provisional', 'mastered', 'needs-review'] as const;
export type MasteryState = (typeof MASTERY_STATES)[number];

/** Probabilities 0–1; `caution` in standard deviations of the person's part of the estimate. */
export type MasteryRule = {
  /** The lower bound at which a skill is won. */
  threshold: number;
  caution: number;
  /** A wrong last answer is overlooked when the lower bound lies this far above `threshold`. */
  overlook: number;
  /** First-attempt answers without which nothing is won. */
  answers: number;
  /** First-attempt answers without which nothing but placement makes a skill provisional. */
  provisionalAnswers: number;
  /** The lower bound at which a skill that was won is kept. Below `threshold`, so that states do not flicker. */
  keep: number;
  /** Under this expected share of right answers a lost skill is learned again, not reviewed. */
  relearn: number;
  /** Under this chance of recall a skill needs review, whatever the answers said. */
  faded: number;
  /** The lower bound, and the time after winning it, at which a success makes a skill fit for a certificate. */
  certifiedThreshold: number;
  confirmAfterSeconds: number;
};

/** Source of each number: README, "Constants". */
export const MASTERY_RULE: MasteryRule = {
  threshold: 0.75,
  caution: 0.5,
  overlook: 0.06,
  answers: 3,
  provisionalAnswers: 2,
  keep: 0.7,
  relearn: 0.5,
  faded: 0.7,
  certifiedThreshold: 0.85,
  confirmAfterSeconds: 86_400,
};

/** Why a state is what it is, each with the numbers that decided. */
export type MasteryReason =
  | { code: 'nothing-yet'; values: Record<never, never> }
  | { code: 'lesson-opened'; values: { lessons: number } }
  | { code: 'credited-by-placement'; values: Record<never, never> }
  | { code: 'estimate-high'; values: { lowerBound: number; threshold: number } }
  | { code: 'estimate-kept'; values: { lowerBound: number; keep: number } }
  | { code: 'estimate-low'; values: { lowerBound: number; threshold: number } }
  | { code: 'estimate-likely'; values: { probability: number; threshold: number } }
  | { code: 'few-answers'; values: { answers: number; needed: number } }
  | { code: 'last-answer-wrong'; values: { answers: number } }
  | { code: 'was-mastered'; values: { atSeconds: number } }
  | { code: 'memory-faded'; values: { retrievability: number; threshold: number } }
  | { code: 'passed-exam'; values: { atSeconds: number } }
  | { code: 'confirmed-later'; values: { atSeconds: number } }
  | { code: 'awaits-confirmation'; values: { fromSeconds: number } };

export type Mastery = {
  state: MasteryState;
  /** Expected share of right answers on the skill's average item now, in (0, 1). */
  probability: number;
  /** What the rule looks at: the same, cautiously. */
  lowerBound: number;
  /**
   * Chance that the person stands on the side of the threshold that the state claims, 0–1; for a faded memory, the
   * chance of not recalling; 0 before any evidence.
   */
  confidence: number;
  /** May count for a certificate: mastered, and shown again a day later or passed in an exam. */
  certifiable: boolean;
  reasons: Array<MasteryReason>;
};

/** Φ(x) ≈ σ(1.702x), at most .0095 off (Camilli 1994). */
const NORMAL_AS_LOGISTIC = 1.702;

/**
 * Where a person stands on a skill at this time. Moves nothing: `settleMastery` writes down what was won or lost.
 *
 * Mastered is σ(z − ½·sd) ≥ .75 on the average item after three first-attempt answers or more, and the last one right
 * unless the bound reaches .81.
 */
export function assessMastery(
  parameters: ModelParameters,
  learner: LearnerState,
  skill: string,
  state: SkillState,
  nowSeconds: number,
  rule: MasteryRule = MASTERY_RULE,
): Mastery {
  const { logit, deviation } = assess(parameters, learner, state, skill, nowSeconds);
  const probability = sigmoid(temper(logit, deviation * deviation));
  const lowerBound = sigmoid(logit - rule.caution * deviation);
  const verdict = decide(state, probability, lowerBound, nowSeconds, rule);
  const margin = logit - Math.log(rule.threshold / (1 - rule.threshold));
  const above = sigmoid((NORMAL_AS_LOGISTIC * margin) / (deviation * Math.sqrt(VARIANCE_INFLATION)));
  const confidence = confidenceOf(verdict, above);
  const certifiable = verdict.state === 'mastered' && state.confirmedAtSeconds !== null;
  if (verdict.state === 'mastered') {
    verdict.reasons.push(
      state.confirmedAtSeconds === null
        ? {
            code: 'awaits-confirmation',
            values: { fromSeconds: (state.masteredAtSeconds ?? nowSeconds) + rule.confirmAfterSeconds },
          }
        : { code: 'confirmed-later', values: { atSeconds: state.confirmedAtSeconds } },
    );
  }
  return { ...verdict, probability, lowerBound, confidence, certifiable };
}

function confidenceOf({ state, reasons }: Verdict, above: number): number {
  if (state === 'not-started') return 0;
  const [first] = reasons;
  if (first?.code === 'memory-faded') return 1 - first.values.retrievability;
  return state === 'mastered' || state === 'provisional' ? above : 1 - above;
}

type Verdict = { state: MasteryState; reasons: Array<MasteryReason> };

function decide(
  state: SkillState,
  probability: number,
  lowerBound: number,
  nowSeconds: number,
  rule: MasteryRule,
): Verdict {
  const answers = state.successes + state.failures;
  const lastRight = (state.recent & 1) === 1;
  const { threshold, keep } = rule;
  const settled = lastRight || lowerBound >= threshold + rule.overlook;
  const wasMastered = state.masteredAtSeconds;

  // Confirmation by practice bears the time of its answer, so a later one can only come from an exam.
  if (state.confirmedAtSeconds !== null && state.confirmedAtSeconds > (state.lastAtSeconds ?? -1)) {
    const passed: MasteryReason = { code: 'passed-exam', values: { atSeconds: state.confirmedAtSeconds } };
    return faded(state, nowSeconds, rule) ?? { state: 'mastered', reasons: [passed] };
  }
  if (answers === 0) {
    if (state.credited) return faded(state, nowSeconds, rule) ?? credited(answers, rule);
    if (state.lessons > 0) {
      const opened: MasteryReason = { code: 'lesson-opened', values: { lessons: state.lessons } };
      return { state: 'learning', reasons: [opened, few(answers, rule.answers)] };
    }
    return { state: 'not-started', reasons: [{ code: 'nothing-yet', values: {} }] };
  }

  const wrong: Array<MasteryReason> = lastRight ? [] : [{ code: 'last-answer-wrong', values: { answers } }];
  const short: Array<MasteryReason> = answers < rule.answers ? [few(answers, rule.answers)] : [];
  const low: MasteryReason = { code: 'estimate-low', values: { lowerBound, threshold } };
  const high: MasteryReason = { code: 'estimate-high', values: { lowerBound, threshold } };

  if (settled && answers >= rule.answers && lowerBound >= threshold) {
    return faded(state, nowSeconds, rule) ?? { state: 'mastered', reasons: [high] };
  }
  if (wasMastered !== null) {
    if (lastRight && lowerBound >= keep) {
      const kept: MasteryReason = { code: 'estimate-kept', values: { lowerBound, keep } };
      return faded(state, nowSeconds, rule) ?? { state: 'mastered', reasons: [kept] };
    }
    const was: MasteryReason = { code: 'was-mastered', values: { atSeconds: wasMastered } };
    const why = [...wrong, ...(lowerBound < threshold ? [low] : [])];
    return { state: probability < rule.relearn ? 'learning' : 'needs-review', reasons: [was, ...why] };
  }
  if (lastRight && state.credited) return credited(answers, rule);
  if (lastRight && answers >= rule.provisionalAnswers && probability >= threshold) {
    const likely: MasteryReason = { code: 'estimate-likely', values: { probability, threshold } };
    return { state: 'provisional', reasons: [likely, ...short, ...(lowerBound < threshold ? [low] : [])] };
  }
  return { state: 'learning', reasons: [...wrong, ...short, lowerBound < threshold ? low : high] };
}

function few(answers: number, needed: number): MasteryReason {
  return { code: 'few-answers', values: { answers, needed } };
}

function credited(answers: number, rule: MasteryRule): Verdict {
  return {
    state: 'provisional',
    reasons: [
      { code: 'credited-by-placement', values: {} },
      ...(answers < rule.answers ? [few(answers, rule.answers)] : []),
    ],
  };
}

/** What was won long ago and never seen again is not claimed, however good the answers were. */
function faded(state: SkillState, nowSeconds: number, rule: MasteryRule): Verdict | null {
  if (state.review === null) return null;
  const recall = retrievability(state.review, nowSeconds);
  if (recall >= rule.faded) return null;
  const was: Array<MasteryReason> =
    state.masteredAtSeconds === null
      ? [{ code: 'credited-by-placement', values: {} }]
      : [{ code: 'was-mastered', values: { atSeconds: state.masteredAtSeconds } }];
  return {
    state: 'needs-review',
    reasons: [{ code: 'memory-faded', values: { retrievability: recall, threshold: rule.faded } }, ...was],
  };
}

/**
 * The skill with what this assessment won or lost written down: winning sets the date; a success a day later at the
 * certified bound confirms it; a wrong answer or needing review takes the confirmation back; falling to `learning` forgets that it was won.
 * The same object comes back when nothing did.
 */
export function settleMastery(
  state: SkillState,
  mastery: Mastery,
  atSeconds: number,
  rule: MasteryRule = MASTERY_RULE,
): SkillState {
  const at = Math.floor(atSeconds);
  if (mastery.state === 'learning') {
    const nothing = !state.credited && state.masteredAtSeconds === null;
    return nothing ? state : { ...state, credited: false, masteredAtSeconds: null, confirmedAtSeconds: null };
  }
  if (mastery.state === 'needs-review') {
    return state.confirmedAtSeconds === null ? state : { ...state, confirmedAtSeconds: null };
  }
  if (mastery.state !== 'mastered') return state;
  const masteredAtSeconds = state.masteredAtSeconds ?? at;
  const lastRight = (state.recent & 1) === 1;
  const confirms =
    lastRight &&
    state.lastAtSeconds !== null &&
    state.lastAtSeconds >= masteredAtSeconds + rule.confirmAfterSeconds &&
    mastery.lowerBound >= rule.certifiedThreshold;
  // A wrong answer may be overlooked for mastery, not for a certificate.
  const contradicted = !lastRight && (state.lastAtSeconds ?? -1) >= (state.confirmedAtSeconds ?? Infinity);
  const confirmedAtSeconds = contradicted
    ? null
    : (state.confirmedAtSeconds ?? (confirms ? state.lastAtSeconds : null));
  const same = masteredAtSeconds === state.masteredAtSeconds && confirmedAtSeconds === state.confirmedAtSeconds;
  return same ? state : { ...state, masteredAtSeconds, confirmedAtSeconds };
}

/** The skill after an exam proved it: mastered and confirmed, whatever practice said before, until a later answer. */
export function confirmByExam(state: SkillState, atSeconds: number): SkillState {
  const at = Math.floor(atSeconds);
  return { ...state, masteredAtSeconds: state.masteredAtSeconds ?? at, confirmedAtSeconds: at };
}
