import type { ReadFailure } from '../contract.ts';
import { addressesIn, lowerAddress } from './mail-addresses.ts';
import { isOfRequester } from './people.ts';
import { type IncomingEmail, isByPerson, type ReplyFacts } from './reply-facts.ts';
import { ownAddressesOf, type SalesforceSettings } from './settings.ts';

/** Of one field of addresses, and of all together. https://developer.salesforce.com/docs/atlas.en-us.262.0.api_action.meta/api_action/actions_obj_email_simple.htm */
const maxAddressBytes = 4_000;
const maxRecipients = 150;

export type Envelope = Readonly<{ to: string; cc: readonly string[]; subject: string; sender: string }>;
type Addressed =
  | Readonly<{ ok: true; envelope: Envelope }>
  | Readonly<{ ok: false; refusal: Extract<ReadFailure, { kind: 'refused' }> }>;

const refusal = (code: string, expected = true): Addressed => ({
  ok: false,
  refusal: { kind: 'refused', status: 0, code, expected },
});

/**
 * To whoever of the customers wrote last and all in copy, with the requester among them; never to a machine, a colleague or an
 * address of ours. Where nobody wrote, to the case's own address.
 */
export function envelopeOf(facts: ReplyFacts, { email }: SalesforceSettings): Addressed {
  const isTheirs = isTheirsFor(facts, email);
  const last = facts.emails.find((each) => writerOf(each, facts, isTheirs) !== undefined);
  const requester = requesterIn(facts, isTheirs);
  const to = (last === undefined ? undefined : writerOf(last, facts, isTheirs)) ?? requester;
  if (to === undefined) return refusal('no-address');
  const cc = copiesTo(to, requester, last, facts).filter((each) => isTheirs(each) && each !== to);
  if (cc.length >= maxRecipients || Buffer.byteLength(cc.join(',')) > maxAddressBytes) {
    return refusal('too-many-recipients');
  }
  const sender = email.sender ?? senderIn(facts);
  // An admin has to name it in the settings.
  if (sender === undefined) return refusal('no-sender', false);
  const subject = last?.Subject ?? facts.case.Subject ?? '';
  return { ok: true, envelope: { to, cc, sender, subject: answering(subject) } };
}

/** The address of ours that was last written to, in copy or not, by whomever; else the only one that the org has. */
function senderIn({ emails, orgWide }: ReplyFacts): string | undefined {
  const writtenTo = emails
    .flatMap(({ ToAddress, CcAddress }) => [ToAddress, CcAddress])
    .flatMap(addressesIn)
    .flatMap((address) => orgWide.find((each) => lowerAddress(each) === address) ?? []);
  return writtenTo[0] ?? (orgWide.length === 1 ? orgWide[0] : undefined);
}

type IsTheirs = (address: string) => boolean;

function isTheirsFor({ orgWide }: ReplyFacts, email: SalesforceSettings['email']): IsTheirs {
  const known = new Set([...orgWide.map(lowerAddress), ...ownAddressesOf({ email })]);
  return (address) => !known.has(address);
}

/** The customer who wrote an e-mail; undefined = none did. */
function writerOf(email: IncomingEmail, facts: ReplyFacts, isTheirs: IsTheirs): string | undefined {
  if (!isByPerson(email)) return undefined;
  const isOfStaff = (address: string) => facts.staff.has(address) && !isOfRequester(email, facts.case);
  return addressesIn(email.FromAddress).find((address) => isTheirs(address) && !isOfStaff(address));
}

/** The addresses that a case's requester is known by: not that of a colleague who opened it with what its contact wrote. */
function ofRequester({ case: ofCase, staff }: ReplyFacts): readonly string[] {
  const { Contact, SuppliedEmail } = ofCase;
  return [Contact?.Email ?? null, SuppliedEmail]
    .flatMap(addressesIn)
    .filter((address) => !staff.has(address) || isOfRequester({ FromAddress: address }, ofCase));
}

/** Where the requester last wrote from, else where they are known to be. */
function requesterIn(facts: ReplyFacts, isTheirs: IsTheirs): string | undefined {
  const known = ofRequester(facts).filter(isTheirs);
  const written = facts.emails.flatMap(({ FromAddress }) => addressesIn(FromAddress));
  return written.find((address) => known.includes(address)) ?? known[0];
}

/** Whoever is in copy, and the requester unless they are among all these already. */
function copiesTo(
  to: string,
  requester: string | undefined,
  last: IncomingEmail | undefined,
  facts: ReplyFacts,
): readonly string[] {
  const cc = addressesIn(last?.CcAddress ?? null);
  const isReached = ofRequester(facts).some((address) => address === to || cc.includes(address));
  return [...new Set(isReached || requester === undefined ? cc : [...cc, requester])];
}

const answering = (subject: string) =>
  /^\s*re\s*:/i.test(subject) ? subject.trim() : `Re: ${subject}`.trim();
