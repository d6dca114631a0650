// People who hold certificates: an attempt passed elsewhere, and its certificate issued, without sitting an exam.
import { issueCertificate } from '~/modules/certification/certification.server';
import type { Actor } from '~/platform/actor';
import type { Clock } from '~/platform/clock';
import { prisma } from '~/platform/db.server';
import { person, PROGRAM } from './exam';

/** A passed attempt without questions, as one that was taken over: its stored result stands. */
export async function passedAttempt(actor: Actor, at = new Date()): Promise<string> {
  const { version } = await prisma().program.findFirstOrThrow({
    where: { id: PROGRAM },
    orderBy: { version: 'desc' },
    select: { version: true },
  });
  const number = 1 + (await prisma().examAttempt.count({ where: { userId: actor.userId, programId: PROGRAM } }));
  const { id } = await prisma().examAttempt.create({
    data: {
      userId: actor.userId,
      programId: PROGRAM,
      programVersion: version,
      number,
      locale: 'es',
      itemIds: [],
      seed: 1,
      startedAt: new Date(at.getTime() - 1_200_000),
      deadlineAt: at,
      submittedAt: at,
      scorePercent: 88.4,
      passed: true,
      bySkill: [],
    },
    select: { id: true },
  });
  return id;
}

export type Holder = { actor: Actor; id: string; publicId: string; attemptId: string };

/** Somebody with an issued certificate. */
export async function holder(parts: Parameters<typeof person>[0] = {}, deps: { clock?: Clock } = {}): Promise<Holder> {
  const actor = await person(parts);
  const attemptId = await passedAttempt(actor, deps.clock?.());
  const id = (await issueCertificate(attemptId, deps))!;
  const { publicId } = await prisma().certificate.findUniqueOrThrow({ where: { id }, select: { publicId: true } });
  return { actor, id, publicId, attemptId };
}
