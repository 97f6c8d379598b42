import { type ServiceCall, ServiceError } from '../../infra/local/ports.ts';

/** A call as the local endpoint hands it on; `denied` actions are refused, all that were asked for are kept. */
export function serviceCall(
  operation: string,
  input: unknown,
  denied: readonly string[] = [],
): ServiceCall & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    operation,
    input,
    traceHeader: null,
    callerArn: 'arn:aws:iam::000000000000:user/admin',
    asked,
    authorize: (action, resource) => {
      asked.push(`${action} ${resource}`);
      if (denied.includes(action)) {
        throw new ServiceError('AccessDeniedException', 400, `not authorized: ${action} on ${resource}`);
      }
    },
  };
}
