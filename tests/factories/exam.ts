// People who sit exams: a person, an attempt begun, answered right in a given share, and handed in. Against the shipped content.
import type { Response } from '~/modules/catalog/catalog';
import { getItemKeys, getItems, type ItemKey, syncContent } from '~/modules/catalog/catalog.server';
import {
  getExam,
  saveExamAnswer,
  startExam,
  submitExam,
  syncPrograms,
} from '~/modules/certification/certification.server';
import type { Actor, Role } from '~/platform/actor';
import type { Clock } from '~/platform/clock';
import { prisma } from '~/platform/db.server';
import { uuid7 } from '~/platform/ids.server';

export const PROGRAM = 'ai-marketing-foundations';

/** The shipped courses, skills, exam bank and program, in this test's database. */
export async function seedPrograms(): Promise<void> {
  await syncContent();
  await syncPrograms();
}

/** A person with a confirmed address. */
export async function person(
  parts: { name?: string; roles?: Array<Role>; emailVerified?: boolean } = {},
): Promise<Actor> {
  const { name = 'Ana Pérez Íñiguez', roles = ['learner'], emailVerified = true } = parts;
  const email = `${uuid7()}@example.test`;
  const user = await prisma().user.create({
    data: { email, name, passwordHash: 'x', roles, emailVerifiedAt: emailVerified ? new Date() : null },
  });
  return {
    userId: user.id,
    email,
    name,
    roles,
    locale: 'es',
    timeZone: 'Europe/Madrid',
    emailVerified,
    sessionId: null,
  };
}

/** The answer that earns all points. */
export function rightAnswer(key: ItemKey): Response {
  switch (key.type) {
    case 'single':
      return { type: 'single', option: key.correct[0]! };
    case 'multiple':
      return { type: 'multiple', options: [...key.correct] };
    case 'order':
      return { type: 'order', order: [...key.order] };
    case 'match':
      return { type: 'match', pairs: [...key.pairs] };
    case 'numeric':
      return { type: 'numeric', value: String(key.answer) };
    case 'short':
      return { type: 'short', text: key.accepted.es[0]! };
  }
}

/** Begins an exam and answers the first `right` questions rightly; the rest stay open. */
export async function sitExam(
  actor: Actor,
  right: number,
  deps: { clock?: Clock; locale?: 'es' | 'en' } = {},
): Promise<string> {
  const { attemptId } = await startExam(actor, { programId: PROGRAM, locale: deps.locale ?? 'es' }, deps);
  const exam = await getExam(actor, { programId: PROGRAM, attemptId }, deps);
  const ids = exam!.items.map((item) => item.prompt.id);
  const keys = await getItemKeys(ids);
  await getItems(ids);
  for (const [index, itemId] of ids.slice(0, right).entries()) {
    await saveExamAnswer(
      actor,
      { attemptId, itemId, response: rightAnswer(keys.get(itemId)!), flagged: false, sequence: index + 1 },
      deps,
    );
  }
  return attemptId;
}

/** A passed attempt: every question right. */
export async function passExam(actor: Actor, deps: { clock?: Clock; locale?: 'es' | 'en' } = {}): Promise<string> {
  const attemptId = await sitExam(actor, 20, deps);
  await submitExam(actor, { programId: PROGRAM, attemptId }, deps);
  return attemptId;
}
