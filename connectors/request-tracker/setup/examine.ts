import { fine, trouble } from '../../kit/set-up/findings.ts';
import { parsedSecret, storedSigningSecrets } from '../../kit/set-up/secrets.ts';
import type { Answers, Finding, OwnSide, SetUpDeps } from '../../set-up.ts';
import { apiSecret } from '../wire-api.ts';
import { apiWith, look } from './look.ts';

/** The token, its user, and of the queues in scope fields and rights. RT_SiteConfig and scrips no API shows. */
export async function examineRequestTracker(
  _answers: Answers | null,
  own: OwnSide,
  deps: SetUpDeps,
): Promise<readonly Finding[]> {
  const stored = parsedSecret(own.secrets.api, apiSecret);
  if (own.settings === null || stored === null) return [noToken(own)];
  const queues = own.settings.scope.include.groups;
  const seen = await look(own.settings, queues, apiWith(own.settings, stored.token, deps));
  return [...seen, signing(own), ...(queues.length === 0 ? [queuesUnknown] : [])];
}

function noToken({ stage }: OwnSide): Finding {
  return trouble('request-tracker.user', 'error', {
    what: 'There is no token for Request Tracker.',
    meaning: 'No note and no answer can be written.',
    mend: `npm run connect -- request-tracker --stage ${stage} asks for one.`,
  });
}

function signing({ secrets, stage }: OwnSide): Finding {
  const check = 'request-tracker.signing-secret';
  return storedSigningSecrets(secrets.webhook).length > 0
    ? fine(check, 'A signing secret is stored; whether RT_SiteConfig has the same, no API shows.')
    : trouble(check, 'error', {
        what: 'There is no signing secret.',
        meaning: 'No delivery is taken; messages wait for the catch-up.',
        mend: `npm run connect -- request-tracker --stage ${stage}`,
      });
}

const queuesUnknown = trouble('request-tracker.queue', 'note', {
  what: 'The settings name no queues, so that fields and rights were not looked at.',
  meaning: 'Which queues there are, no API lists for our user.',
  mend: 'Name them in scope.include.groups, or run connect with --queues.',
});
