// Prisma's CLI configuration. The native schema engine is a download; tools/schema-engine.mjs stands in for it, offline.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL('./tools/schema-engine.mjs', import.meta.url));
process.env.CHECKPOINT_DISABLE ??= '1';
const url = (process.env.DATABASE_URL ??= 'postgresql://pericia@127.0.0.1:1/offline');

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url },
});
