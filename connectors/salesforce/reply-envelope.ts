import type { ReadFailure } from '../contract.ts';
import { addressesIn, lowerAddress } from './mail-addresses.ts';
import type { IncomingEmail, ReplyFacts } from './reply-facts.ts';
import type { SalesforceSettings } from './settings.ts';

/** Of one field of addresses, and of all together. https://developer.salesforce.com/docs/atlas.en-us.262.0.api_action.meta/api_action/actions_obj_email_simple.htm */
const maxAddressBytes = 4_000;
const maxRecipients = 150;

export type Envelope = Readonly<{ to: string; cc: readonly string[]; subject: string; sender: string }>;
type Addressed =
  | Readonly<{ ok: true; envelope: Envelope }>
  | Readonly<{ ok: false; refusal: Extract<ReadFailure, { kind: 'refused' }> }>;

const refusal = (code: string): Addressed => ({
  ok: false,
  refusal: { kind: 'refused', status: 0, code, expected: true },
});

/** To the sender of the customers' last e-mail and all in copy, never to an address of ours; without one to the case's own address. */
export function envelopeOf(
  facts: ReplyFacts,
  { email: { sender, ownAddresses } }: SalesforceSettings,
): Addressed {
  const own = new Set(
    [...facts.orgWide, ...ownAddresses, ...(sender === undefined ? [] : [sender])].map(lowerAddress),
  );
  const isTheirs = (address: string) => !own.has(address);
  const fromOf = ({ FromAddress }: IncomingEmail) => addressesIn(FromAddress).find(isTheirs);
  const last = facts.emails.find((email) => fromOf(email) !== undefined);
  const to =
    (last === undefined ? undefined : fromOf(last)) ??
    [facts.case.Contact?.Email ?? null, facts.case.SuppliedEmail].flatMap(addressesIn).find(isTheirs);
  if (to === undefined) return refusal('no-address');
  const cc = [...new Set(addressesIn(last?.CcAddress ?? null))].filter(
    (each) => isTheirs(each) && each !== to,
  );
  if (cc.length >= maxRecipients || Buffer.byteLength(cc.join(',')) > maxAddressBytes) {
    return refusal('too-many-recipients');
  }
  const from =
    sender ?? facts.orgWide.find((each) => addressesIn(last?.ToAddress ?? null).includes(lowerAddress(each)));
  if (from === undefined) return refusal('no-sender');
  const subject = last?.Subject ?? facts.case.Subject ?? '';
  return { ok: true, envelope: { to, cc, sender: from, subject: answering(subject) } };
}

const answering = (subject: string) =>
  /^\s*re\s*:/i.test(subject) ? subject.trim() : `Re: ${subject}`.trim();
