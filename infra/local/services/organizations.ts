import { refuseUnknownOperation } from '../language/request.ts';
import { type LocalService, ServiceError } from '../ports.ts';

/** Organizations as an account finds it that is in none: the local one. */
export function organizationsService(): LocalService {
  return {
    name: 'organizations',
    async handle({ operation, authorize }) {
      if (operation !== 'DescribeEffectivePolicy') return refuseUnknownOperation('Organizations', operation);
      authorize('organizations:DescribeEffectivePolicy', '*');
      throw new ServiceError(
        'AWSOrganizationsNotInUseException',
        400,
        'Your account is not a member of an organization.',
      );
    },
  };
}
