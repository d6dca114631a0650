// Limits on parsed JSON before anything costly looks at it: depth, number of nodes, nodes without a name.
import { toProblem, type Problem } from './problem-details';

/** Deepest nesting; JSON-LD processing recurses. The most elaborate sample of Open Badges has 14 levels. */
const MAX_LEVELS = 64;
/** Most objects, arrays and values together. */
const MAX_NODES = 20_000;
/** Most objects without a name of their own: naming them canonically takes the most work. */
const MAX_BLANK_NODES = 500;
/** Most contexts in one document, wherever they stand. */
const MAX_CONTEXTS = 32;

/** Returns which limit a value exceeds, or null. Walks without recursion, so that depth itself cannot hurt. */
export function findTreeFault(value: unknown): Problem | null {
  const waiting: Array<{ value: unknown; level: number }> = [{ value, level: 1 }];
  let nodes = 0;
  let blankNodes = 0;
  let contexts = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (++nodes > MAX_NODES) return toProblem('too-large', `more than ${MAX_NODES} values`);
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (next.level > MAX_LEVELS) return toProblem('too-large', `nested beyond ${MAX_LEVELS} levels`);
    const inner = Object.entries(next.value);
    if (isUnnamed(next.value) && ++blankNodes > MAX_BLANK_NODES)
      return toProblem('too-large', `more than ${MAX_BLANK_NODES} objects without an id`);
    for (const [name, child] of inner) {
      if (name === '@context' && (contexts += Array.isArray(child) ? child.length : 1) > MAX_CONTEXTS)
        return toProblem('too-large', `more than ${MAX_CONTEXTS} contexts`);
      waiting.push({ value: child, level: next.level + 1 });
    }
  }
  return null;
}

/** `_:` begins a name that holds within one document only, which is none. */
function isUnnamed(value: object): boolean {
  if (Array.isArray(value)) return false;
  const { id } = value as { id?: unknown };
  return typeof id !== 'string' || id.startsWith('_:');
}
