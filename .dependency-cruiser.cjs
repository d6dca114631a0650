// Who may know whom: the module table, the doors, the stores, browser and server, one home per vendor. `npm run arch` enforces it.

/** Each module and the modules whose doors it may use. A row names only rows above it. */
const MODULES = {
  identity: [],
  catalog: [],
  billing: ['identity'],
  notifications: ['identity'],
  collaboration: ['identity'],
  privacy: ['identity'],
  assistant: ['identity', 'billing'],
  learning: ['identity', 'catalog', 'billing'],
  authoring: ['identity', 'catalog', 'assistant', 'learning'],
  sandbox: ['identity', 'billing'],
  creative: ['identity', 'billing', 'assistant'],
  labs: ['identity', 'catalog', 'learning', 'sandbox'],
  gamification: ['identity', 'catalog', 'learning'],
  certification: ['identity', 'catalog', 'learning', 'labs'],
  integrations: ['identity', 'billing', 'sandbox'],
  analytics: ['identity', 'learning', 'sandbox'],
  automation: ['identity', 'billing', 'notifications', 'assistant', 'sandbox', 'creative', 'analytics'],
};

/** A module's two doors: the file that bears its name, for browsers and for the server. */
const DOOR = '^app/modules/([^/]+)/\\1(\\.server)?\\.ts$';
const TEST = '\\.(test|spec)\\.tsx?$';
const SERVER = '\\.server\\.tsx?$';
/**
 * Parts of catalog that run on the server only although their files do not say so: the compiler of MDX and the reader of content/.
 * They work without a database, so that `npm run content:check` needs none. No browser-safe file may load them.
 */
const CATALOG_COMPILER = '^app/modules/catalog/(content|mdx|testing)/';
/** Names and texts among them that browsers may have. */
const CATALOG_RULES = '^app/modules/catalog/(mdx/(address|components|rules)|content/rules)\\.ts$';
/** Folders of ui/ that are named for a part of the site, and the modules whose browser doors they may use. Others: their namesake's. */
const UI_AREAS = {
  site: ['catalog', 'certification', 'learning'],
  lesson: ['catalog', 'learning'],
  shell: ['identity'],
  admin: ['identity', 'notifications', 'certification'],
};
/** Files that a browser may load. Routes, the root and the entries are split by Remix and have rules of their own. */
const BROWSER_SAFE = { path: '^app/(modules|ui|i18n|platform)/', pathNot: [SERVER, TEST, CATALOG_COMPILER] };
const RUNTIME = { dependencyTypesNot: ['type-only'] };

const forbidden = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const package_ = (...names) => `node_modules/(${names.join('|')})(/|$)`;

const moduleRows = Object.entries(MODULES).map(([name, known]) =>
  forbidden(
    `module-${name}`,
    `${name} may know: ${known.join(', ') || 'no other module'}. The table is in .dependency-cruiser.cjs and docs/decisions/001.`,
    { path: `^app/modules/${name}/`, pathNot: TEST },
    { path: '^app/modules/', pathNot: `^app/modules/(${[name, ...known].join('|')})/` },
  ),
);

