import { describe, expect, it } from 'vitest';
import { adviceFor, refusalOf } from '../../../../infra/commands/deploy-advice.ts';

describe('a deployment', () => {
  it('is refused for the stage that is this machine, and only for that', () => {
    expect(refusalOf('local')).toBe(
      'The stage "local" is this machine; "npm run demo" runs it. To deploy, copy settings/example.json to ' +
        'settings/prod.json, fill it in, and run "npm run deploy -- --stage prod".',
    );
    expect(refusalOf('prod')).toBeNull();
  });

  it.each([
    [
      'dragoman-prod: SSM parameter /cdk-bootstrap/hnb659fds/version not found in aws://123456789012/eu-west-1. Has the ' +
        "environment been bootstrapped? Please run 'cdk bootstrap'",
    ],
    ["This CDK deployment requires bootstrap stack version '6', found '4' in aws://123456789012/eu-west-1."],
  ])('that lacks the bootstrap gets the command for its region: %s', (messages) => {
    expect(adviceFor(messages, 'eu-west-1')).toMatch(/: npx cdk bootstrap aws:\/\/ACCOUNT-ID\/eu-west-1$/);
  });

  it.each([
    'Unable to resolve AWS account to use. It must be either configured when you define your CDK Stack, or through the environment',
    'Need to perform AWS calls for account 123456789012, but no credentials have been configured',
  ])('without credentials is told to sign in: %s', (messages) => {
    expect(adviceFor(messages, 'eu-west-1')).toMatch(/^There are no AWS credentials\./);
  });

  it('with credentials that have run out is told so, although the CLI then finds none either', () => {
    expect(
      adviceFor(
        'Unable to resolve AWS account to use. ExpiredToken: The security token has expired',
        'eu-west-1',
      ),
    ).toMatch(/^The AWS credentials have expired\./);
  });

  it('that failed for another reason is left to the words of the CLI', () => {
    expect(adviceFor('Resource handler returned message: "Bot name is taken"', 'eu-west-1')).toBeNull();
  });
});
