import {
  AWSOrganizationsNotInUseException,
  DescribeEffectivePolicyCommand,
  EffectivePolicyNotFoundException,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import * as z from 'zod';
import { parseJson } from '../../../connectors/kit/json.ts';
import { type Finding, fine, trouble } from '../../../connectors/set-up.ts';
import { look } from './look.ts';

/*
 * AWS may store what its AI services are given and learn from it, unless the organisation has opted out: AWS Organizations,
 * "AI services opt-out policies".
 */

/** Their names in the policy; `default` stands for all that is not named. */
const services = ['translate', 'comprehend', 'lex'] as const;

const choice = z.union([
  z.string(),
  z.object({ '@@assign': z.string() }).transform((one) => one['@@assign']),
]);
const policy = z.object({
  services: z.record(z.string(), z.looseObject({ opt_out_policy: choice.optional() })),
});

/** `none`: the account is in no organisation, or no policy applies to it. */
type Policy = Readonly<{ kind: 'none' }> | Readonly<{ kind: 'policy'; content: string }>;

async function effectivePolicy(client: OrganizationsClient): Promise<Policy> {
  try {
    const { EffectivePolicy } = await client.send(
      new DescribeEffectivePolicyCommand({ PolicyType: 'AISERVICES_OPT_OUT_POLICY' }),
    );
    return { kind: 'policy', content: EffectivePolicy?.PolicyContent ?? '' };
  } catch (error) {
    const hasNone =
      error instanceof AWSOrganizationsNotInUseException || error instanceof EffectivePolicyNotFoundException;
    if (hasNone) return { kind: 'none' };
    throw error;
  }
}

/** Whether AWS may keep what the services read. */
export async function optOutFindings(client: OrganizationsClient): Promise<readonly Finding[]> {
  const subject = {
    check: 'aws.opt-out',
    what: 'the AI services opt-out policy',
    action: 'organizations:DescribeEffectivePolicy',
  };
  const findings = await look(subject, () => effectivePolicy(client), judgeOptOut);
  // Rights in the organisation are mostly not the helpdesk team's to give; it runs without.
  return findings.map((finding) =>
    finding.severity === 'warning' ? { ...finding, severity: 'note' } : finding,
  );
}

function servicesLeft(content: string): readonly string[] {
  const json = parseJson(content);
  const parsed = policy.safeParse(json.ok ? json.value : null);
  if (!parsed.success) return services;
  const { services: named } = parsed.data;
  return services.filter((name) => (named[name] ?? named.default)?.opt_out_policy !== 'optOut');
}

/** What a policy, or the want of one, means for customers' texts. */
export function judgeOptOut(found: Policy): readonly Finding[] {
  const left = found.kind === 'none' ? services : servicesLeft(found.content);
  if (left.length === 0)
    return [fine('aws.opt-out', 'AWS may not keep what Translate, Comprehend and Lex are given.')];
  return [
    trouble('aws.opt-out', 'note', {
      what: `No AI services opt-out policy covers ${left.join(', ')} in this account.`,
      meaning: 'AWS may store texts that these services are given, also in other regions, to improve them.',
      mend:
        'If that is not to be: have an opt-out policy put on the organisation ' +
        '(docs.aws.amazon.com/organizations, "AI services opt-out policies").',
    }),
  ];
}
