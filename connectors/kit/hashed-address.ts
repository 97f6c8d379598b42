import { createHmac } from 'node:crypto';

/** Half of a SHA-256, in hexadecimal digits. */
const digits = 32;

/** What `hashedAddress` gives. */
export const hashedAddressPattern = new RegExp(`^mail-[0-9a-f]{${digits}}$`);

/**
 * Whom an e-mail address names, for events and tables, where addresses do not belong: its hash, keyed with the account, so that
 * nobody is the same in two accounts and no list of hashes serves for all. It hides an address from readers, not from whoever
 * tries one. Upper case and blanks around do not count.
 */
export function hashedAddress(address: string, account: string): string {
  const digest = createHmac('sha256', account).update(address.trim().toLowerCase()).digest('hex');
  return `mail-${digest.slice(0, digits)}`;
}
