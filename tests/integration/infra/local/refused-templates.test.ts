import { expect, test } from 'vitest';
import { smallTemplate, startSmallStack } from '../../../support/small-stack.ts';

type SmallTemplate = ReturnType<typeof smallTemplate>;

const edits: readonly { what: string; edit: (template: SmallTemplate) => unknown; says: string }[] = [
  {
    what: 'a secret with a generated value',
    edit: ({ Resources }) => Object.assign(Resources.Secret.Properties, { GenerateSecretString: {} }),
    says: 'GenerateSecretString',
  },
  {
    what: 'a table with an index',
    edit: ({ Resources }) => Object.assign(Resources.Table.Properties, { GlobalSecondaryIndexes: [] }),
    says: 'GlobalSecondaryIndexes',
  },
  {
    what: 'a mapping from a queue that is not there',
    edit: ({ Resources }) =>
      Object.assign(Resources.Mapping.Properties, {
        EventSourceArn: 'arn:aws:sqs:eu-central-1:000000000000:other',
      }),
    says: 'Mapping: there is no queue',
  },
  {
    what: 'a queue that is visible again before its function has ended',
    edit: ({ Resources }) => Object.assign(Resources.Queue.Properties, { VisibilityTimeout: 1 }),
    says: 'Mapping: expected the queue',
  },
  {
    what: 'a route with an authoriser',
    edit: ({ Resources }) => Object.assign(Resources.Route.Properties, { AuthorizationType: 'JWT' }),
    says: 'Route',
  },
  {
    what: 'a stage with a name',
    edit: ({ Resources }) => Object.assign(Resources.Stage.Properties, { StageName: 'prod' }),
    says: 'Stage',
  },
  {
    what: 'a policy with NotAction',
    edit: ({ Resources }) =>
      Object.assign(Resources.Policy.Properties.PolicyDocument, {
        Statement: [{ Effect: 'Allow', NotAction: 'sqs:*', Resource: '*' }],
      }),
    says: 'NotAction',
  },
];

test.each(edits)('$what is refused at the start, and nothing stays open', async ({ edit, says }) => {
  // Prepare
  const template = smallTemplate();
  edit(template);
  const openServers = () =>
    process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
  const before = openServers();
  // Act
  const start = startSmallStack({ template, assetsFolder: '/nowhere' });
  // Assess
  await expect(start).rejects.toThrow(says);
  await expect.poll(openServers, { timeout: 60_000 }).toBe(before);
});
