// The framework's known holes, tried on the running product over plain HTTP. Which advisory each is: docs/decisions/010.
import net from 'node:net';
import { expect, inject, test } from 'vitest';

const base = inject('baseUrl');
const host = new URL(base).host;
const EVIL = 'https://evil.example';
/** Spellings of "somewhere else" that browsers or routers have read as a host or as a script. */
const AWAY = [
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  'https://evil.example/',
  'https:evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  `${base}//evil.example`,
  '/.//evil.example',
];

type Answer = { status: number; headers: Headers; text: string };

async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(base + path, { redirect: 'manual', ...init });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** A form as a browser sends it, from a page of `origin` (nothing said when undefined). */
function form(
  fields: Record<string, string>,
  { origin, cookie, method = 'POST' }: { origin?: string; cookie?: string; method?: string } = {},
): RequestInit {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    ...(origin ? { origin } : {}),
    ...(cookie ? { cookie } : {}),
  };
  return { method, headers, body: new URLSearchParams(fields).toString() };
}

const learner = { email: 'learner@demo.pericia.test', password: 'pericia-demo-2026' };

async function signIn(who = learner): Promise<string> {
  const { headers } = await ask('/sign-in', form(who, { origin: base }));
  const cookie = headers.getSetCookie().find((line) => line.startsWith('pericia_session='));
  return cookie!.split(';')[0]!;
}

/** A request written by hand: what fetch would tidy up stays as it is. */
function raw(lines: ReadonlyArray<string>, body = ''): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(new URL(base).port), '127.0.0.1');
    let text = '';
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer')));
    socket.on('data', (chunk) => (text += chunk));
    socket.once('error', reject);
    socket.once('close', () => resolve({ status: Number(text.split(' ')[1]), text }));
    socket.write([...lines, 'Connection: close', '', body].join('\r\n'));
  });
}

/** Where a browser that follows `location` from our address would be. */
const hostOf = (location: string) => new URL(location, base).host;

test('a form from another site changes nothing, by whichever door it comes in', async () => {
  const cookie = await signIn();
  const doors = [
    '/sign-out',
    '/sign-out.data',
    '/account',
    '/account.data',
    '/resources/theme',
    '/resources/note',
    '/resources/answers',
    '/?index',
  ];
  for (const door of doors) {
    for (const origin of [EVIL, 'null', 'http://127.0.0.1:1', `${base}.evil.example`]) {
      expect({ door, origin, status: (await ask(door, form({ theme: 'dark' }, { origin, cookie }))).status }).toEqual({
        door,
        origin,
        status: 403,
      });
    }
    expect({ door, status: (await ask(door, form({}, { cookie }))).status }).toEqual({ door, status: 403 });
  }
  // Still signed in: the forged sign-outs did nothing.
  expect((await ask('/learn', { headers: { cookie } })).headers.get('location') ?? '').not.toContain('/sign-in');
});

test('the data door of the time before single fetch is shut: it skips the checks of the other two', async () => {
  const cookie = await signIn();
  for (const path of [
    '/?_data=root',
    '/sign-out?_data=routes%2Fsign-out',
    '/admin/people?lang=es&_data=routes%2Fadmin',
  ]) {
    for (const init of [
      { headers: { cookie } },
      form({}, { origin: base, cookie }),
      form({}, { origin: EVIL, cookie }),
    ]) {
      expect({ path, method: 'method' in init ? 'POST' : 'GET', status: (await ask(path, init)).status }).toMatchObject(
        { status: 400 },
      );
    }
  }
});

test('guards and pages see the same path: dot segments are refused', async () => {
  for (const path of [
    '/api/../sign-in',
    '/hooks/%2e%2e/sign-in',
    '/verify/./x',
    '/%2E%2E/etc/passwd',
    '/assets/../server.mjs',
  ]) {
    const body = 'email=a%40example.org&password=x';
    const get = await raw([`GET ${path} HTTP/1.1`, `Host: ${host}`]);
    const post = await raw(
      [
        `POST ${path} HTTP/1.1`,
        `Host: ${host}`,
        `Origin: ${EVIL}`,
        'Content-Type: application/x-www-form-urlencoded',
        `Content-Length: ${body.length}`,
      ],
      body,
    );
    expect({ path, get: get.status, post: post.status }).toEqual({ path, get: 400, post: 400 });
  }
});

test('a forwarded host does not make a foreign origin our own', async () => {
  const init = form(learner, { origin: EVIL });
  const { status } = await ask('/sign-in', {
    ...init,
    headers: { ...init.headers, 'x-forwarded-host': 'evil.example' },
  });
  expect(status).toBe(403);
});

test('pages take no method but GET and POST', async () => {
  for (const method of ['PUT', 'PATCH', 'DELETE']) {
    for (const origin of [base, EVIL])
      expect({ method, origin, status: (await ask('/sign-in', form(learner, { method, origin }))).status }).toEqual({
        method,
        origin,
        status: 405,
      });
  }
});

test('signing in never leads to another host, as a page or as data', async () => {
  for (const next of AWAY) {
    for (const door of ['/sign-in', '/sign-in.data']) {
      const { headers, text } = await ask(
        `${door}?next=${encodeURIComponent(next)}`,
        form({ ...learner, next }, { origin: base }),
      );
      const location = headers.get('location');
      expect({ next, door, host: location === null ? host : hostOf(location) }).toEqual({ next, door, host });
      // A data request carries its redirect in the body, which the router follows in the browser.
      const inBody = door.endsWith('.data') ? (/"redirect","([^"]*)"/.exec(text)?.[1] ?? '/') : '/';
      expect({ next, host: hostOf(JSON.parse(`"${inBody}"`) as string) }).toEqual({ next, host });
    }
  }
});

