import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestPasswordReset } from '~/modules/identity/identity.server';
import { prisma, transaction } from '~/platform/db.server';
import { uuid7 } from '~/platform/ids.server';
import { actorOf, events, failure, person, visitor } from '../../../tests/factories/identity';
import { startSmtp, type SmtpStandin } from '../../../tests/standins/smtp';
import {
  sendAlreadyRegistered,
  sendCertificateIssued,
  sendPasswordChanged,
  sendPasswordReset,
  sendVerifyEmail,
} from './letters.server';
import { deliverMail, queueMail, resendMail } from './mail.server';
import type { MailInput } from './notifications';
import { getOutboxMail, isOutboxOpen, listMails, listOutbox, mailCounts, maskAddress } from './outbox.server';

let smtp: SmtpStandin;
beforeAll(async () => {
  smtp = await startSmtp();
});
afterAll(() => smtp.close());

function letter(changes: Partial<MailInput<'reset-password'>> = {}): MailInput {
  return {
    dedupeKey: uuid7(),
    userId: null,
    to: 'ana@example.com',
    template: 'reset-password',
    locale: 'es',
    data: { url: 'http://127.0.0.1:3000/reset-password/secret-token' },
    ...changes,
  };
}

/** The mail's row as it stands. */
async function row(mailId: string) {
  return prisma().mail.findUniqueOrThrow({ where: { id: mailId } });
}

function demo(changes: Partial<{ demo: boolean; smtp: boolean; loopback: boolean }> = {}) {
  return { demo: true, smtp: false, loopback: true, ...changes };
}

test('a mail goes out over SMTP once, in the person’s language, and its bodies are erased here', async () => {
  smtp.behave({ kind: 'accept' });
  const mailId = await queueMail(null, letter());
  const before = smtp.mails.length;
  await deliverMail(mailId, { smtpUrl: smtp.url });
  await deliverMail(mailId, { smtpUrl: smtp.url });
  expect(smtp.mails).toHaveLength(before + 1);
  const got = smtp.mails.at(-1)!;
  expect(got).toMatchObject({
    from: 'no-reply@pericia.test',
    to: ['ana@example.com'],
    messageId: `<${mailId}@pericia.test>`,
  });
  expect(got.source).toMatch(/^Subject: =\?UTF-8\?.*contrase/im);
  expect(got.source).toMatch(/^Content-Type: text\/plain/im);
  expect(got.source).toMatch(/^Content-Type: text\/html/im);
  expect(got.source.replaceAll('=\r\n', '')).toContain('http://127.0.0.1:3000/reset-password/secret-token');
  expect(await row(mailId)).toMatchObject({ status: 'sent', text: '', html: '', error: null });
});

test('the same cause makes one mail, also from twenty jobs at once', async () => {
  const input = letter();
  const ids = await Promise.all(Array.from({ length: 20 }, () => queueMail(null, input)));
  expect(new Set(ids).size).toBe(1);
});

test('a mail queued in a transaction that fails is not there', async () => {
  const input = letter();
  await failure(
    transaction(async (tx) => {
      await queueMail(tx, input);
      throw new Error('no');
    }),
  );
  expect(await prisma().mail.findUnique({ where: { dedupeKey: input.dedupeKey } })).toBeNull();
});

test.each([
  { kind: 'reply', step: 'connect', code: 421, text: 'too busy' },
  { kind: 'reply', step: 'rcpt', code: 451, text: 'greylisted, ana@example.com come back' },
  { kind: 'reply', step: 'data', code: 452, text: 'disk full' },
  { kind: 'drop', step: 'connect' },
  { kind: 'drop', step: 'data' },
] as const)('$kind at $step is tried again, and then arrives', async (behaviour) => {
  smtp.behave(behaviour);
  const mailId = await queueMail(null, letter());
  expect(await failure(deliverMail(mailId, { smtpUrl: smtp.url }))).toMatchObject({
    code: 'unavailable',
    reason: 'smtp',
  });
  const waiting = await row(mailId);
  expect(waiting.status).toBe('queued');
  expect(waiting.error).not.toContain('ana@example.com');
  expect(waiting.error!.length).toBeGreaterThan(5);
  smtp.behave({ kind: 'accept' });
  await deliverMail(mailId, { smtpUrl: smtp.url });
  expect((await row(mailId)).status).toBe('sent');
});

test('a refusal for good is noted, not repeated, and an admin can try again', async () => {
  smtp.behave({ kind: 'reply', step: 'rcpt', code: 550, text: 'no such mailbox' });
  const boss = actorOf(await person({ roles: ['learner', 'admin'] }));
  const mailId = await queueMail(null, letter());
  await deliverMail(mailId, { smtpUrl: smtp.url });
  expect(await row(mailId)).toMatchObject({ status: 'failed', error: expect.stringContaining('550') });
  expect(await resendMail(boss, { mailId }, { smtpUrl: smtp.url })).toEqual({ sent: false });
  smtp.behave({ kind: 'accept' });
  expect(await resendMail(boss, { mailId }, { smtpUrl: smtp.url })).toEqual({ sent: true });
  expect(await failure(resendMail(boss, { mailId }))).toMatchObject({ code: 'conflict' });
  expect(await failure(resendMail(boss, { mailId: uuid7() }))).toMatchObject({ code: 'not-found' });
  expect(await failure(resendMail(actorOf(await person({ roles: ['learner', 'support'] })), { mailId }))).toMatchObject(
    { code: 'forbidden' },
  );
});

