// Arranges by the database what takes a person an hour: a passed exam, whose certificate the product then issues itself.
import { randomUUID } from 'node:crypto';
import { database } from './browser';

export const COURSE = 'ai-marketing-foundations';

export type Holder = { email: string; certificateId: string; publicId: string };

/** A passed exam of a new person; returns the public id of the certificate that the worker issues for it. */
export async function makeCertificate(name: string): Promise<string> {
  return (await makeHolder(name)).publicId;
}

/** A new person with the demo's password who has passed an exam, with the certificate that the worker issues for it. */
export async function makeHolder(name: string): Promise<Holder> {
  const email = `${randomUUID()}@example.test`;
  await database(
    `insert into "user" (id, email, name, password_hash, email_verified_at)
       select uuid7(), $1, $2, password_hash, now() from "user" where email = 'learner@demo.pericia.test'`,
    [email, name],
  );
  return certify(email);
}

/** A passed exam of somebody who is there already, with its certificate. */
export async function certify(email: string): Promise<Holder> {
  const [attempt] = await database<{ id: string }>(
    `with attempt as (
       insert into exam_attempt (id, user_id, program_id, program_version, number, locale, item_ids, seed, started_at, deadline_at, submitted_at, score_percent, passed, by_skill)
       select uuid7(), person.id, p.id, p.version, 80, 'es', '{}', 1, now() - interval '20 minutes', now() + interval '20 minutes', now(), 90, true, '[]'
         from "user" person, program p where person.email = $1 and p.id = $2
        order by p.version desc limit 1 returning id, user_id
     ), event as (
       insert into event (id, type, actor_id, subject_type, subject_id, data)
       select uuid7(), 'certification.exam-passed', user_id, 'exam-attempt', id, '{}' from attempt
     ) select id from attempt`,
    [email, COURSE],
  );
  for (let i = 0; i < 200; i++) {
    const [issued] = await database<{ certificateId: string; publicId: string }>(
      `select id as "certificateId", public_id as "publicId" from certificate where attempt_id = $1 and status = 'issued'`,
      [attempt!.id],
    );
    if (issued) return { email, ...issued };
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error('no certificate was issued within 30 seconds');
}
