// A bounded memory of what never changes: the least recently used entry falls out first. Pure.

export type Lru<Value> = {
  get: (key: string) => Value | undefined;
  set: (key: string, value: Value) => void;
  clear: () => void;
};

/** Remembers at most `max` entries. */
export function createLru<Value>(max: number): Lru<Value> {
  // A Map keeps the order of insertion: the first key is the one unused for longest.
  const entries = new Map<string, Value>();
  return {
    get(key) {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      if (entries.size > max) entries.delete(entries.keys().next().value!);
    },
    clear: () => entries.clear(),
  };
}