test('a wrong password of ours and a server that is away are no reason to give up', async () => {
  smtp.behave({ kind: 'accept' });
  const mailId = await queueMail(null, letter());
  const { port } = new URL(smtp.url);
  expect(await failure(deliverMail(mailId, { smtpUrl: `smtp://pericia:wrong@127.0.0.1:${port}` }))).toMatchObject({
    code: 'unavailable',
  });
  expect(await failure(deliverMail(mailId, { smtpUrl: 'smtp://pericia:x@127.0.0.1:1' }))).toMatchObject({
    code: 'unavailable',
  });
  expect((await row(mailId)).error).not.toContain('wrong');
  await deliverMail(mailId, { smtpUrl: smtp.url });
  expect((await row(mailId)).status).toBe('sent');
});

test('a slow server is waited for', async () => {
  smtp.behave({ kind: 'slow', milliseconds: 300 });
  const mailId = await queueMail(null, letter());
  await deliverMail(mailId, { smtpUrl: smtp.url });
  expect((await row(mailId)).status).toBe('sent');
  smtp.behave({ kind: 'accept' });
});

test('without a mail server the mail is kept, and only the demo’s outbox shows it', async () => {
  const boss = actorOf(await person({ roles: ['learner', 'admin'] }));
  const mailId = await queueMail(null, letter());
  await deliverMail(mailId, { smtpUrl: undefined });
  expect((await listOutbox(null, demo()))[0]).toMatchObject({ mailId, status: 'kept', recipient: 'ana@example.com' });
  expect((await getOutboxMail(null, mailId, demo())).text).toContain('/reset-password/secret-token');
  for (const closed of [demo({ demo: false }), demo({ smtp: true }), demo({ loopback: false })]) {
    expect(await failure(listOutbox(null, closed))).toMatchObject({ code: 'not-found' });
    expect(await failure(getOutboxMail(actorOf(await person()), mailId, closed))).toMatchObject({ code: 'not-found' });
  }
  expect(isOutboxOpen(boss, demo({ loopback: false }))).toBe(true);
  expect(isOutboxOpen(boss, demo({ demo: false }))).toBe(false);
  expect(await failure(getOutboxMail(null, 'x', demo()))).toMatchObject({ code: 'not-found' });
});

test('admins see what was sent without bodies or whole addresses', async () => {
  const boss = actorOf(await person({ roles: ['learner', 'admin'] }));
  await queueMail(null, letter({ to: 'someone.else@example.org' }));
  const { mails } = await listMails(boss, {});
  expect(mails[0]).toMatchObject({ recipient: 's…@example.org' });
  expect(JSON.stringify(mails)).not.toContain('secret-token');
  expect((await listMails(boss, { status: 'queued' })).mails.every((mail) => mail.status === 'queued')).toBe(true);
  const counts = await mailCounts(boss);
  expect(counts.sent).toBeGreaterThan(0);
  expect(await failure(listMails(actorOf(await person()), {}))).toMatchObject({ code: 'forbidden' });
  expect(maskAddress('nonsense')).toBe('…');
});

test('each letter is sent once however often its event is handled, and never to nobody', async () => {
  const user = await person({ emailVerifiedAt: null });
  await requestPasswordReset(visitor(), { email: user.email });
  const event = { id: (await events(user.id)).at(-1)!.id, subjectId: user.id };
  const certificate = {
    id: event.id,
    userId: user.id,
    publicId: 'abc123',
    title: { es: 'Fundamentos', en: 'Foundations' },
  };
  for (let i = 0; i < 2; i++) {
    await sendPasswordReset(event);
    await sendVerifyEmail(event);
    await sendAlreadyRegistered(event);
    await sendPasswordChanged(event);
    await sendCertificateIssued(certificate);
  }
  const mails = await prisma().mail.findMany({ where: { userId: user.id } });
  expect(mails.map((mail) => mail.template).sort()).toEqual([
    'already-registered',
    'certificate-issued',
    'password-changed',
    'reset-password',
    'verify-email',
  ]);
  expect(mails.every((mail) => mail.status === 'kept')).toBe(true);
  const before = await prisma().mail.count();
  const nobody = { id: uuid7(), subjectId: 'unknown' };
  for (const send of [sendPasswordReset, sendVerifyEmail, sendAlreadyRegistered, sendPasswordChanged])
    await send(nobody);
  await sendCertificateIssued({ ...certificate, id: uuid7(), userId: uuid7() });
  expect(await prisma().mail.count()).toBe(before);
});
