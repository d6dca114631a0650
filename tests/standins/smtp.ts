// A small mail server over real TCP that stands in for a company's: it insists on AUTH PLAIN, and can be slow, full or broken.
import { createServer, type Socket } from 'node:net';

/** How the server treats the next mails. */
export type SmtpBehaviour =
  | { kind: 'accept' }
  | { kind: 'slow'; milliseconds: number }
  /** Answers the given step with this code: 451 = come back later, 550 = never. */
  | { kind: 'reply'; step: 'connect' | 'mail' | 'rcpt' | 'data'; code: number; text: string }
  /** Cuts the connection at the step. */
  | { kind: 'drop'; step: 'connect' | 'rcpt' | 'data' };

export type ReceivedMail = {
  from: string;
  to: Array<string>;
  /** As sent, dot-unstuffed. */ source: string;
  messageId: string;
};

export type SmtpStandin = {
  /** smtp://user:password@127.0.0.1:port */
  url: string;
  mails: Array<ReceivedMail>;
  /** Connections seen, also refused ones. */
  connections: number;
  behave: (behaviour: SmtpBehaviour) => void;
  close: () => Promise<void>;
};

export const SMTP_USER = 'pericia';
export const SMTP_PASSWORD = 'stand-in-password';

/** Starts on a free port of 127.0.0.1, accepting. Speaks the part of RFC 5321 and RFC 4954 that clients use. */
export async function startSmtp(): Promise<SmtpStandin> {
  let behaviour: SmtpBehaviour = { kind: 'accept' };
  const sockets = new Set<Socket>();
  const standin: Omit<SmtpStandin, 'url'> = {
    mails: [],
    connections: 0,
    behave: (next) => void (behaviour = next),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  const server = createServer((socket) => {
    standin.connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    converse(
      socket,
      () => behaviour,
      (mail) => standin.mails.push(mail),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return Object.assign(standin, { url: `smtp://${SMTP_USER}:${SMTP_PASSWORD}@127.0.0.1:${port}` });
}

function converse(socket: Socket, behaviour: () => SmtpBehaviour, received: (mail: ReceivedMail) => void) {
  let buffer = '';
  let signedIn = false;
  let reading = false;
  let envelope = { from: '', to: [] as Array<string> };
  const say = (line: string) => void socket.write(`${line}\r\n`);

  /** True when the behaviour for this step took over. */
  function disturbed(step: 'connect' | 'mail' | 'rcpt' | 'data'): boolean {
    const now = behaviour();
    if (now.kind === 'drop' && now.step === step) return (socket.destroy(), true);
    if (now.kind === 'reply' && now.step === step) return (say(`${now.code} ${now.text}`), true);
    return false;
  }

  const commands: Record<string, (rest: string) => void> = {
    EHLO: () => say('250-standin greets you\r\n250-AUTH PLAIN\r\n250 8BITMIME'),
    HELO: () => say('250 standin'),
    AUTH: (rest) => {
      const [method = '', secret = ''] = rest.split(' ');
      const [, user, password] = Buffer.from(secret, 'base64').toString().split('\0');
      signedIn = method.toUpperCase() === 'PLAIN' && user === SMTP_USER && password === SMTP_PASSWORD;
      say(signedIn ? '235 welcome' : '535 5.7.8 authentication failed');
    },
    MAIL: (rest) => {
      if (!signedIn) return say('530 5.7.0 authentication required');
      if (disturbed('mail')) return;
      envelope = { from: /<([^>]*)>/.exec(rest)?.[1] ?? '', to: [] };
      say('250 ok');
    },
    RCPT: (rest) => {
      if (!signedIn) return say('530 5.7.0 authentication required');
      if (disturbed('rcpt')) return;
      envelope.to.push(/<([^>]*)>/.exec(rest)?.[1] ?? '');
      say('250 ok');
    },
    DATA: () => {
      if (envelope.to.length === 0) return say('503 no recipients');
      if (behaviour().kind === 'drop' && disturbed('data')) return;
      reading = true;
      say('354 go on');
    },
    RSET: () => ((envelope = { from: '', to: [] }), say('250 ok')),
    NOOP: () => say('250 ok'),
    QUIT: () => (say('221 bye'), socket.end()),
  };

  function finishData(source: string) {
    reading = false;
    if (disturbed('data')) return;
    const now = behaviour();
    setTimeout(
      () => {
        received({ ...envelope, source, messageId: /^message-id:\s*(\S+)/im.exec(source)?.[1] ?? '' });
        say('250 queued');
      },
      now.kind === 'slow' ? now.milliseconds : 0,
    );
  }

  socket.on('data', (chunk) => {
    buffer += chunk.toString('utf8');
    for (;;) {
      if (reading) {
        const end = buffer.indexOf('\r\n.\r\n');
        if (end < 0) return;
        const source = buffer.slice(0, end).replace(/^\.\./gm, '.');
        buffer = buffer.slice(end + 5);
        finishData(source);
        continue;
      }
      const end = buffer.indexOf('\r\n');
      if (end < 0) return;
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      const [, verb = '', rest = ''] = /^(\w+)\s?(.*)$/.exec(line) ?? [];
      (commands[verb.toUpperCase()] ?? (() => say('502 not implemented')))(rest);
    }
  });
  if (!disturbed('connect')) say('220 standin ESMTP');
}
