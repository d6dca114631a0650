// Whether a format of teaching (video, text, lab) helped: for everybody first, for one person only where persons credibly differ.
import { createRandom } from './random';

/** An answer given after practising in a format: a first attempt at a following item. */
export type FormatAnswer = {
  learner: string;
  format: string;
  correct: boolean;
  /** The engine's probability of a right answer just before, in (0, 1). */
  predicted: number;
};

/** An effect in logits and in points of success (0–100), with its 95 % interval, against the average of the formats. */
export type FormatEffect = { logits: number; points: number; lowPoints: number; highPoints: number };

export type FormatOutcome = FormatEffect & { format: string; answers: number; learners: number };

/** What may be said to one person: with them, this format did better or worse than it does for others. */
export type PersonalOutcome = FormatEffect & { learner: string; format: string; answers: number };

export type FormatOutcomes = {
  /** The effect of each format on everybody, the best first. */
  formats: Array<FormatOutcome>;
  /**
   * How much persons differ in what helps them: standard deviation in logits; and the share of shuffled data sets that
   * differ as much. Nothing personal is claimed unless that is at most `INTERACTION_RULE.chance`.
   */
  interaction: { sd: number; chance: number; credible: boolean };
  /** Claims about single persons whose interval leaves out 0; empty when persons do not credibly differ. */
  personal: Array<PersonalOutcome>;
};

export const INTERACTION_RULE = { chance: 0.01, shuffles: 199, answersPerFormat: 10 } as const;

const Z_95 = 1.96;
const SWEEPS = 25;
const EDGE = 1e-3;

/** Answers as arrays: who, which format, right minus expected, and its variance p(1 − p), which is also the slope of p. */
type Rows = {
  learners: Array<string>;
  formats: Array<string>;
  who: Int32Array;
  which: Int32Array;
  residual: Float64Array;
  variance: Float64Array;
};
/** Sums over the answers of each learner in each format. */
type Cells = { residual: Float64Array; variance: Float64Array; answers: Int32Array };

function toRows(answers: ReadonlyArray<FormatAnswer>): Rows {
  const learners = [...new Set(answers.map(({ learner }) => learner))].sort();
  const formats = [...new Set(answers.map(({ format }) => format))].sort();
  const learnerIndex = new Map(learners.map((learner, i) => [learner, i]));
  const formatIndex = new Map(formats.map((format, i) => [format, i]));
  const expected = answers.map(({ predicted }) => Math.min(1 - EDGE, Math.max(EDGE, predicted)));
  return {
    learners,
    formats,
    who: Int32Array.from(answers, ({ learner }) => learnerIndex.get(learner)!),
    which: Int32Array.from(answers, ({ format }) => formatIndex.get(format)!),
    residual: Float64Array.from(answers, ({ correct }, i) => (correct ? 1 : 0) - expected[i]!),
    variance: Float64Array.from(expected, (p) => p * (1 - p)),
  };
}

function toCells({ learners, formats, who, residual, variance }: Rows, which: Int32Array): Cells {
  const size = learners.length * formats.length;
  const cells = { residual: new Float64Array(size), variance: new Float64Array(size), answers: new Int32Array(size) };
  for (let i = 0; i < who.length; i++) {
    const at = who[i]! * formats.length + which[i]!;
    cells.residual[at]! += residual[i]!;
    cells.variance[at]! += variance[i]!;
    cells.answers[at]! += 1;
  }
  return cells;
}

/** Effects of formats and of persons that leave no residual in any margin; formats average 0. One Newton step, by sweeps. */
function fitMargins(cells: Cells, learners: number, formats: number): { format: Float64Array; person: Float64Array } {
  const format = new Float64Array(formats);
  const person = new Float64Array(learners);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let f = 0; f < formats; f++) {
      let [left, weight] = [0, 0];
      for (let l = 0, at = f; l < learners; l++, at += formats) {
        left += cells.residual[at]! - cells.variance[at]! * person[l]!;
        weight += cells.variance[at]!;
      }
      format[f] = weight > 0 ? left / weight : 0;
    }
    const centre = format.reduce((sum, effect) => sum + effect, 0) / formats;
    for (let f = 0; f < formats; f++) format[f]! -= centre;
    for (let l = 0; l < learners; l++) {
      let [left, weight] = [0, 0];
      for (let f = 0, at = l * formats; f < formats; f++, at++) {
        left += cells.residual[at]! - cells.variance[at]! * format[f]!;
        weight += cells.variance[at]!;
      }
      person[l] = weight > 0 ? left / weight : 0;
    }
  }
  return { format, person };
}

/** Variance between persons beyond chance, by moments (DerSimonian & Laird 1986, within persons); may be below 0. */
function interactionVariance(cells: Cells, learners: number, formats: number): number {
  const { format, person } = fitMargins(cells, learners, formats);
  let squares = 0;
  let freedom = 1 - formats;
  let scale = 0;
  for (let l = 0; l < learners; l++) {
    let [total, totalSquares, filled] = [0, 0, 0];
    for (let f = 0, at = l * formats; f < formats; f++, at++) {
      const weight = cells.variance[at]!;
      if (weight === 0) continue;
      squares += (cells.residual[at]! - weight * (format[f]! + person[l]!)) ** 2 / weight;
      total += weight;
      totalSquares += weight * weight;
      filled++;
    }
    if (filled === 0) continue;
    freedom += filled - 1;
    scale += total - totalSquares / total;
  }
  return scale > 0 ? (squares - freedom) / scale : 0;
}

