import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Authorizer } from '../../../../infra/local/iam.ts';

const roleArn = 'arn:aws:iam::111122223333:role/enrich';
const accounts = 'arn:aws:sqs:eu-west-1:111122223333:';

const action = fc.constantFrom(
  'sqs:SendMessage',
  'sqs:ReceiveMessage',
  'sqs:*',
  'sqs:Send*',
  '*',
  'translate:*',
);
const resource = fc.constantFrom(`${accounts}one`, `${accounts}two`, `${accounts}*`, '*', `${accounts}t?o`);
const statement = fc.record({
  Effect: fc.constantFrom('Allow', 'Deny'),
  Action: fc.oneof(action, fc.array(action, { minLength: 1, maxLength: 3 })),
  Resource: fc.oneof(resource, fc.array(resource, { minLength: 1, maxLength: 3 })),
});
const call = fc.record({
  roleArn: fc.constant(roleArn),
  action: fc.constantFrom('sqs:SendMessage', 'sqs:ReceiveMessage', 'translate:TranslateText'),
  resourceArn: fc.constantFrom(`${accounts}one`, `${accounts}two`, '*'),
});

type Call = Parameters<Authorizer['authorizeIdentity']>[0];
function allows(statements: readonly object[], asked: Call): boolean {
  const document = { Statement: statements };
  const authorizer = new Authorizer({
    identity: [{ name: 'Policy', roleArn, document }],
    resource: [],
    lambdaPermissions: [],
  });
  try {
    authorizer.authorizeIdentity(asked);
    return true;
  } catch {
    return false;
  }
}

describe('a set of policies', () => {
  it('denies what any statement denies explicitly', () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 6 }), call, fc.nat(6), (statements, asked, place) => {
        const deny: object = { Effect: 'Deny', Action: asked.action, Resource: asked.resourceArn };
        expect(allows([...statements.slice(0, place), deny, ...statements.slice(place)], asked)).toBe(false);
      }),
    );
  });

  it('never allows more when an allowing statement is taken away', () => {
    fc.assert(
      fc.property(
        fc.array(statement, { minLength: 1, maxLength: 6 }),
        call,
        fc.nat(),
        (statements, asked, pick) => {
          const index = pick % statements.length;
          fc.pre(statements[index]?.Effect === 'Allow');
          if (allows(statements.toSpliced(index, 1), asked)) expect(allows(statements, asked)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never allows less when a denying statement is taken away', () => {
    fc.assert(
      fc.property(
        fc.array(statement, { minLength: 1, maxLength: 6 }),
        call,
        fc.nat(),
        (statements, asked, pick) => {
          const index = pick % statements.length;
          fc.pre(statements[index]?.Effect === 'Deny');
          if (allows(statements, asked)) expect(allows(statements.toSpliced(index, 1), asked)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('does not care for the order of statements', () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 6 }), call, (statements, asked) => {
        expect(allows(statements.toReversed(), asked)).toBe(allows(statements, asked));
      }),
    );
  });
});
