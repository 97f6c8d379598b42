import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Execution } from '../../../../../infra/local/lambda/execution.ts';
import { ManualClock } from '../../../../support/manual-clock.ts';

const request = { event: '{}', traceHeader: 'Root=1-5759e988-bd862e3fe1be46a994272793', requestId: 'r1' };
const lambdaInitMs = 10_000;
const timeoutMs = 15_000;

let folder: string;
let execution: Execution | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dragoman-test-'));
});
afterEach(async () => {
  await execution?.terminate();
  rmSync(folder, { recursive: true });
});

const startedFile = () => join(folder, 'started');

/** An environment whose module loads once the file is there. */
function startSlowly(clock: ManualClock): Execution {
  writeFileSync(
    join(folder, 'index.mjs'),
    `import { existsSync } from 'node:fs';
     while (!existsSync(${JSON.stringify(startedFile())})) await new Promise((resolve) => setTimeout(resolve, 5));
     export const handler = async () => 'done';`,
  );
  const definition = {
    ...{ logicalId: 'Slow', displayName: 'slow', physicalName: 'dragoman-local-slow', logGroup: '/slow' },
    ...{
      arn: 'arn:aws:lambda:eu-west-1:111122223333:function:slow',
      roleArn: 'arn:aws:iam::111122223333:role/slow',
    },
    ...{ handler: 'index.handler', exportName: 'handler', modulePath: join(folder, 'index.mjs') },
    ...{ timeoutMs, memoryMb: 512, isTraced: false, environment: {} },
  };
  execution = new Execution(definition, { clock, env: {}, onLine: () => undefined });
  return execution;
}

describe('A function whose code takes longer to load than Lambda gives it at first', () => {
  it('has its own time limit for that as well, in its first invocation', async () => {
    // Prepare
    const clock = new ManualClock();
    const slow = startSlowly(clock);

    // Act
    await clock.advance(lambdaInitMs + timeoutMs - 1);
    writeFileSync(startedFile(), '');

    // Assess
    expect(await slow.invoke(request)).toEqual({ kind: 'ok', payload: '"done"' });
  });

  it('is ended when that is over, too', async () => {
    // Prepare
    const clock = new ManualClock();
    const slow = startSlowly(clock);

    // Act
    await clock.advance(lambdaInitMs + timeoutMs);

    // Assess
    expect(await slow.invoke(request)).toEqual({ kind: 'timeout' });
    expect(slow.isUsable).toBe(false);
  });
});
