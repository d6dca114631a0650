// ESLint for what the types and the formatter cannot see: forgotten promises, hooks, accessibility, clocks, stray process.env.
import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/**
 * Throwing a promise. `throw redirectSomewhere()` where the helper is async throws a Promise, which Remix takes for a value: no redirect
 * happens and the page breaks. Correct: `throw await helper()`, or a helper that is not async.
 */
const noThrownPromise = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { promise: 'This throws a Promise. Await it, or make the helper synchronous.' },
  },
  create(context) {
    const { program, esTreeNodeToTSNodeMap } = context.sourceCode.parserServices;
    if (!program) return {};
    const checker = program.getTypeChecker();
    return {
      ThrowStatement(node) {
        const type = checker.getTypeAtLocation(esTreeNodeToTSNodeMap.get(node.argument));
        const parts = type.isUnion() ? type.types : [type];
        if (parts.some((part) => checker.getPromisedTypeOfPromise?.(part) !== undefined))
          context.report({ node, messageId: 'promise' });
      },
    };
  },
};

const ENVIRONMENT = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only app/platform/env.server.ts reads process.env.',
};
/** Time and chance are arguments of what is pure; a browser's clock is not to be trusted either. */
const CLOCKS = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take the time as an argument (platform/clock).',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take the time as an argument (platform/clock).',
  },
  { selector: "CallExpression[callee.name='Date']", message: 'Take the time as an argument (platform/clock).' },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Take a seed or a random source as an argument.',
  },
];
/** What of platform/db.server only stores may use; doors open transactions and hand them on. */
const DATABASE = {
  group: ['~/platform/db.server', '**/platform/db.server'],
  importNames: ['prisma', 'sql', 'connection'],
  message: 'Only stores touch the database: put this into a store.',
};
/** Parts of Remix that had holes or that this product has its own way for. */
const REMIX = {
  group: ['@remix-run/node'],
  importNames: [
    'createFileSessionStorage',
    'createSessionStorage',
    'createCookieSessionStorage',
    'createMemorySessionStorage',
    'unstable_createFileUploadHandler',
  ],
  message: 'Sessions have one home: identity/session.server.ts (docs/decisions/010).',
};

export default tseslint.config(
  { ignores: ['node_modules/', 'build/', '.data/', '.cache/', 'app/generated/', 'content/', 'public/', 'coverage/'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { pericia: { rules: { 'no-thrown-promise': noThrownPromise } } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false, arguments: false } },
      ],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/array-type': ['error', { default: 'generic' }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-unused-expressions': ['error', { allowShortCircuit: true, allowTernary: true }],
      'pericia/no-thrown-promise': 'error',
      'no-restricted-imports': ['error', { patterns: [DATABASE, REMIX] }],
      'no-restricted-syntax': ['error', ENVIRONMENT],
      'no-undef': 'off',
    },
  },
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'off',
      'no-control-regex': 'off',
      'no-empty': ['error', { allowEmptyCatch: true }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'object-shorthand': ['error', 'properties'],
      'prefer-const': ['error', { destructuring: 'all' }],
    },
  },
  {
    files: ['app/**/*.{ts,tsx}'],
    rules: {
      // People read texts and logs, not consoles; boot messages of the web process are the exception.
      'no-console': ['error', { allow: ['error'] }],
    },
  },
  {
    // Hooks that draw nothing live in .ts files.
    files: ['app/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { ...reactHooks.configs.recommended.rules, 'react-hooks/exhaustive-deps': 'error' },
  },
  { files: ['**/*.tsx'], ...jsxA11y.flatConfigs.recommended },
  {
    files: ['**/*.tsx'],
    rules: {
      // A role on a list or a table keeps it one for screen readers when its looks are styled away.
      'jsx-a11y/no-redundant-roles': [
        'error',
        {
          ul: ['list'],
          ol: ['list'],
          nav: [],
          thead: ['rowgroup'],
          tbody: ['rowgroup'],
          tr: ['row'],
          td: ['cell'],
          th: ['columnheader', 'rowheader'],
          table: ['table'],
        },
      ],
      // What scrolls must be reachable by keyboard.
      'jsx-a11y/no-noninteractive-tabindex': ['error', { tags: [], roles: ['tabpanel', 'region', 'group'] }],
    },
  },
  {
    // Pure: rules, shapes and engines that browsers may load, and the certificates library.
    files: ['app/modules/**/*.{ts,tsx}', 'certificates/**/*.ts'],
    ignores: ['**/*.server.ts', '**/*.test.ts', '**/testing/**'],
    rules: { 'no-restricted-syntax': ['error', ENVIRONMENT, ...CLOCKS] },
  },
  {
    // Stores, the platform and those who look after it.
    files: ['app/platform/**', '**/store.server.ts', '**/*-store.server.ts', 'app/web/health.ts', 'jobs/relay.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [REMIX] }] },
  },
  {
    // Outside the product: they set the environment, arrange and look behind the scenes.
    files: [
      'app/platform/env.server.ts',
      'tools/**',
      'tests/**',
      'bench/**',
      '*.config.ts',
      '*.config.js',
      '**/*.test.ts',
      '**/*.test.tsx',
    ],
    rules: { 'no-restricted-syntax': 'off', 'no-restricted-imports': ['error', { patterns: [REMIX] }] },
  },
  {
    // Tests hold hostile input, and reach into answers whose shape is what they test.
    files: ['**/*.test.{ts,tsx}', 'tests/**'],
    rules: { 'no-script-url': 'off', '@typescript-eslint/no-explicit-any': 'off' },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        setImmediate: 'readonly',
        performance: 'readonly',
        fetch: 'readonly',
        AbortController: 'readonly',
        AbortSignal: 'readonly',
        TextEncoder: 'readonly',
        TextDecoder: 'readonly',
        structuredClone: 'readonly',
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
        globalThis: 'readonly',
        WebAssembly: 'readonly',
        crypto: 'readonly',
      },
    },
  },
);