/** Formats of each person's answers, shuffled among their own answers: what they would be if formats made no difference to them. */
function shuffled({ which }: Rows, byLearner: ReadonlyArray<Int32Array>, random: () => number): Int32Array {
  const result = which.slice();
  for (const own of byLearner) {
    for (let i = own.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      const [left, right] = [own[i]!, own[j]!];
      const kept = result[left]!;
      result[left] = result[right]!;
      result[right] = kept;
    }
  }
  return result;
}

function toEffect(logits: number, deviation: number, slope: number): FormatEffect {
  const points = (value: number) => 100 * slope * value;
  return {
    logits,
    points: points(logits),
    lowPoints: points(logits - Z_95 * deviation),
    highPoints: points(logits + Z_95 * deviation),
  };
}

/**
 * What formats did, from first attempts on following items against the engine's expectation. Persons are compared with
 * themselves only. The effect on everybody comes first; a personal deviation is claimed only when persons differ by more
 * than shuffling explains, is drawn towards 0 by how little is known of it, and must leave out 0. This says what happened
 * after a format, not what somebody "is". Formats chosen by the learner carry their reasons for choosing: not an experiment.
 * The same answers and seed give the same result.
 */
export function measureFormats(answers: ReadonlyArray<FormatAnswer>, seed = 'formats'): FormatOutcomes {
  const rows = toRows(answers);
  const [learners, formats] = [rows.learners.length, rows.formats.length];
  const nothing = { formats: [], interaction: { sd: 0, chance: 1, credible: false }, personal: [] };
  if (formats < 2) return nothing;
  const cells = toCells(rows, rows.which);
  const margins = fitMargins(cells, learners, formats);
  const variance = Math.max(0, interactionVariance(cells, learners, formats));
  const slope = rows.variance.reduce((sum, value) => sum + value, 0) / answers.length;
  const chance = variance > 0 ? chanceOf(rows, variance, margins.format, seed) : 1;
  const credible = chance <= INTERACTION_RULE.chance;
  return {
    formats: describeFormats(rows, cells, margins, slope),
    interaction: { sd: Math.sqrt(variance), chance, credible },
    personal: credible ? describePersons(rows, cells, margins, variance, slope) : [],
  };
}

/** Share of shuffled data sets that differ between persons at least as much, the real one counted (Phipson & Smyth 2010). */
function chanceOf(rows: Rows, variance: number, format: Float64Array, seed: string): number {
  const [learners, formats] = [rows.learners.length, rows.formats.length];
  const indexes: Array<Array<number>> = rows.learners.map(() => []);
  rows.who.forEach((learner, i) => indexes[learner]!.push(i));
  const byLearner = indexes.map((own) => Int32Array.from(own));
  // What a format does to everybody must not be shuffled into differences between persons.
  const residual = rows.residual.map((value, i) => value - rows.variance[i]! * format[rows.which[i]!]!);
  const random = createRandom(seed);
  let asMuch = 1;
  for (let n = 0; n < INTERACTION_RULE.shuffles; n++) {
    const cells = toCells({ ...rows, residual }, shuffled(rows, byLearner, random));
    if (interactionVariance(cells, learners, formats) >= variance) asMuch++;
  }
  return asMuch / (INTERACTION_RULE.shuffles + 1);
}

type Margins = ReturnType<typeof fitMargins>;

/** Standard errors are clustered by person. */
function describeFormats(rows: Rows, cells: Cells, { format, person }: Margins, slope: number): Array<FormatOutcome> {
  const formats = rows.formats.length;
  const outcomes = rows.formats.flatMap((name, f) => {
    let [information, scores, count, people] = [0, 0, 0, 0];
    rows.learners.forEach((_, l) => {
      let total = 0;
      for (let g = 0; g < formats; g++) total += cells.variance[l * formats + g]!;
      const at = l * formats + f;
      const weight = cells.variance[at]!;
      if (weight === 0) return;
      information += weight * (1 - weight / total);
      scores += (cells.residual[at]! - weight * (format[f]! + person[l]!)) ** 2;
      count += cells.answers[at]!;
      people++;
    });
    // Nobody who met it met another format: there is nothing to compare it with.
    if (information === 0) return [];
    const effect = toEffect(format[f]!, Math.sqrt(scores) / information, slope);
    return [{ format: name, answers: count, learners: people, ...effect }];
  });
  return outcomes.sort((left, right) => right.logits - left.logits || (left.format < right.format ? -1 : 1));
}

/** Each person's deviation, drawn towards 0 (normal-normal posterior), where enough answers and a clear sign allow a claim. */
function describePersons(
  rows: Rows,
  cells: Cells,
  { format, person }: Margins,
  variance: number,
  slope: number,
): Array<PersonalOutcome> {
  const formats = rows.formats.length;
  const claims: Array<PersonalOutcome> = [];
  rows.learners.forEach((learner, l) => {
    rows.formats.forEach((name, f) => {
      const at = l * formats + f;
      const weight = cells.variance[at]!;
      const count = cells.answers[at]!;
      let rest = 0;
      for (let g = 0; g < formats; g++) if (g !== f) rest += cells.variance[l * formats + g]!;
      if (count < INTERACTION_RULE.answersPerFormat || rest === 0) return;
      // The person's own level comes from all their answers; against the rest of them the deviation is larger and less sure.
      const total = weight + rest;
      const raw = (cells.residual[at]! / weight - format[f]! - person[l]!) * (total / rest);
      const noise = 1 / weight + 1 / rest;
      const share = variance / (variance + noise);
      const effect = toEffect(share * raw, Math.sqrt(share * noise), slope);
      if (effect.lowPoints <= 0 && effect.highPoints >= 0) return;
      claims.push({ learner, format: name, answers: count, ...effect });
    });
  });
  return claims.sort((left, right) => Math.abs(right.logits) - Math.abs(left.logits));
}
