// What the engine is measured against: fixed order, quizzes, streaks, Bayesian knowledge tracing, and one who knows the truth.
import type { BktParameters } from './bkt';
import type { SimulatedItem } from './domain';
import type { Person } from './person';

/** One person under one policy. `step` does one thing and says whether the course still goes on; later calls repeat the course. */
export type Course = { step: () => boolean; claims: () => ReadonlySet<string> };
export type Policy = (person: Person, seed: string) => Course;

/** Questions of a skill one after the other, from the beginning again when all were seen. */
function askInTurn(person: Person): (skill: string) => boolean {
  const next = new Map<string, number>();
  return (skill) => {
    const items = person.domain.itemsOf.get(skill)!;
    const at = next.get(skill) ?? 0;
    next.set(skill, at + 1);
    return person.answer(items[at % items.length]!) === 'right';
  };
}

/** Walks the skills in the author's order; `teach` handles one whole skill. Who has not got there takes the whole course again. */
function inOrder(person: Person, teach: (skill: string) => void): Course {
  const claims = new Set<string>();
  const { skills } = person.domain;
  let at = 0;
  return {
    step() {
      const { id } = skills[at % skills.length]!;
      teach(id);
      claims.add(id);
      at++;
      return at < skills.length;
    },
    claims: () => claims,
  };
}

/** Told of each answer before the person has changed by it. */
export type Witness = (item: SimulatedItem, right: boolean, atSeconds: number) => void;

/** A lesson and eight questions for each skill, `before` more of them before the lesson. */
export function fixedLinear(before = 0, seen?: Witness): Policy {
  return (person) => {
    const next = new Map<string, number>();
    const ask = (skill: string) => {
      const items = person.domain.itemsOf.get(skill)!;
      const at = next.get(skill) ?? 0;
      next.set(skill, at + 1);
      const item = items[at % items.length]!;
      const atSeconds = person.atSeconds();
      const right = person.answer(item) === 'right';
      seen?.(item, right, atSeconds);
    };
    return inOrder(person, (skill) => {
      for (let k = 0; k < before; k++) ask(skill);
      person.lesson(skill);
      for (let k = 0; k < 8; k++) ask(skill);
    });
  };
}

/** A lesson and a quiz of five; under 80 % right the lesson again, three tries at most. */
export const linearQuiz: Policy = (person) => {
  const ask = askInTurn(person);
  return inOrder(person, (skill) => {
    for (let tries = 0; tries < 3; tries++) {
      person.lesson(skill);
      let right = 0;
      for (let k = 0; k < 5; k++) if (ask(skill)) right++;
      if (right >= 4) return;
    }
  });
};

/** A lesson, then questions until three in a row are right, fifteen at most. */
export const threeInARow: Policy = (person) => {
  const ask = askInTurn(person);
  return inOrder(person, (skill) => {
    person.lesson(skill);
    let row = 0;
    for (let k = 0; k < 15 && row < 3; k++) row = ask(skill) ? row + 1 : 0;
  });
};

/** Two questions first; unless they bring knowledge tracing to .95, a lesson and questions until it is there, twenty at most. */
export function knowledgeTracing(fitted: BktParameters): Policy {
  return (person) => {
    const ask = askInTurn(person);
    return inOrder(person, (skill) => {
      let known = fitted.initial;
      const learn = () => {
        const right = ask(skill);
        const ifKnown = right ? 1 - fitted.slip : fitted.slip;
        const ifNot = right ? fitted.guess : 1 - fitted.guess;
        const after = (known * ifKnown) / (known * ifKnown + (1 - known) * ifNot);
        known = after + (1 - after) * fitted.learn;
      };
      for (let k = 0; k < 2; k++) learn();
      if (known >= 0.95) return;
      person.lesson(skill);
      for (let k = 0; k < 20 && known < 0.95; k++) learn();
    });
  };
}

/** Knows who masters what: teaches what is open and missing, and nothing else. */
export const oracle: Policy = (person) => {
  const ask = askInTurn(person);
  const lessons = new Map<string, number>();
  return {
    step() {
      const missing = person.domain.skills.find(({ id }) => !person.isMastered(id));
      if (!missing) return false;
      const { id } = missing;
      const before = lessons.get(id) ?? 0;
      if (before === 0) person.lesson(id);
      else ask(id);
      lessons.set(id, before + 1);
      return true;
    },
    claims: () => new Set(person.domain.skills.filter(({ id }) => person.isMastered(id)).map(({ id }) => id)),
  };
};
