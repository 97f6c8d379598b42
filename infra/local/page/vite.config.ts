import { join } from 'node:path';
import type { InlineConfig } from 'vite';

/** The page of the demo. Its server keeps what is built in memory (`build.write`). */
const config: InlineConfig = {
  root: join(import.meta.dirname, 'web'),
  // No source of settings but this file.
  envDir: false,
  logLevel: 'silent',
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    write: false,
    target: 'es2023',
    // An inlined file would be a `data:` address, which the page's Content-Security-Policy takes for pictures only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
};
export default config;
