// Learners for tests: a person in the database, the shipped content, and answers that are right or wrong on purpose.
import { getItemKeys, getItems, structure, syncContent } from '~/modules/catalog/catalog.server';
import type { LessonEntry, Response } from '~/modules/catalog/catalog';
import { foldPerson } from '~/modules/learning/rebuild.server';
import { listPathChoices, saveProfile } from '~/modules/learning/learning.server';
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

/** A person on the path that is taught, with a goal. */
export async function makeStudent(goal = 'run-campaigns'): Promise<Actor> {
  const actor = await makeLearner();
  const [path] = await listPathChoices('en');
  await saveProfile(actor, { aim: `${path!.id}/${goal}`, minutesPerWeek: 60, formats: ['interactive'] });
  return actor;
}

type States = {
  learner: string | null;
  skills: Array<{ skillId: string; state: string; mastery: string; probability: number; answers: number }>;
};

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** What is stored of a person and what their log folds to, bytes as hex, without the times of writing. */
export async function stateOf(userId: string): Promise<{ stored: States; folded: States }> {
  const profile = await prisma().learnerProfile.findUnique({ where: { userId }, select: { state: true } });
  const rows = await prisma().skillState.findMany({
    where: { userId },
    select: { skillId: true, state: true, mastery: true, probability: true, answers: true },
  });
  const { learner, skills } = await foldPerson(userId);
  const toStates = (bytes: Uint8Array | null, of: typeof rows): States => ({
    learner: bytes && hex(bytes),
    skills: of
      .map((row) => ({ ...row, state: hex(row.state) }))
      .sort((left, right) => (left.skillId < right.skillId ? -1 : 1)),
  });
  return { stored: toStates(profile?.state ?? null, rows), folded: toStates(learner, [...skills.values()]) };
}
