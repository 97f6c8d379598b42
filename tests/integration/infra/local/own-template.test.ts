import { afterEach, expect, test } from 'vitest';
import { startLocalStack } from '../../../../infra/local/stack.ts';
import { Synthesised, testSettings } from '../../../support/synthesised.ts';

let synthesised: Synthesised | undefined;

afterEach(() => synthesised?.dispose());

test.each([
  { variant: 'AWS-owned keys', customerKey: false },
  { variant: 'a customer key', customerKey: true },
])("the project's own template runs as it deploys: $variant", async ({ customerKey }) => {
  // Prepare
  synthesised = new Synthesised(testSettings(), { customerKey });
  // Act
  const stack = await startLocalStack({
    template: synthesised.template,
    assetsFolder: synthesised.folder,
    stackName: 'dragoman-test',
    region: 'eu-west-1',
    services: ({ lexBot }) => {
      // Read here, as no engine is started: a bot that could not be served would be found at once.
      expect(lexBot().enabledLocales).toEqual(['en_US']);
      return {};
    },
  });
  await stack.stop();
  // Assess
  expect(stack.outputs.WebhookUrlzendesk22129848).toBe(`${stack.apiUrl}/webhooks/zendesk/22129848`);
  expect(stack.queueDepths().map(({ messages }) => messages)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect(stack.journal.entries().filter(({ kind }) => kind === 'runner')).toEqual([]);
});
