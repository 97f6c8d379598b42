import * as z from 'zod/mini';
import type { AccountSettings } from '../../account.ts';
import { testText, testTitle } from '../../kit/set-up/try-out.ts';
import { SetUpError } from '../../set-up.ts';
import type { Api } from '../api.ts';
import { type ApiFailure, codeOf, isLackOfRights, readFailureOf } from '../errors.ts';
import { id18 } from '../ids.ts';
import { type Row, readRows } from '../ledger.ts';
import { ledgerObject } from '../names.ts';
import { salesforceSettingsOf } from '../settings.ts';
import { recordId } from '../wire.ts';

/** In a domain that nobody has: RFC 2606. */
const testAddress = 'dragoman-test@example.com';

const created = z.object({ id: recordId });
const creator = z.object({ CreatedById: recordId });
/** Of what is answered without a body. */
const nothing = z.unknown();

const casePath = (caseId: string) => `/sobjects/Case/${caseId}`;

/**
 * Opens a case as a form on the web does: what its description says is the word of whose address it bears, whoever opened it. No
 * contact is made. Gives its id. Throws SetUpError.
 */
export async function openTestCase(settings: AccountSettings, person: Api): Promise<string> {
  const body = {
    ...{ Subject: testTitle, Description: testText(settings.agentLanguages.default) },
    ...{ SuppliedName: testTitle, SuppliedEmail: testAddress },
  };
  const opened = await person.call({ method: 'POST', path: '/sobjects/Case', body }, created);
  if (opened.kind === 'ok') return opened.value.id;
  throw new SetUpError(whyNotOpened(opened));
}

function whyNotOpened(failure: ApiFailure): string {
  const why = readFailureOf(failure);
  if (why.kind === 'unauthorised' && why.status === 401)
    return 'Salesforce refuses the token in SALESFORCE_TEST_TOKEN: sf org auth show-access-token --target-org support gives a fresh one.';
  if (why.kind === 'unauthorised')
    return 'Whoever has the token in SALESFORCE_TEST_TOKEN may not open cases by the API: give that of an admin.';
  if (why.kind === 'refused')
    return `Salesforce refuses a test case (${why.code}): where a rule of yours asks for more fields, write as a customer instead.`;
  return why.kind === 'throttled'
    ? 'Salesforce takes no calls now: try again later.'
    : `Salesforce did not say that it has opened a test case: look for one called "${testTitle}", delete it, and try again.`;
}

/** Whether the runtime user opened it, of whose doings the package tells nothing. */
export async function isOpenedByUs(
  caseId: string,
  { runtimeUserId }: AccountSettings,
  person: Api,
): Promise<boolean> {
  const answer = await person.call(
    { method: 'GET', path: `${casePath(caseId)}?fields=CreatedById` },
    creator,
  );
  return answer.kind === 'ok' && answer.value.CreatedById === id18(runtimeUserId);
}

/** Whether the runtime user has written a note: its row is made in the same call. Throws SetUpError where it may not look. */
export async function hasNote(caseId: string, bot: Api): Promise<boolean> {
  const rows = await readRows(bot, caseId);
  if (rows.kind === 'ok') return rows.value.some(({ kinds }) => kinds.includes('note'));
  // Only for a moment, perhaps.
  const why = readFailureOf(rows);
  if (why.kind === 'throttled' || why.kind === 'unavailable') return false;
  throw new SetUpError(
    `The runtime user may not read ${ledgerObject.name}: assign it the permission set Dragoman (connectors/salesforce/package/README.md, step 2).`,
  );
}

/**
 * Deletes the case, with which the note goes, and our rows about it; where Salesforce does not delete it, the case is closed. Gives
 * the end of a sentence, which says what is left.
 */
export async function takeAwayCase(
  caseId: string,
  { settings, person, bot }: Readonly<{ settings: AccountSettings; person: Api; bot: Api }>,
): Promise<string> {
  const rows = await readRows(bot, caseId);
  const deleted = await person.call({ method: 'DELETE', path: casePath(caseId) }, nothing);
  if (deleted.kind === 'ok') {
    const left = await takeAwayRows(rows.kind === 'ok' ? rows.value : [], person);
    return left.length === 0
      ? 'its case is deleted again'
      : `its case is deleted again, but what ${ledgerObject.name} keeps of it is not: ${left.join(', ')}`;
  }
  const [status = 'Closed'] = salesforceSettingsOf(settings).statuses.solved;
  const closed = await person.call(
    { method: 'PATCH', path: casePath(caseId), body: { Status: status } },
    nothing,
  );
  return closed.kind === 'ok'
    ? `its case ${caseId} is ${status}, since ${whyNotDeleted(deleted)}`
    : `its case ${caseId} could not be taken away: delete it by hand`;
}

/**
 * Gives the ids of those that are left: the package gives nobody the right to delete rows, the runtime user neither. The lookup to
 * the case is emptied with the case, so that nobody would find them any more.
 */
async function takeAwayRows(rows: readonly Row[], person: Api): Promise<readonly string[]> {
  const left: string[] = [];
  for (const { id } of rows) {
    const path = `/sobjects/${ledgerObject.name}/${id}`;
    const deleted = await person.call({ method: 'DELETE', path }, nothing);
    if (deleted.kind !== 'ok' && deleted.kind !== 'not-found') left.push(id);
  }
  return left;
}

const whyNotDeleted = (failure: ApiFailure): string =>
  isLackOfRights(failure)
    ? 'you may not delete cases'
    : `Salesforce did not delete it (${codeOf(readFailureOf(failure))})`;
