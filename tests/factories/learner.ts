// Learners for tests: a person in the database, the shipped content, and answers that are right or wrong on purpose.
import { getItemKeys, getItems, structure, syncContent } from '~/modules/catalog/catalog.server';
import type { LessonEntry, Response } from '~/modules/catalog/catalog';
import type { Actor } from '~/platform/actor';
import { prisma } from '~/platform/db.server';
import { uuid7 } from '~/platform/ids.server';

/** Puts the shipped content into this file's database and gives back its first course's lessons. */
export async function teach(): Promise<ReadonlyArray<LessonEntry>> {
  await syncContent();
  const { courses } = await structure();
  return [...courses.values()][0]!.lessons;
}

/** A person who may sign in. */
export async function makeLearner(name = 'Ana'): Promise<Actor> {
  const email = `${uuid7()}@example.test`;
  const { id } = await prisma().user.create({
    data: { email, name, passwordHash: 'none', emailVerifiedAt: new Date() },
    select: { id: true },
  });
  return {
    userId: id,
    email,
    name,
    roles: ['learner'],
    locale: 'en',
    timeZone: 'Europe/Madrid',
    emailVerified: true,
    sessionId: null,
  };
}

/** The right response to an item, or a readable one that is wrong. */
export async function responseTo(itemVersionId: string, right: boolean): Promise<Response> {
  const [prompt] = await getItems([itemVersionId]);
  const key = (await getItemKeys([itemVersionId])).get(itemVersionId)!;
  switch (key.type) {
    case 'single':
    case 'multiple': {
      const wrong =
        'options' in prompt! ? prompt.options.map(({ id }) => id).find((id) => !key.correct.includes(id)) : undefined;
      if (key.type === 'single') return { type: 'single', option: right ? key.correct[0]! : wrong! };
      return { type: 'multiple', options: right ? [...key.correct] : wrong ? [wrong] : [key.correct[0]!] };
    }
    case 'order':
      return { type: 'order', order: right ? [...key.order] : [...key.order].reverse() };
    case 'match': {
      const rights = key.pairs.map((pair) => pair.right);
      return {
        type: 'match',
        pairs: key.pairs.map(({ left }, k) => ({ left, right: right ? rights[k]! : rights[(k + 1) % rights.length]! })),
      };
    }
    case 'numeric':
      return { type: 'numeric', value: String(right ? key.answer : key.answer + key.tolerance * 10 + 987) };
    case 'short':
      return { type: 'short', text: right ? key.accepted.en[0]! : 'something else entirely' };
  }
}

/** A clock that is moved by hand. */
export function handClock(start = '2026-11-23T09:00:00Z') {
  let at = new Date(start).getTime();
  return {
    now: () => new Date(at),
    pass: (seconds: number) => {
      at += seconds * 1000;
    },
  };
}
