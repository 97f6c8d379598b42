import { fine, trouble } from '../../kit/set-up/findings.ts';
import { parsedSecret } from '../../kit/set-up/secrets.ts';
import type { Answers, Finding, OwnSide, SetUpDeps } from '../../set-up.ts';
import { id18 } from '../ids.ts';
import { apiWith, look } from './look.ts';
import { lookAtCatchUp } from './look-at-catch-up.ts';
import { storedClient } from './plan.ts';
import { signIn } from './sign-in.ts';

const check = 'salesforce.app';

/** The app, whose it is, and what the package brings. Relay, callout and Apex no data API shows. */
export async function examineSalesforce(
  _answers: Answers | null,
  { settings, secrets, stage }: OwnSide,
  deps: SetUpDeps,
): Promise<readonly Finding[]> {
  const client = parsedSecret(secrets.api, storedClient);
  const again = `npm run connect -- salesforce --stage ${stage} asks for consumer key and secret.`;
  if (settings === null || client === null)
    return [unable('There are no credentials for Salesforce.', again)];
  const signed = await signIn(settings.baseUrl.replace(/\/+$/, ''), client, deps);
  switch (signed.kind) {
    case 'no-answer':
      return [unable('Salesforce does not answer.', 'Look at baseUrl in the settings and at the network.')];
    case 'no-salesforce':
      return [
        unable(
          'Where baseUrl leads to is no Salesforce.',
          'Set it to My Domain: https://acme.my.salesforce.com',
        ),
      ];
    case 'refused':
      return [
        unable(
          'Salesforce refuses the app: its secret, its flow or its user is not right (any more).',
          again,
        ),
      ];
    case 'signed-in': {
      const api = apiWith(settings, client, deps);
      const found = await Promise.all([look(settings, api), lookAtCatchUp({ api, settings, now: deps.now })]);
      return [whose(signed, settings, stage), ...found.flat()];
    }
  }
}

function unable(what: string, mend: string): Finding {
  return trouble(check, 'error', { what, meaning: 'No note and no answer can be written.', mend });
}

function whose(
  { orgId, userId }: Readonly<{ orgId: string; userId: string }>,
  { account, runtimeUserId }: Readonly<{ account: string; runtimeUserId: string }>,
  stage: string,
): Finding {
  if (id18(orgId) === id18(account) && id18(userId) === id18(runtimeUserId))
    return fine(check, 'The app is good, and runs as the integration user of the settings.');
  return trouble(check, 'error', {
    what: `The app runs as the user ${userId} of the org ${orgId}; the settings say ${runtimeUserId} of ${account}.`,
    meaning: 'Our own notes are not known again, and might be answered.',
    mend: `npm run connect -- salesforce --stage ${stage}`,
  });
}
