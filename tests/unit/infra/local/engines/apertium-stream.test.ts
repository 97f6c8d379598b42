import { expect, test } from 'vitest';
import { createApertiumEngine, routeBetween } from '../../../../../infra/local/engines/apertium.ts';
import {
  escapeStream,
  flushingCommand,
  unescapeStream,
} from '../../../../../infra/local/engines/apertium-pipeline.ts';

test('a mode file becomes a command whose programs all flush at NUL', () => {
  expect(flushingCommand("lt-proc '/a.bin' | apertium-tagger -g $2 '/b.prob' | lt-proc $1 '/c.bin'\n")).toBe(
    "lt-proc -z '/a.bin' | apertium-tagger -z -g  '/b.prob' | lt-proc -z -g '/c.bin'",
  );
});

test('characters with a meaning in the stream are escaped and come back', () => {
  const text = 'a/b [x] {y} ^z$ <b> @ \\';

  expect(escapeStream(text)).toBe('a\\/b \\[x\\] \\{y\\} \\^z\\$ \\<b\\> \\@ \\\\');
  expect(unescapeStream(escapeStream(text))).toBe(text);
});

test.each([
  ['es', 'en', ['spa-eng']],
  ['fr', 'en', ['fr-es', 'spa-eng']],
  ['en', 'it', ['eng-spa', 'spa-ita']],
  ['hr', 'en', ['hbs-eng']],
  ['de', 'en', null],
  ['en', 'hr', null],
])('the way from %s to %s is %j', (source, target, modes) => {
  expect(routeBetween(source, target)?.map(({ mode }) => mode) ?? null).toEqual(modes);
});

test('without Apertium the engine says which package to install', () => {
  expect(() => createApertiumEngine('/nowhere')).toThrow('apt-get install apertium apertium-eng-spa');
});

test('without a pair’s package the engine says which package to install', async () => {
  const engine = createApertiumEngine(import.meta.dirname);

  await expect(engine.translate({ text: 'Hola', source: 'es', target: 'en' })).rejects.toThrow(
    'Apertium lacks the pair spa-eng. On Debian: apt-get install apertium-eng-spa',
  );
});
