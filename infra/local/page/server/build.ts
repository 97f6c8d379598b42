import config from '../vite.config.ts';

/** A file of the built page. */
export type Asset = Readonly<{ contentType: string; body: string | Uint8Array }>;
/** By path: `/`, `/assets/index-4f2a.js`, … */
export type Assets = ReadonlyMap<string, Asset>;

/** The page could not be built. */
export class PageBuildError extends Error {
  override readonly name = 'PageBuildError';
}

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
};

function contentTypeOf(fileName: string): string {
  return contentTypes[fileName.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
}

/**
 * Builds the page into memory: nothing is left to tidy up, and no path leads out of it. Throws PageBuildError with the
 * bundler's own words as its cause.
 */
export async function buildPage(): Promise<Assets> {
  try {
    // Only loaded where a page is built: it takes a while.
    const { build } = await import('vite');
    const built = await build({ ...config, configFile: false });
    const outputs = [built].flat().flatMap((each) => ('output' in each ? each.output : []));
    const assets = outputs.map((file): [string, Asset] => [
      file.fileName === 'index.html' ? '/' : `/${file.fileName}`,
      {
        contentType: contentTypeOf(file.fileName),
        body: file.type === 'chunk' ? file.code : file.source,
      },
    ]);
    return new Map(assets);
  } catch (cause) {
    const [firstLine = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    throw new PageBuildError(`The demo page could not be built (${firstLine}): run "npm ci" and try again.`, {
      cause,
    });
  }
}
