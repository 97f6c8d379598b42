import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apertiumModes, createApertiumEngine } from '../../infra/local/engines/apertium.ts';
import type { TranslateEngine } from '../../infra/local/ports.ts';

const isInstalled = existsSync(`${apertiumModes}/spa-eng.mode`);
const isCi = process.env.CI === 'true';
if (!isInstalled && !isCi) {
  process.stderr.write('Skipped: Apertium with apertium-eng-spa is not installed.\n');
}

function childrenOfThisProcess(): { pid: number; command: string }[] {
  const listing = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], {
    encoding: 'utf8',
  });
  return listing
    .trim()
    .split('\n')
    .map((line) => ({ pid: Number.parseInt(line, 10), command: line }));
}
const isPipelineUp = () => childrenOfThisProcess().some(({ command }) => command.includes('lt-proc'));

describe.skipIf(!isInstalled && !isCi)('Apertium', () => {
  let engine: TranslateEngine;
  beforeAll(() => {
    engine = createApertiumEngine();
  });
  afterAll(async () => {
    await engine.stop();
  });
  const translate = async (text: string) =>
    (await engine.translate({ text, source: 'es', target: 'en' }))?.text;

  test('translates Spanish into English', async () => {
    expect(await translate('Mi pedido todavía no ha llegado.')).toBe('My request still has not arrived.');
  });

  test('gives untouchable elements, tags and brackets back', async () => {
    const text = 'Mi pedido <span translate="no">#A-4521/b</span> no ha <b>llegado</b> [ayer] {hoy}.';
    const translated = await translate(text);

    expect(translated).toContain('<span translate="no">#A-4521/b</span>');
    expect(translated?.match(/<b>|<\/b>/g)).toEqual(['<b>', '</b>']);
    expect(translated).toMatch(/\[.+\] \{.+\}/);
  });

  test('answers many texts at once, each with its own translation', async () => {
    const numbers = Array.from({ length: 50 }, (_, index) => index + 100);
    const answers = await Promise.all(numbers.map((number) => translate(`Gracias ${number}`)));

    expect(answers).toEqual(numbers.map((number) => `Thank you ${number}`));
  });

  test('starts again after its processes were killed', async () => {
    await translate('Hola');
    const pipelines = childrenOfThisProcess().filter(({ command }) => command.includes('lt-proc'));
    expect(pipelines).toHaveLength(1);
    for (const { pid } of pipelines) process.kill(-pid, 'SIGKILL');

    expect(await translate('Gracias')).toBe('Thank you');
  });

  test('leaves no process behind when it is stopped', async () => {
    await translate('Hola');
    expect(isPipelineUp()).toBe(true);

    await engine.stop();

    expect(isPipelineUp()).toBe(false);
  });

  test('does not know a pair that Debian has no package for', async () => {
    expect(await engine.translate({ text: 'Hallo', source: 'de', target: 'en' })).toBeNull();
  });
});
