import {
  DescribeEventBusCommand,
  type EventBridgeClient,
  ListRulesCommand,
  ResourceNotFoundException,
  type Rule,
} from '@aws-sdk/client-eventbridge';
import { type Finding, fine, trouble } from '../../../connectors/set-up.ts';
import { type Deployment, physicalIds } from '../deployment.ts';
import { makeAgain } from './gone.ts';
import { look } from './look.ts';

/** A rule of the stack, by what CloudFormation's `Ref` says of it: `<bus>|<name>`, on the default bus only `<name>`. */
type OwnRule = Readonly<{ bus: string; name: string }>;

const defaultBus = 'default';

function ownRules(deployment: Deployment): readonly OwnRule[] {
  return physicalIds(deployment, 'AWS::Events::Rule').map((id) => {
    const bar = id.lastIndexOf('|');
    return { bus: bar < 0 ? defaultBus : id.slice(0, bar), name: id.slice(bar + 1) };
  });
}

/** The rules on a bus; null = there is no such bus. */
async function rulesOn(bus: string, client: EventBridgeClient): Promise<readonly Rule[] | null> {
  try {
    await client.send(new DescribeEventBusCommand({ Name: bus }));
    const rules: Rule[] = [];
    let next: string | undefined;
    do {
      const page = await client.send(
        new ListRulesCommand({ EventBusName: bus, ...(next === undefined ? {} : { NextToken: next }) }),
      );
      rules.push(...(page.Rules ?? []));
      next = page.NextToken;
    } while (next !== undefined);
    return rules;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return null;
    throw error;
  }
}

/** Whether every bus of the stack is there with its rules, and the rules are at work. */
export async function busFindings(
  deployment: Deployment,
  client: EventBridgeClient,
  stage: string,
): Promise<readonly Finding[]> {
  const rules = ownRules(deployment);
  const buses = new Set([
    ...physicalIds(deployment, 'AWS::Events::EventBus'),
    ...rules.map(({ bus }) => bus),
  ]);
  const subject = { check: 'bus.rules', what: 'the event bus', action: 'events:ListRules' };
  const findings = await Promise.all(
    [...buses].map((bus) =>
      look(
        subject,
        () => rulesOn(bus, client),
        (found) =>
          judgeBus(
            bus,
            rules.flatMap((rule) => (rule.bus === bus ? [rule.name] : [])),
            found,
            stage,
          ),
      ),
    ),
  );
  return findings.flat();
}

/**
 * Judges one bus.
 * @param own names of the stack's rules on it
 * @param found all rules on it; null = there is no such bus
 */
export function judgeBus(
  bus: string,
  own: readonly string[],
  found: readonly Readonly<Pick<Rule, 'Name' | 'State'>>[] | null,
  stage: string,
): readonly Finding[] {
  if (found === null)
    return [
      trouble('bus.exists', 'error', {
        what: `The event bus ${bus} is gone.`,
        meaning: 'What helpdesks send is taken and then lost on its way.',
        mend: `aws events create-event-bus --name ${bus}, then its rules as the template has them (npm run synth -- --stage ${stage}).`,
      }),
    ];
  const troubles = own.flatMap((name) => ruleTrouble({ bus, name, stage }, found) ?? []);
  if (troubles.length > 0) return troubles;
  return [fine('bus.rules', `The event bus ${bus} is there, and all ${own.length} rules on it are at work.`)];
}

function ruleTrouble(
  { bus, name, stage }: Readonly<{ bus: string; name: string; stage: string }>,
  found: readonly Readonly<Pick<Rule, 'Name' | 'State'>>[],
): Finding | null {
  const state = found.find((rule) => rule.Name === name)?.State;
  if (state !== undefined && state !== 'DISABLED') return null;
  return trouble('bus.rules', 'error', {
    what: `The rule ${name} on the event bus ${bus} is ${state === undefined ? 'gone' : 'disabled'}.`,
    meaning: 'Messages that go by it stop at the bus and are not kept for later.',
    mend:
      state === undefined
        ? makeAgain(stage)
        : `aws events enable-rule --event-bus-name ${bus} --name ${name}`,
  });
}
