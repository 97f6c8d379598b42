import { fine, trouble } from '../../kit/set-up/findings.ts';
import type { Finding } from '../../set-up.ts';
import type { Reading } from '../case-reading.ts';
import { readStreams } from '../catch-up.ts';
import { readReplies } from '../catch-up-replies.ts';
import { cursorOf, type StreamName } from '../catch-up-streams.ts';
import { type ApiFailure, codeOf, readFailureOf } from '../errors.ts';

const check = 'salesforce.catch-up';

const lookedThrough: Readonly<Record<StreamName, string>> = {
  emails: 'e-mails (EmailMessage)',
  comments: 'comments (CaseComment)',
  posts: 'posts (CaseFeed)',
  cases: 'new cases (Case)',
  deleted: 'deleted cases (Case, in the bin)',
};

/** Asks what the catch-up asks, of this moment alone, and says which of it the org refuses. */
export async function lookAtCatchUp(reading: Reading): Promise<readonly Finding[]> {
  const now = reading.now();
  const cursor = cursorOf({ cursor: null, since: now, until: now });
  const streams = await readStreams(cursor, now, reading);
  if (streams.kind !== 'ok') return [notReadable(streams)];
  const replies = await readReplies(cursor.replies, now, reading);
  if (replies.kind !== 'ok') return [notReadable(replies)];
  const { refused } = streams.value;
  const found = [...refused].map(([name, failure]) => refusedStream(name, codeOf(failure)));
  // Where the posts are refused, so are the replies below them; that is said once.
  if (replies.value.refused !== null && !refused.has('posts'))
    found.push(refusedReplies(codeOf(replies.value.refused)));
  return found.length === 0 ? [fine(check, 'The catch-up may read all that it looks through.')] : found;
}

function refusedStream(name: StreamName, code: string): Finding {
  return trouble(check, 'warning', {
    what: `Salesforce refuses the catch-up’s query of ${lookedThrough[name]}: ${code}.`,
    meaning: 'What no event told of is not found there, and the alarm salesforce-catch-up-behind rings.',
    mend: `${name === 'posts' && code === 'unauthorised' ? showFeed : letRead} The catch-up then goes on from where it stopped.`,
  });
}

const letRead =
  'Let the integration user read that object and the fields of its query (connectors/salesforce/records.ts).';
const showFeed =
  'Switch on Chatter in the org and for the integration user, and Feed Tracking for Case; where the org has no feed, set ' +
  'note to "case-comment" in the vendor part of the account’s settings.';

function refusedReplies(code: string): Finding {
  return trouble(check, 'note', {
    what: `Salesforce does not let replies below posts be asked for: ${code}.`,
    meaning: 'A reply that no event told of is not found; the package tells of each as it is written.',
    mend: null,
  });
}

function notReadable(failure: ApiFailure): Finding {
  return trouble(check, 'warning', {
    what: `The catch-up cannot read Salesforce: ${codeOf(readFailureOf(failure))}.`,
    meaning: 'A message that no event told of gets no note.',
    mend:
      'Let the integration user read EmailMessage, CaseComment, CaseFeed and Case; where it is throttled or unavailable, run ' +
      'doctor again later.',
  });
}
