// From the model's logit to a calibrated one: a straight line, and small bends at nine places. Both follow the answers.

/** `bends` are added to the line at −4, −3 … 4 and in between by interpolation; `evidence` is what each has seen. */
export type Recalibration = {
  readonly shift: number;
  readonly slope: number;
  readonly bends: ArrayLike<number>;
  readonly evidence: ArrayLike<number>;
};
export type MovingRecalibration = { shift: number; slope: number; bends: Float64Array; evidence: Float64Array };

const KNOTS = 9;
const FIRST = -4;
/** Bends further apart than 1 could make a higher logit the lower probability. */
const BEND_MAX = 0.45;
const BEND_PRIOR = 50;
const BEND_STEP_MIN = 1e-3;

export function straight(): MovingRecalibration {
  return { shift: 0, slope: 1, bends: new Float64Array(KNOTS), evidence: new Float64Array(KNOTS) };
}

export function copyRecalibration({ shift, slope, bends, evidence }: Recalibration): MovingRecalibration {
  return { shift, slope, bends: Float64Array.from(bends), evidence: Float64Array.from(evidence) };
}

function place(line: number): number {
  return Math.min(KNOTS - 1 - 1e-9, Math.max(0, line - FIRST));
}

/** The calibrated logit: never falls when `tempered` rises. */
export function recalibrated({ shift, slope, bends }: Recalibration, tempered: number): number {
  const line = shift + slope * tempered;
  const at = place(line);
  const knot = Math.floor(at);
  const share = at - knot;
  return line + bends[knot]! * (1 - share) + bends[knot + 1]! * share;
}

/** `gradient` and `information`: of the answer's log-likelihood by the calibrated logit. `step` moves the line. */
export function moveRecalibration(
  moving: MovingRecalibration,
  tempered: number,
  gradient: number,
  information: number,
  step: number,
): void {
  const { bends, evidence } = moving;
  const at = place(moving.shift + moving.slope * tempered);
  const knot = Math.floor(at);
  for (let k = 0; k < 2; k++) {
    const share = k === 0 ? 1 - (at - knot) : at - knot;
    evidence[knot + k]! += share * share * information;
    const moved = bends[knot + k]! + gradient * share * Math.max(BEND_STEP_MIN, 1 / (BEND_PRIOR + evidence[knot + k]!));
    bends[knot + k] = Math.min(BEND_MAX, Math.max(-BEND_MAX, moved));
  }
  moving.shift = Math.min(2, Math.max(-2, moving.shift + step * gradient));
  moving.slope = Math.min(2, Math.max(0.5, moving.slope + step * gradient * tempered));
}
