import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';

const asset = z.object({ contentType: z.string(), body: z.union([z.string(), z.instanceof(Uint8Array)]) });
const assets = z.map(z.string(), asset);

/** A file of the built page. */
export type Asset = Readonly<{ contentType: string; body: string | Uint8Array }>;
/** By path: `/`, `/assets/index-4f2a.js`, … */
export type Assets = ReadonlyMap<string, Asset>;

/** The page could not be built. */
export class PageBuildError extends Error {
  override readonly name = 'PageBuildError';
}

/**
 * Builds the page into memory: nothing is left to tidy up, and no path leads out of it. In a thread of its own, because
 * synthesising, which goes on meanwhile, lets nothing else run on the main one. Throws PageBuildError with the bundler's own
 * words as its cause.
 */
export async function buildPage(): Promise<Assets> {
  const worker = new Worker(new URL('./build-worker.ts', import.meta.url));
  try {
    const [built]: unknown[] = await once(worker, 'message');
    return assets.parse(built);
  } catch (cause) {
    const [firstLine = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    throw new PageBuildError(`The demo page could not be built (${firstLine}): run "npm ci" and try again.`, {
      cause,
    });
  } finally {
    await worker.terminate();
  }
}
