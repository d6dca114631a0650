// What speaks against a passed attempt: answers too quick to have been read, another's very errors, an impossible jump. Pure.

/** Each is a reason for a person to look, never a verdict. */
export type IntegrityFlag =
  /** Median seconds for a right answer, below what the program asks for. */
  | { flag: 'quick'; seconds: number; limit: number }
  /** Wrong answers that are the very ones of another attempt, and how many of the shared questions were answered otherwise. */
  | { flag: 'same-errors'; attemptId: string; shared: number; sameErrors: number; differences: number }
  /** From one full attempt to the next, beyond what both errors allow. */
  | { flag: 'jump'; fromPercent: number; toPercent: number; hours: number };

export type AnsweredItem = {
  itemVersionId: string;
  /** As `canonicalResponse` writes it; null for no answer. */
  response: string | null;
  /** 0 to 1. */
  points: number;
  /** Milliseconds since 1970; null for no answer. */
  savedAt: number | null;
};

export type OtherAttempt = { attemptId: string; responses: ReadonlyMap<string, string> };

export type IntegrityEvidence = {
  items: ReadonlyArray<AnsweredItem>;
  startedAt: number;
  submittedAt: number;
  scorePercent: number;
  standardError: number;
  /** Null: the program does not look at speed. */
  secondsPerAnswer: number | null;
  /** Attempts of other people that share questions with this one. */
  others: ReadonlyArray<OtherAttempt>;
  /** The person's last attempt of which most was answered. */
  previous: { scorePercent: number; standardError: number; submittedAt: number } | null;
};

/** Fewer errors in common can be chance; so many, with fewer differences, do not happen to two who work apart. */
export const LEAST_SAME_ERRORS = 4;
/** Standard errors of the difference. */
const JUMP_ERRORS = 4;
const JUMP_HOURS = 72;
const HOUR_MS = 3_600_000;

/** One text for one answer, however its parts were ordered on the way: keys and members sorted, an order kept. */
export function canonicalResponse(response: unknown): string {
  return JSON.stringify(sorted(response, false));
}

function sorted(value: unknown, keepOrder: boolean): unknown {
  if (Array.isArray(value)) {
    const parts = value.map((part) => sorted(part, false));
    return keepOrder ? parts : parts.sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, part]) => [key, sorted(part, key === 'order')]),
  );
}

/** The questions answered wrong: only they can betray a copy. */
export function errorsOf(items: ReadonlyArray<AnsweredItem>): Array<AnsweredItem> {
  return items.filter(({ response, points }) => response !== null && points < 1);
}

/** Everything that speaks against an attempt; empty for nearly all. */
export function findFlags(evidence: IntegrityEvidence): Array<IntegrityFlag> {
  return [...quickFlags(evidence), ...copyFlags(evidence), ...jumpFlags(evidence)];
}

/** Time between one save and the next is what the later answer took: rapid guessing (S. L. Wise, X. Kong, 2005), turned round. */
function quickFlags({ items, startedAt, secondsPerAnswer }: IntegrityEvidence): Array<IntegrityFlag> {
  if (secondsPerAnswer === null) return [];
  const inTime = items
    .flatMap(({ savedAt, points }) => (savedAt === null ? [] : [{ savedAt, right: points === 1 }]))
    .sort((left, right) => left.savedAt - right.savedAt);
  const gaps = inTime
    .map(({ savedAt, right }, index) => ({ ms: savedAt - (inTime[index - 1]?.savedAt ?? startedAt), right }))
    .filter(({ right }) => right)
    .map(({ ms }) => ms / 1000)
    .sort((left, right) => left - right);
  if (gaps.length === 0) return [];
  const middle = gaps.length >> 1;
  const median = gaps.length % 2 === 1 ? gaps[middle]! : (gaps[middle - 1]! + gaps[middle]!) / 2;
  if (median >= secondsPerAnswer) return [];
  return [{ flag: 'quick', seconds: Math.round(median * 10) / 10, limit: secondsPerAnswer }];
}

/** Errors in common against differences (F. N. Harpp, J. J. Hogan, 1993): a ratio of two or more, from LEAST_SAME_ERRORS on. */
function copyFlags({ items, others }: IntegrityEvidence): Array<IntegrityFlag> {
  const errors = errorsOf(items);
  return others.flatMap(({ attemptId, responses }): Array<IntegrityFlag> => {
    const shared = items.filter(({ itemVersionId, response }) => response !== null && responses.has(itemVersionId));
    const sameErrors = errors.filter(({ itemVersionId, response }) => responses.get(itemVersionId) === response).length;
    const differences = shared.filter(
      ({ itemVersionId, response }) => responses.get(itemVersionId) !== response,
    ).length;
    return sameErrors >= LEAST_SAME_ERRORS && sameErrors >= 2 * differences
      ? [{ flag: 'same-errors', attemptId, shared: shared.length, sameErrors, differences }]
      : [];
  });
}

function jumpFlags({ previous, scorePercent, standardError, submittedAt }: IntegrityEvidence): Array<IntegrityFlag> {
  if (!previous) return [];
  const hours = (submittedAt - previous.submittedAt) / HOUR_MS;
  const error = Math.hypot(standardError, previous.standardError);
  if (hours > JUMP_HOURS || scorePercent - previous.scorePercent < JUMP_ERRORS * error) return [];
  return [
    { flag: 'jump', fromPercent: previous.scorePercent, toPercent: scorePercent, hours: Math.round(hours * 10) / 10 },
  ];
}
