import type { Ending, RefusalReason } from './ending.ts';

/** What the vendor gets to see. */
export type WebhookAnswer = Readonly<{
  statusCode: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}>;

type Said = Readonly<{ status: number; error: string }>;

/**
 * 409 for all that is our fault: Zendesk tries again after a 409, but not after a 500
 * (https://developer.zendesk.com/documentation/webhooks/anatomy-of-a-webhook-request/). The 401 does not say what was
 * wrong with the proof.
 */
const said = {
  'too-large': { status: 413, error: 'The body is too large' },
  'wrong-media-type': { status: 415, error: 'Content-Type must be application/json' },
  'unknown-account': { status: 404, error: 'There is no such account' },
  'bad-signature': { status: 401, error: 'Unauthorized' },
  'stale-timestamp': { status: 401, error: 'Unauthorized' },
  'not-json': { status: 400, error: 'The body is not JSON in UTF-8' },
  'bad-shape': { status: 400, error: 'The body is not of the expected shape' },
  'account-mismatch': { status: 400, error: 'The body belongs to another account than the path' },
  'not-configured': { status: 409, error: 'This account is not set up yet; send again later' },
  'publish-failed': { status: 409, error: 'Could not be taken now; send again' },
  timeout: { status: 409, error: 'Could not be taken now; send again' },
  unexpected: { status: 409, error: 'Could not be taken now; send again' },
} as const satisfies Record<RefusalReason, Said>;

function json(statusCode: number, content: object): WebhookAnswer {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(content) };
}

/** Turns an ending into the HTTP answer. */
export function answerTo(ending: Ending): WebhookAnswer {
  switch (ending.kind) {
    case 'accepted':
      return json(202, { accepted: 1 });
    case 'skipped':
      return json(202, { accepted: 0, skipped: ending.reason });
    case 'refused': {
      const { status, error } = said[ending.reason];
      return json(status, ending.problems ? { error, problems: ending.problems } : { error });
    }
  }
}
