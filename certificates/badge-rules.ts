// What Open Badges 3.0 asks of a credential beyond the W3C data model, for badges of any issuer.
import { hasType, isObject, valuesOf, type Fields } from './json-values';
import { toProblem, type Problem } from './problem-details';
import { findOpenBadgeFault } from './shape';

/**
 * Returns the first rule of Open Badges 3.0 that a credential breaks, or null; null as well when it is no badge.
 * Covers the shape, and results that name a description or level which the achievement does not have.
 * Does not cover the proofs of endorsements in it: they are credentials of their own.
 */
export function findBadgeProblem(document: Fields): Problem | null {
  const isBadge = hasType(document, 'OpenBadgeCredential') || hasType(document, 'AchievementCredential');
  if (!isBadge && !hasType(document, 'EndorsementCredential')) return null;
  const fault = findOpenBadgeFault(document, isBadge ? 'achievement' : 'endorsement');
  if (fault) return toProblem('MALFORMED_VALUE_ERROR', `Open Badges 3.0: ${fault.path} ${fault.message}`);
  return isBadge ? findResultFault(document) : null;
}

function findResultFault({ credentialSubject }: Fields): Problem | null {
  const { achievement, result } = credentialSubject as { achievement: Fields; result?: unknown };
  const descriptions = valuesOf(achievement.resultDescription).filter(isObject);
  const levels = new Set(
    descriptions.flatMap((one) =>
      valuesOf(one.rubricCriterionLevel)
        .filter(isObject)
        .map(({ id }) => id),
    ),
  );
  for (const { resultDescription, achievedLevel } of valuesOf(result).filter(isObject)) {
    if (resultDescription !== undefined && !descriptions.some(({ id }) => id === resultDescription))
      return toProblem(
        'MALFORMED_VALUE_ERROR',
        'Open Badges 3.0: a result names a description that the achievement does not have',
      );
    if (achievedLevel !== undefined && !levels.has(achievedLevel))
      return toProblem(
        'MALFORMED_VALUE_ERROR',
        'Open Badges 3.0: a result names a level that the achievement does not have',
      );
  }
  return null;
}
