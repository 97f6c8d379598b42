import { hashedAddress } from '../kit/hashed-address.ts';

/** What a record's id begins with tells its object. https://help.salesforce.com/s/articleView?id=000385203&type=1 */
export const idPrefixes = {
  organization: '00D',
  user: '005',
  contact: '003',
  case: '500',
  emailMessage: '02s',
  caseComment: '00a',
  feedItem: '0D5',
  feedComment: '0D7',
} as const;

export type ObjectKind = keyof typeof idPrefixes;

export const isIdOf = (kind: ObjectKind, id: string): boolean => id.startsWith(idPrefixes[kind]);

/** 15 characters in which upper and lower case differ, or those and three that say which are upper case. */
export const idPattern = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

const suffixAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const chunkCharacters = 5;

/** One character for five: its number in the alphabet has a bit for each that is upper case, the first one's the lowest. */
function suffixOf(chunk: string): string {
  const bits = [...chunk].reduce(
    (sum, character, index) => (/[A-Z]/.test(character) ? sum + 2 ** index : sum),
    0,
  );
  return suffixAlphabet.charAt(bits);
}

/** The id in 18 characters, which is the one form that we compare and keep. Any other text is given back as it is. */
export function id18(id: string): string {
  if (id.length !== 3 * chunkCharacters || !idPattern.test(id)) return id;
  const chunks = [0, 1, 2].map((index) => id.slice(index * chunkCharacters, (index + 1) * chunkCharacters));
  return id + chunks.map(suffixOf).join('');
}

/** As much of an address as the package's event holds; an e-mail's own may have 1,000 characters. */
const addressCharacters = 80;

/**
 * The key of a customer who is no contact, which keeps their address to itself. An event may have cut a long address, so that
 * only its beginning counts in what is read back, too. `account`: the org's id of 18 characters.
 */
export const mailAuthorKey = (address: string, account: string): string =>
  hashedAddress(address.slice(0, addressCharacters), account);

/** A case's own description, where it has no message record. */
export const firstMessageOf = (ticket: string): string => `first:${ticket}`;
