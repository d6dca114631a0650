// A parameters snapshot as plain JSON, to be stored and read again without loss.
import {
  type Contexts,
  emptySkillParameters,
  ENGINE_VERSION,
  type ModelParameters,
  type MovingContexts,
  type Priors,
} from './parameters';
import { copyRecalibration } from './recalibration';

type EncodedContexts = [means: Array<number>, variances: Array<number>];

/** A snapshot as JSON; numbers come back exactly. Skills whose patterns were never moved cost one number. */
export type EncodedParameters = {
  engineVersion: string;
  priors: Priors;
  weights: Array<number>;
  weightVariances: Array<number>;
  contexts: EncodedContexts;
  recalibration: { shift: number; slope: number; bends: Array<number>; evidence: Array<number> };
  items: Array<
    [
      id: string,
      mean: number,
      variance: number,
      guess: number,
      answers: number,
      skills: Array<string>,
      contexts?: EncodedContexts,
    ]
  >;
  combinations: Array<[key: string, mean: number, variance: number]>;
  skills: Array<[id: string, level: number, contexts?: EncodedContexts]>;
};

function encodeContexts({ means, variances }: Contexts): EncodedContexts {
  return [Array.from(means), Array.from(variances)];
}

function decodeContexts([means, variances]: EncodedContexts): MovingContexts {
  return { means: Float64Array.from(means), variances: Float64Array.from(variances) };
}

function isUntouched({ means }: Contexts): boolean {
  return Array.from(means).every((mean) => mean === 0);
}

export function encodeParameters(parameters: ModelParameters): EncodedParameters {
  return {
    engineVersion: parameters.engineVersion,
    priors: { ...parameters.priors },
    weights: Array.from(parameters.weights),
    weightVariances: Array.from(parameters.weightVariances),
    contexts: encodeContexts(parameters.contexts),
    recalibration: {
      shift: parameters.recalibration.shift,
      slope: parameters.recalibration.slope,
      bends: Array.from(parameters.recalibration.bends),
      evidence: Array.from(parameters.recalibration.evidence),
    },
    items: [...parameters.items].map(([id, { mean, variance, guess, answers, skills, contexts }]) =>
      contexts
        ? [id, mean, variance, guess, answers, [...skills], encodeContexts(contexts)]
        : [id, mean, variance, guess, answers, [...skills]],
    ),
    combinations: [...parameters.combinations].map(([key, { mean, variance }]) => [key, mean, variance]),
    skills: [...parameters.skills].map(([id, { level, contexts }]) =>
      isUntouched(contexts) ? [id, level] : [id, level, encodeContexts(contexts)],
    ),
  };
}

/** The snapshot in this JSON. Throws `RangeError` when another engine version wrote it: fit again from the answers then. */
export function decodeParameters(encoded: EncodedParameters): ModelParameters {
  if (encoded.engineVersion !== ENGINE_VERSION) {
    throw new RangeError(`Parameters of engine ${encoded.engineVersion}, expected ${ENGINE_VERSION}`);
  }
  return {
    engineVersion: encoded.engineVersion,
    snapshot: 0,
    priors: encoded.priors,
    weights: Float64Array.from(encoded.weights),
    weightVariances: Float64Array.from(encoded.weightVariances),
    contexts: decodeContexts(encoded.contexts),
    recalibration: copyRecalibration(encoded.recalibration),
    items: new Map(
      encoded.items.map(([id, mean, variance, guess, answers, skills, contexts]) => [
        id,
        { mean, variance, guess, answers, skills, contexts: contexts && decodeContexts(contexts) },
      ]),
    ),
    combinations: new Map(encoded.combinations.map(([key, mean, variance]) => [key, { mean, variance }])),
    skills: new Map(
      encoded.skills.map(([id, level, contexts]) => [
        id,
        { level, contexts: contexts ? decodeContexts(contexts) : emptySkillParameters(encoded.priors).contexts },
      ]),
    ),
  };
}
