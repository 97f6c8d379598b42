import type { Synthesised } from '../synthesised.ts';
import { target } from '../synthesised.ts';
import { table } from './markdown.ts';

/** How the resource is called in AWS, where it has a name of ours. */
function resourceName(stack: Synthesised, resource: unknown): string {
  if (resource === '*') return 'all';
  const found = stack.template.Resources[target(resource)];
  if (found === undefined)
    throw new RangeError(`A right names a resource that is not in the template: ${resource}`);
  const { Properties } = found;
  const name: unknown =
    Properties.QueueName ??
    Properties.TableName ??
    Properties.Name ??
    Properties.LogGroupName ??
    Properties.BotAliasName;
  return `\`${name}\``;
}

function statement(
  stack: Synthesised,
  { Action, Resource }: { Action: string | string[]; Resource: unknown },
) {
  const actions = [Action].flat().join(', ');
  return `${actions} on ${[Resource]
    .flat()
    .map((one) => resourceName(stack, one))
    .join(', ')}`;
}

/** What each function of a stage may do, and nothing else, from the template's policies. */
export function rightsPart(stack: Synthesised): string {
  const rows = stack.all('Lambda::Function').map(([, { FunctionName, Role }]) => {
    const rights = stack
      .all('IAM::Policy')
      .filter(([, { Roles }]) => Roles.some((role: unknown) => target(role) === target(Role)))
      .flatMap(([, { PolicyDocument }]) => PolicyDocument.Statement);
    return [`\`${FunctionName}\``, rights.map((one) => statement(stack, one)).join('<br>')];
  });
  return table(['function', 'may'], rows);
}
