// What further answers would do to a skill, found by trying them on the model; and how wide its estimate is. Pure.
import { assessMastery, MASTERY_RULE, type MasteryState } from './engine/mastery';
import { sigmoid } from './engine/kernel';
import { assess, newSkill } from './engine/model';
import type { ModelParameters, Question } from './engine/parameters';
import { type Memory, takeAnswer, toSeconds } from './fold';

/** Tries before "more than that" is the honest answer. */
const TO_MASTER_MAX = 10;
const TO_CERTIFY_MAX = 5;
const MINUTE_MS = 60_000;
/** 80 % of a normal distribution lie within this many standard deviations. */
const Z_80 = 1.2816;
/** The filter's variances run small after many answers: engine/README.md, "Mastery". */
const VARIANCE_INFLATION = 1.3;

export type Outlook = {
  toMaster: number | null;
  toCertify: number | null;
  certifyFromMs: number | null;
  ifWrong: MasteryState;
};

/** The memory after one more answer to a question like these. */
function after(
  parameters: ModelParameters,
  memory: Memory,
  question: Question,
  correct: boolean,
  atMs: number,
): Memory {
  const { learner, skills } = takeAnswer(parameters, memory, question, correct, null, atMs);
  return { learner, skills: new Map([...memory.skills, ...question.skills.map((id, k) => [id, skills[k]!] as const)]) };
}

/**
 * How many right answers to `question` (a typical one of the skill) win the skill now and certify it on a later day, and what a
 * wrong one would do. Moves nothing.
 */
export function outlook(
  parameters: ModelParameters,
  memory: Memory,
  skill: string,
  question: Question,
  nowMs: number,
): Outlook {
  const stand = (at: Memory, ms: number) =>
    assessMastery(parameters, at.learner, skill, at.skills.get(skill) ?? newSkill(parameters), toSeconds(ms));
  const wrong = after(parameters, memory, question, false, nowMs);
  let then = memory;
  let ms = nowMs;
  let toMaster = 0;
  while (stand(then, ms).state !== 'mastered' && toMaster <= TO_MASTER_MAX) {
    toMaster++;
    ms += MINUTE_MS;
    then = after(parameters, then, question, true, ms);
  }
  const ifWrong = stand(wrong, nowMs).state;
  if (toMaster > TO_MASTER_MAX) return { toMaster: null, toCertify: null, certifyFromMs: null, ifWrong };
  const wonMs = (then.skills.get(skill)?.masteredAtSeconds ?? toSeconds(ms)) * 1000;
  const certifyFromMs = wonMs + MASTERY_RULE.confirmAfterSeconds * 1000;
  let toCertify = 0;
  let day = Math.max(nowMs, certifyFromMs);
  while (!stand(then, day).certifiable && toCertify <= TO_CERTIFY_MAX) {
    toCertify++;
    day += MINUTE_MS;
    then = after(parameters, then, question, true, day);
  }
  return {
    toMaster,
    toCertify: toCertify > TO_CERTIFY_MAX ? null : toCertify,
    certifyFromMs: toCertify === 0 ? null : certifyFromMs,
    ifWrong,
  };
}

/** Where the expected share of right answers lies four times in five: σ(z ± 1.28·√(1.3·v)). */
export function credibleRange(
  parameters: ModelParameters,
  memory: Memory,
  skill: string,
  nowMs: number,
): { low: number; high: number } {
  const state = memory.skills.get(skill) ?? newSkill(parameters);
  const { logit, deviation } = assess(parameters, memory.learner, state, skill, toSeconds(nowMs));
  const half = Z_80 * deviation * Math.sqrt(VARIANCE_INFLATION);
  return { low: sigmoid(logit - half), high: sigmoid(logit + half) };
}
