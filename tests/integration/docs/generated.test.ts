import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../events/catalogue.ts';
import { usd, usdPerMessageRead } from '../../../infra/prices.ts';
import { fieldsOfEvent } from '../../support/docs/events-part.ts';
import { synthesiseExample } from '../../support/docs/example-stage.ts';
import { generatedFiles, schemaFolder } from '../../support/docs/generated-files.ts';
import { pageAt, projectRoot } from '../../support/docs/pages.ts';
import type { Synthesised } from '../../support/synthesised.ts';

const files = generatedFiles();

describe('What the docs take from the code', () => {
  it.each([...files])('%s is as the code has it (`npm run docs` makes it so)', (path, text) => {
    // Act
    const onDisk = existsSync(join(projectRoot, path)) ? readFileSync(join(projectRoot, path), 'utf8') : null;

    // Assess
    expect(onDisk).toBe(text);
  });

  it('leaves no schema of an event that is no more', () => {
    // Act
    const onDisk = readdirSync(join(projectRoot, schemaFolder));

    // Assess
    expect(onDisk.filter((name) => !files.has(`${schemaFolder}/${name}`))).toEqual([]);
  });

  it('has a row for each helpdesk, a section for each event and the rights of each function', () => {
    // Assess
    expect(files.get('README.md')).toContain('| [zendesk](connectors/zendesk/README.md) |');
    expect(files.get('docs/events.md')).toContain('\n### message.enriched.v1\n');
    expect(files.get('docs/security-and-privacy.md')).toContain('| `dragoman-prod-ingest` |');
  });

  it('has a runbook for each alarm, in a section of its kind', () => {
    // Prepare
    const stack = synthesiseExample();

    // Act
    const names = stack.all('CloudWatch::Alarm').map(([, { AlarmName }]) => AlarmName);
    stack.dispose();

    // Assess
    const page = files.get('docs/operating.md') ?? '';
    expect(names.filter((name) => page.split(`\n| \`${name}\` | `).length !== 2)).toEqual([]);
  });

  it.each(catalogue)('says of each field of $detailType what it means', (contract) => {
    // Act
    const unsaid = fieldsOfEvent(contract).filter(({ meaning }) => meaning === '');

    // Assess
    expect(unsaid.map(({ path, when }) => `${path} ${when ?? ''}`)).toEqual([]);
  });
});

/** Alarms of a stage, and the metrics that they read, each of which is paid. */
function alarmsOf(stack: Synthesised): { alarms: number; metrics: number } {
  const alarms = stack.all('CloudWatch::Alarm').map(([, properties]) => properties);
  const metrics = alarms.flatMap(({ Metrics = [{ MetricStat: {} }] }) =>
    Metrics.filter(({ MetricStat }: { MetricStat?: object }) => MetricStat !== undefined),
  );
  stack.dispose();
  return { alarms: alarms.length, metrics: metrics.length };
}

describe('The page of prices', () => {
  const price = pageAt('docs/price.md').text;
  const readme = pageAt('README.md').text;
  const one = alarmsOf(synthesiseExample());

  it('counts the alarms that are deployed, and the metrics that they read', () => {
    // Assess
    // 0.10 dollars for each metric, of which an account has ten free.
    expect(price).toContain(
      `${one.alarms} alarms on ${one.metrics} metrics ${((one.metrics - 10) / 10).toFixed(2)}`,
    );
  });

  it('counts what a further helpdesk adds', () => {
    // Act
    const two = alarmsOf(
      synthesiseExample([
        {
          connector: 'request-tracker',
          account: 'rt.example.com',
          baseUrl: 'https://rt.example.com',
          agentLanguages: { default: 'en' },
          runtimeUserId: 'dragoman',
        },
      ]),
    );

    // Assess
    expect(price).toContain(
      `adds ${two.alarms - one.alarms} alarms on ${two.metrics - one.metrics} metrics ${((two.metrics - one.metrics) / 10).toFixed(2)}`,
    );
  });

  it('comes to what the paid calls of 1,000 messages cost, and the README says the same', () => {
    // Act
    const calls = 1_000 * (600 * usd.translateCharacter + usdPerMessageRead);

    // Assess
    // The services around them are 0.04.
    expect((calls + 0.04).toFixed(1)).toBe('11.2');
    for (const page of [price, readme]) {
      expect(page).toMatch(/about \**11\.20/i);
      expect(page).toContain('about 4.40');
      expect(page).toContain('about 2.40');
    }
  });
});
