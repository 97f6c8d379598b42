import { parentPort } from 'node:worker_threads';
import { build } from 'vite';
import config from '../vite.config.ts';
import type { Asset } from './build.ts';

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

async function bundle(): Promise<Map<string, Asset>> {
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
}

parentPort?.postMessage(await bundle());
