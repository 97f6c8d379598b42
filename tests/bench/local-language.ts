/**
 * Compares ways to read a language on the spot: bytes in the bundle, cold load, memory, errors. Only the ratios mean
 * something; they come from one run on one machine. `npm run bench:language -- FOLDER`: a folder outside the repo with the
 * candidates in its node_modules (`npm i eld tinyld franc-min cld3-asm`); what is not there is left out.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '../..');
const fixtures = resolve(root, 'tests/fixtures/language');
const runs = 7;

/** Each gives `read(text)` → the code it is sure of, or null. What counts as sure is the library's own word where it has one. */
const candidates: Readonly<Record<string, string>> = {
  own: `
    import { readLocally } from '${root}/functions/_shared/language/local.ts';
    export const read = (text) => { const told = readLocally(text); return told.kind === 'certain' ? told.code : null; };`,
  'eld small': `
    import { eld } from 'eld/small';
    export const read = (text) => { const told = eld.detect(text); return told.isReliable() ? told.language : null; };`,
  'eld extrasmall': `
    import { eld } from 'eld/extrasmall';
    export const read = (text) => { const told = eld.detect(text); return told.isReliable() ? told.language : null; };`,
  tinyld: `
    import { detectAll } from 'tinyld';
    export const read = (text) => { const [best] = detectAll(text); return best && best.accuracy >= 0.8 ? best.lang : null; };`,
  'tinyld light': `
    import { detectAll } from 'tinyld/light';
    export const read = (text) => { const [best] = detectAll(text); return best && best.accuracy >= 0.8 ? best.lang : null; };`,
  'franc-min': `
    import { francAll } from 'franc-min';
    export const read = (text) => { const [best, next] = francAll(text); return best[0] !== 'und' && (next?.[1] ?? 0) < 0.85 ? best[0] : null; };`,
  'cld3-asm': `
    import { loadModule } from 'cld3-asm/dist/cjs/index.js';
    const identifier = (await loadModule()).create(20, 1000);
    export const read = (text) => { const told = identifier.findLanguage(text); return told.is_reliable ? told.language : null; };`,
};

const probe = `
  import { readFileSync } from 'node:fs';
  const texts = JSON.parse(readFileSync(process.argv[3], 'utf8'));
  const rssBefore = process.memoryUsage.rss();
  const startedMs = performance.now();
  const { read } = await import(process.argv[2]);
  read(texts[0]);
  const loadMs = performance.now() - startedMs;
  const codes = texts.map((text) => read(text));
  const rssMb = (process.memoryUsage.rss() - rssBefore) / 1e6;
  const againMs = performance.now();
  for (const text of texts) read(text);
  const perTextUs = ((performance.now() - againMs) / texts.length) * 1000;
  process.stdout.write(JSON.stringify({ loadMs, rssMb, perTextUs, codes }));`;

type Sample = Readonly<{ loadMs: number; rssMb: number; perTextUs: number; codes: (string | null)[] }>;

/** The texts, and the language of each; null = no answer is right. */
function readFixtures(): { texts: string[]; expected: (string | null)[] } {
  const json = (name: string) => JSON.parse(readFileSync(join(fixtures, name), 'utf8'));
  const sentences = Object.entries<string[]>(json('sentences.json')).flatMap(([code, texts]) =>
    texts.map((text) => [text, code] as const),
  );
  const undecidable = Object.values<string[]>(json('undecidable.json'))
    .flat()
    .map((text) => [text, null] as const);
  const mixed = json('mixed.json').map((each: any) => [each.text, each.expected.code ?? null] as const);
  const all = [...sentences, ...undecidable, ...mixed];
  return { texts: all.map(([text]) => text), expected: all.map(([, code]) => code) };
}

/** Libraries do not tell simplified from traditional, nor the scripts of Serbian, nor the names of Norwegian. */
function languageOf(code: string): string {
  const { language } = new Intl.Locale(code === 'nn' || code === 'no' ? 'nb' : code);
  return language;
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function measure(
  name: string,
  source: string,
  resolveFrom: string,
  texts: readonly string[],
  folder: string,
) {
  const outfile = join(folder, `${name.replaceAll(' ', '-')}.mjs`);
  await build({
    stdin: { contents: source, resolveDir: resolveFrom, loader: 'ts' },
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    banner: {
      js: "import{createRequire}from'node:module';import{dirname as _d}from'node:path';const require=createRequire(import.meta.url),__dirname=_d(import.meta.filename),__filename=import.meta.filename;",
    },
    logLevel: 'silent',
  });
  const [probeFile, textsFile] = [join(folder, 'probe.mjs'), join(folder, 'texts.json')];
  writeFileSync(probeFile, probe);
  writeFileSync(textsFile, JSON.stringify(texts));
  const samples = Array.from(
    { length: runs },
    (): Sample =>
      JSON.parse(
        execFileSync(process.execPath, [probeFile, outfile, textsFile], { encoding: 'utf8', stdio: 'pipe' }),
      ),
  );
  return {
    bytes: statSync(outfile).size,
    gzipBytes: gzipSync(readFileSync(outfile)).length,
    loadMs: median(samples.map((sample) => sample.loadMs)),
    rssMb: median(samples.map((sample) => sample.rssMb)),
    perTextUs: median(samples.map((sample) => sample.perTextUs)),
    codes: samples[0]?.codes ?? [],
  };
}

const [resolveFrom = root] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'dragoman-bench-'));
const { texts, expected } = readFixtures();
const measured = [];
for (const [name, source] of Object.entries(candidates)) {
  try {
    measured.push({ name, ...(await measure(name, source, resolve(resolveFrom), texts, folder)) });
  } catch (error) {
    process.stderr.write(`${name}: left out (${String(error).split('\n')[0]})\n`);
  }
}
rmSync(folder, { recursive: true });

const own = measured[0]!;
const ratio = (value: number, of: number) => `${(value / of).toFixed(1)}×`;
process.stdout.write(`${texts.length} texts; each figure relative to the first line\n`);
for (const { name, codes, ...figures } of measured) {
  const sure = codes.filter((code) => code !== null).length;
  const wrong = codes.filter((code, index) => {
    const right = expected[index] ?? null;
    return code !== null && (right === null || languageOf(code) !== languageOf(right));
  }).length;
  const { bytes, gzipBytes, loadMs, rssMb, perTextUs } = figures;
  const absolute = `${(bytes / 1000).toFixed(0)} kB (${(gzipBytes / 1000).toFixed(0)} gz), ${loadMs.toFixed(1)} ms, ${rssMb.toFixed(1)} MB, ${perTextUs.toFixed(0)} µs`;
  process.stdout.write(
    `${name.padEnd(15)} bytes ${ratio(bytes, own.bytes)}  load ${ratio(loadMs, own.loadMs)}  memory ${ratio(rssMb, own.rssMb)}  ` +
      `call ${ratio(perTextUs, own.perTextUs)}  sure ${((sure / texts.length) * 100).toFixed(0)} %  wrong ${wrong}   [${absolute}]\n`,
  );
}
