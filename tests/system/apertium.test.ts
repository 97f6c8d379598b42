import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apertiumModes, createApertiumEngine } from '../../infra/local/engines/apertium.ts';
import type { TranslateEngine } from '../../infra/local/ports.ts';
import { notesIn, playAlone } from '../support/world.ts';

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

  test('translates a conversation both ways through the whole stack, with every number and address whole', async () => {
    // Prepare
    const lines = [
      {
        ticket: '1',
        text: 'Me han cobrado dos veces el mismo pedido #10023456. Mi correo es ana@example.com.',
      },
      {
        ticket: '1',
        from: 'agent',
        public: false,
        text: '#translate Thank you very much. We have your order #10023456 here: https://shop.example.com/a?b=1',
      },
    ];

    // Act
    const [question, answer] = await playAlone(lines, { engine: 'apertium' });

    // Assess
    expect(question).toMatchObject({ outcome: 'delivered', engine: ['apertium'], gaps: [] });
    expect(notesIn(question)[0]).toMatch(/charged me twice.*#10023456.*ana@example\.com/s);
    expect(answer).toMatchObject({ outcome: 'delivered', reason: null, engine: ['apertium'] });
    const replies = answer!.writes.filter((write) => write.kind === 'reply');
    expect(replies).toHaveLength(1);
    expect(replies[0]!.html).toMatch(/Muchas gracias.*#10023456.*https:\/\/shop\.example\.com\/a\?b=1/s);
  });
});