test('an address with a second slash in front is refused, not taken for a host', async () => {
  for (const target of [
    '//evil.example/',
    '//evil.example/sign-in',
    '/\\evil.example',
    '/%2F/evil.example',
    '///evil.example',
  ]) {
    const { status, text } = await raw([`GET ${target} HTTP/1.1`, `Host: ${host}`]);
    expect({ target, refused: status >= 400 && status < 500, away: /^location: .*evil/im.test(text) }).toEqual({
      target,
      refused: true,
      away: false,
    });
  }
});

test('a loader asked for alone still asks who may', async () => {
  const cookie = await signIn();
  const doors = [
    '/admin/people',
    '/admin/people.data',
    '/admin/people.data?_routes=routes%2Fadmin.people._index',
    '/admin/people.data?_routes=routes%2Fadmin',
    '/admin/outbox.data?_routes=routes%2Fadmin.outbox',
  ];
  for (const door of doors) {
    for (const headers of [{}, { cookie }] as Array<Record<string, string>>) {
      const { status, text } = await ask(door, { headers });
      expect({ door, signedIn: 'cookie' in headers, told: text.includes('manager@demo.pericia.test') }).toEqual({
        door,
        signedIn: 'cookie' in headers,
        told: false,
      });
      expect(status).not.toBe(500);
    }
  }
});

test('the route manifest answers what pages need and refuses what is made to cost', async () => {
  const home = await ask('/');
  const version = /\/assets\/manifest-([0-9a-z]+)\.js/i.exec(home.text)?.[1];
  expect(version).toBeDefined();
  const manifest = (query: string) => ask(`/__manifest?version=${version}${query}`);
  expect((await manifest('&p=%2Fcourses&p=%2Fverify')).status).toBe(200);
  // What a page with sixty links to people asks for.
  const links = Array.from(
    { length: 60 },
    (_, i) => `&p=%2Fadmin%2Fpeople%2F01912345-1234-7123-8123-1234567890${10 + i}`,
  ).join('');
  expect((await manifest(links)).status).toBe(200);
  for (const path of ['/a'.repeat(900), '/'.repeat(1_900), '/learn/a/b/practice' + '/a'.repeat(800)]) {
    expect({ start: path.slice(0, 12), status: (await manifest(`&p=${path}`)).status }).toEqual({
      start: path.slice(0, 12),
      status: 400,
    });
  }
});

test('the Host header names a host and nothing else: no path, no other page, no failure', async () => {
  for (const given of [
    `${host}/about?`,
    `${host}#`,
    '127.0.0.1/about?',
    '127.0.0.1:1/about?',
    'a b',
    'someone@127.0.0.1',
    'x\\y',
    '',
  ]) {
    const { status, text } = await raw(['GET /courses?from=test HTTP/1.1', `Host: ${given}`]);
    expect({
      given,
      failed: status >= 500,
      title: /<title>([^<]*)/.exec(text)?.[1]?.includes('Acerca') ?? false,
    }).toEqual({ given, failed: false, title: false });
    expect({ given, status }).toEqual({ given, status: 400 });
  }
});

test('a page for everybody says nothing that a visitor put into headers', async () => {
  const clean = await ask('/courses');
  const poisoned = await ask('/courses', {
    headers: {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'ftp',
      'x-forwarded-port': '1/evil',
      'x-react-router-spa-mode': 'yes',
      'x-remix-spa-mode': 'yes',
      'x-react-router-prerender-data': '[{"evil":1}]',
    },
  });
  expect(poisoned.text).toBe(clean.text);
  expect(poisoned.text).not.toContain('evil');
});

test('what an action gives back is flat text and bounded, however nested it was sent', async () => {
  const nested = form(
    { name: 'A', email: 'x', password: 'y', 'a[b][c][d]': '1', '__proto__[polluted]': '1', 'list[5000000]': '1' },
    { origin: base },
  );
  const { status, text } = await ask('/sign-up.data', nested);
  expect(status).toBe(422);
  expect(text.length).toBeLessThan(20_000);
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`f${i}`, '1']));
  expect((await ask('/sign-up.data', form(many, { origin: base }))).status).toBe(422);
  expect((await ask('/sign-up.data', form({ name: 'x'.repeat(120_000) }, { origin: base }))).status).toBe(413);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('text from visitors stays text in the page and in the data that hydrates it', async () => {
  const hostile = '</script><script>alert(1)</script><!--<script>';
  const { status, text } = await ask(
    '/sign-up',
    form({ name: hostile, email: `${hostile}@x`, password: 'short' }, { origin: base }),
  );
  expect(status).toBe(422);
  expect(text).not.toContain('<script>alert(1)');
  expect(text).not.toContain('<!--<script>');
});

test('scripts run only by nonce or by hash, and never by eval', async () => {
  for (const page of ['/', '/courses', '/sign-in', '/nowhere']) {
    const { headers, text } = await ask(page);
    const scripts = /script-src ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? '';
    expect({ page, scripts: scripts.length > 0, loose: /unsafe-inline|unsafe-eval|data:|\*/.test(scripts) }).toEqual({
      page,
      scripts: true,
      loose: false,
    });
    expect({ page, handlers: / on[a-z]+="/.test(text) }).toEqual({ page, handlers: false });
  }
});

test('a page of an error names no class to construct and shows no stack', async () => {
  for (const path of ['/nowhere', '/courses/nowhere', '/verify/nowhere', '/nowhere.data', '/courses/nowhere.data']) {
    const { text } = await ask(path);
    expect({
      path,
      subType: text.includes('__subType'),
      stack: /\bat [\w.]+ \(/.test(text) || text.includes('node_modules'),
    }).toEqual({ path, subType: false, stack: false });
  }
});
