import * as z from 'zod/mini';
import { parseRequest, refuseUnknownOperation } from '../language/request.ts';
import { type LocalService, type ServiceCall, ServiceError } from '../ports.ts';
import type { Place, Resources } from '../resources.ts';

/** CloudFormation's page of ListStackResources is of 1 MB; ours is small enough that a stack has several. */
const resourcesPerPage = 50;

const stackRequest = z.object({ StackName: z.string().check(z.minLength(1)) });
const resourcesRequest = z.object({
  ...stackRequest.shape,
  NextToken: z.optional(z.string().check(z.regex(/^\d+$/))),
});

export type CloudFormationOptions = Readonly<{
  resources: Resources;
  place: Place;
  /** When the stack was started, which is when it was deployed. */
  deployedAt: Date;
}>;

/** CloudFormation that knows one stack, the one that runs: its outputs and its resources. */
export function cloudFormationService(options: CloudFormationOptions): LocalService {
  const { region, accountId, stackName } = options.place;
  const stackId = `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/local`;

  /** Throws ServiceError ValidationError, the way CloudFormation says that there is no such stack. */
  const requireStack = (call: ServiceCall, name: string) => {
    call.authorize(`cloudformation:${call.operation}`, stackId);
    if (name === stackName || name === stackId) return;
    throw new ServiceError('ValidationError', 400, `Stack with id ${name} does not exist`);
  };

  return {
    name: 'cloudformation',
    async handle(call) {
      switch (call.operation) {
        case 'DescribeStacks':
          requireStack(call, parseRequest(stackRequest, call.input).StackName);
          return { output: { Stacks: [describe(stackId, options)] } };
        case 'ListStackResources': {
          const { StackName, NextToken = '0' } = parseRequest(resourcesRequest, call.input);
          requireStack(call, StackName);
          return { output: page(Number(NextToken), options) };
        }
        default:
          return refuseUnknownOperation('CloudFormation', call.operation);
      }
    },
  };
}

function describe(stackId: string, { resources, place, deployedAt }: CloudFormationOptions) {
  return {
    StackId: stackId,
    StackName: place.stackName,
    CreationTime: deployedAt.toISOString(),
    StackStatus: 'CREATE_COMPLETE',
    Outputs: Object.entries(resources.outputs).map(([OutputKey, OutputValue]) => ({
      OutputKey,
      OutputValue,
    })),
  };
}

function page(first: number, { resources, deployedAt }: CloudFormationOptions) {
  const end = first + resourcesPerPage;
  return {
    StackResourceSummaries: resources.all.slice(first, end).map(({ logicalId, type, ref }) => ({
      LogicalResourceId: logicalId,
      PhysicalResourceId: ref,
      ResourceType: type,
      LastUpdatedTimestamp: deployedAt.toISOString(),
      ResourceStatus: 'CREATE_COMPLETE',
    })),
    NextToken: end < resources.all.length ? String(end) : undefined,
  };
}
