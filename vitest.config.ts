// Vitest: pure tests, React tests, tests against a real Postgres (*.db.test.ts), and browser journeys (tests/e2e/*.e2e.ts).
import tsconfigPaths from 'vite-tsconfig-paths';
import { defineConfig } from 'vitest/config';

const exclude = ['node_modules/**', 'build/**', '.data/**', '.cache/**'];

export default defineConfig({
  plugins: [tsconfigPaths()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['**/*.test.ts'],
          exclude: [...exclude, '**/*.db.test.ts'],
          testTimeout: 30_000,
          setupFiles: ['tests/setup/environment.ts'],
        },
      },
      { extends: true, test: { name: 'dom', environment: 'happy-dom', include: ['app/**/*.test.tsx'], exclude } },
      {
        extends: true,
        test: {
          name: 'db',
          environment: 'node',
          include: ['**/*.db.test.ts'],
          exclude,
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          globalSetup: ['tests/setup/postgres.ts'],
          setupFiles: ['tests/setup/environment.ts', 'tests/setup/database.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.e2e.ts'],
          exclude,
          pool: 'forks',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 240_000,
          globalSetup: ['tests/e2e/setup/global.ts'],
        },
      },
    ],
  },
});