const vendor = (name, packages, home) =>
  forbidden(
    `one-home-${name}`,
    `${packages.join(' and ')}: only ${home} may load it.`,
    { pathNot: [home, TEST] },
    { path: package_(...packages), ...RUNTIME },
  );

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...moduleRows,
    forbidden(
      'known-modules',
      'A folder in app/modules/ that is not in the table of .dependency-cruiser.cjs.',
      { path: '^app/modules/', pathNot: `^app/modules/(${Object.keys(MODULES).join('|')})/` },
      {},
    ),
    forbidden(
      'doors',
      "Another module's inside: use its door.",
      { path: '^app/modules/([^/]+)/', pathNot: TEST },
      { path: '^app/modules/', pathNot: ['^app/modules/$1/', DOOR] },
    ),
    forbidden(
      'doors-from-outside',
      "A module's inside: use its door. (Vendor probes of the doctor are outside this check.)",
      { path: '^(app/(routes|ui|web|platform|i18n)/|app/[^/]+$|jobs/)', pathNot: TEST },
      { path: '^app/modules/', pathNot: DOOR },
    ),
    forbidden(
      'no-circular',
      'Two files that need each other at run time are one file, or need a third.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbidden(
      'no-route-is-imported',
      'Nobody imports a route: move what is shared to ui/ or to a module.',
      { pathNot: '^app/routes/' },
      { path: '^app/routes/' },
    ),
    forbidden(
      'no-route-imports-another',
      "A route may use its own folder's pieces only.",
      { path: '^app/routes/([^/]+)' },
      { path: '^app/routes/', pathNot: '^app/routes/$1' },
    ),
    forbidden(
      'no-job-is-imported',
      'Modules record events and do not know who listens.',
      { path: '^(app|certificates)/', pathNot: TEST },
      { path: '^jobs/' },
    ),
    forbidden(
      'platform-knows-no-domain',
      'platform/ has no domain.',
      { path: '^app/platform/', pathNot: TEST },
      { path: '^app/(modules|ui|routes|web)/' },
    ),
    forbidden(
      'texts-know-no-domain',
      'i18n/ holds texts and formats only.',
      { path: '^app/i18n/', pathNot: TEST },
      { path: '^app/(modules|ui|routes|web)/' },
    ),
    forbidden(
      'modules-know-no-page',
      'Modules are used by pages, not the other way round.',
      { path: '^app/modules/', pathNot: TEST },
      { path: '^app/(ui|routes|web)/' },
    ),
    forbidden(
      'only-the-web-process-uses-web',
      'app/web/ is the web process.',
      { path: '^(app|jobs)/', pathNot: ['^app/web/', '^app/server\\.ts$', TEST] },
      { path: '^app/web/' },
    ),
    forbidden(
      'kit-knows-no-module',
      'ui/kit/ is a design system: no module, no other ui/.',
      { path: '^app/ui/kit/', pathNot: TEST },
      { path: '^app/(modules|routes|web|ui/(?!kit/))' },
    ),
    forbidden(
      'ui-of-a-module',
      "ui/<module>/ may use that module's browser door; parts of the site are listed in UI_AREAS. ui/ uses no server door.",
      { path: '^app/ui/([^/]+)/', pathNot: [`^app/ui/(${Object.keys(UI_AREAS).join('|')})/`, TEST] },
      { path: '^app/modules/', pathNot: '^app/modules/$1/$1\\.ts$' },
    ),
    ...Object.entries(UI_AREAS).map(([area, known]) =>
      forbidden(
        `ui-${area}`,
        `ui/${area}/ may use the browser doors of: ${known.join(', ')}.`,
        { path: `^app/ui/${area}/`, pathNot: TEST },
        { path: '^app/modules/', pathNot: `^app/modules/(${known.join('|')})/\\1\\.ts$` },
      ),
    ),
    forbidden(
      'browser-safe-loads-no-server-file',
      'A browser-safe file may only `import type` from a .server file.',
      BROWSER_SAFE,
      { path: SERVER, ...RUNTIME },
    ),
    forbidden('browser-safe-loads-no-node', 'A browser-safe file needs nothing of Node.', BROWSER_SAFE, {
      dependencyTypes: ['core'],
      dependencyTypesNot: ['type-only'],
    }),
    forbidden(
      'browser-safe-loads-no-compiler',
      'The MDX compiler and the content reader weigh hundreds of kilobytes and run on the server.',
      BROWSER_SAFE,
      { path: CATALOG_COMPILER, pathNot: CATALOG_RULES, ...RUNTIME },
    ),
    forbidden('no-zod-in-the-browser', 'Schemas live in .server.ts files; `import type` is fine.', BROWSER_SAFE, {
      path: package_('zod'),
      ...RUNTIME,
    }),
    forbidden(
      'only-the-server-opens-the-database',
      'db.server: server files of modules, platform, the web process and the relay. Which names of it a file may use is checked by ESLint (no-restricted-imports).',
      {
        path: '^(app|jobs|certificates)/',
        pathNot: [
          '^app/platform/',
          '^app/modules/[^/]+/.*\\.server\\.ts$',
          '^app/web/(health|metrics)\\.ts$',
          '^app/server\\.ts$',
          '^jobs/(relay|worker)\\.ts$',
          TEST,
        ],
      },
      { path: '^app/platform/db\\.server\\.ts$', ...RUNTIME },
    ),
    forbidden(
      'only-db-and-stores-use-prisma',
      "Prisma's client: platform/db.server.ts makes it, stores may name its types.",
      {
        path: '^(app|jobs|certificates)/',
        pathNot: ['^app/platform/db\\.server\\.ts$', '(/|-)store\\.server\\.ts$', '^app/generated/', TEST],
      },
      { path: ['^app/generated/', package_('@prisma/client', '@prisma/adapter-pg')] },
    ),
    forbidden(
      'certificates-stand-alone',
      'certificates/ is a library of its own: no database, no Remix, no module.',
      { path: '^certificates/', pathNot: TEST },
      { path: '^(app|jobs|prisma|tools|tests|bench)/' },
    ),
    forbidden(
      'certificates-need-no-framework',
      'An employer runs the verifier with none of these.',
      { path: '^certificates/', pathNot: TEST },
      {
        path: package_(
          '@remix-run',
          'react',
          'react-dom',
          'express',
          '@prisma',
          'pg',
          'bullmq',
          'ioredis',
          'lucia',
          'stripe',
          'i18next',
          'pino',
        ),
      },
    ),
    vendor('stripe', ['stripe'], '^app/modules/billing/stripe\\.server\\.ts$'),
    vendor('claude', ['@anthropic-ai/sdk'], '^app/modules/assistant/claude\\.server\\.ts$'),
    vendor('lucia', ['lucia'], '^app/modules/identity/session\\.server\\.ts$'),
    vendor('queue', ['bullmq', 'ioredis'], '^app/platform/'),
    vendor('credentials', ['jose', 'pdfkit', 'pkijs', 'asn1js'], '^certificates/'),
    vendor('postgres', ['pg'], '^app/platform/'),
    vendor('i18next', ['i18next'], '^app/i18n/'),
    vendor('mail', ['nodemailer'], '^app/modules/notifications/mail\\.server\\.ts$'),
    vendor('passwords', ['@node-rs/argon2'], '^app/modules/identity/'),
    vendor('scheduling', ['ts-fsrs'], '^app/modules/learning/engine/'),
    vendor('express', ['express', 'compression', 'prom-client'], '^app/(web/|server\\.ts$)'),
    forbidden('resolves', 'An import that leads nowhere.', {}, { couldNotResolve: true }),
    forbidden(
      'no-development-package',
      'The product may not need a package that is installed for development only. What only `npm run dev` needs is imported when needed.',
      { path: '^(app|jobs|certificates)/', pathNot: ['^app/routes\\.ts$', TEST, '/testing/'] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], dynamic: false, pathNot: package_('@types') },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules|^app/generated' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
    skipAnalysisNotInRules: true,
  },
};
