import { refuseUnknownOperation } from '../language/request.ts';
import type { LocalService } from '../ports.ts';

/** STS that says who calls; nobody needs a right for that. */
export function stsService(): LocalService {
  return {
    name: 'sts',
    async handle({ operation, callerArn }) {
      if (operation !== 'GetCallerIdentity') return refuseUnknownOperation('STS', operation);
      const [, , , , Account] = callerArn.split(':');
      return { output: { UserId: callerArn.split('/').at(-1), Account, Arn: callerArn } };
    },
  };
}
