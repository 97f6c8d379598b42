import { describe, expect, it } from 'vitest';
import { deadLetterQueuesOf } from '../../infra/operate/dead-letter-queues.ts';
import { partnerSettings } from '../support/partner-stage.ts';
import { Synthesised, testSettings } from '../support/synthesised.ts';

describe('the dead-letter queues that the commands know', () => {
  it.each([
    ['the usual stage', testSettings()],
    ['one with partner event sources', partnerSettings()],
  ])('are those of the template, and so are the queues before them: %s', (_title, settings) => {
    // Prepare
    const stack = new Synthesised(settings);
    const deployed = stack.all('SQS::Queue').map(([, { QueueName }]) => QueueName);
    stack.dispose();

    // Act
    const queues = deadLetterQueuesOf(settings);

    // Assess
    const named = queues.flatMap(({ physicalName, workQueue }) => [physicalName, workQueue ?? []].flat());
    expect(named.toSorted()).toEqual(deployed.toSorted());
  });
});
