import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../events/catalogue.ts';
import { fieldsOfEvent } from '../../support/docs/events-part.ts';
import { synthesiseExample } from '../../support/docs/example-stage.ts';
import { generatedFiles, schemaFolder } from '../../support/docs/generated-files.ts';
import { pageAt, projectRoot } from '../../support/docs/pages.ts';

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

describe('The page of prices', () => {
  it('counts the alarms that are deployed, and the metrics that they read', () => {
    // Prepare
    const stack = synthesiseExample();

    // Act
    const alarms = stack.all('CloudWatch::Alarm').map(([, properties]) => properties);
    const metrics = alarms.flatMap(({ Metrics = [{ MetricStat: {} }] }) =>
      Metrics.filter(({ MetricStat }: { MetricStat?: object }) => MetricStat !== undefined),
    );
    stack.dispose();

    // Assess
    // 0.10 dollars for each metric, of which an account has ten free.
    expect(pageAt('docs/price.md').text).toContain(
      `${alarms.length} alarms on ${metrics.length} metrics ${((metrics.length - 10) / 10).toFixed(2)}`,
    );
  });
});
