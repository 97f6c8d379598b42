import { createHash, randomBytes } from 'node:crypto';

/**
 * An id as the REST API shows it: a number where it is one. The one liberty of this stand-in: an id that a caller chose
 * and that is no number (`r1`) is shown as the string it is.
 */
export function wireId(id: string): number | string {
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : id;
}

export function wireIdOrNull(id: string | null): number | string | null {
  return id === null ? null : wireId(id);
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function ulidFrom(at: Date, chanceBytes: Uint8Array): string {
  let rest = at.getTime();
  let time = '';
  for (let i = 0; i < 10; i += 1) {
    time = crockford.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  const chance = Array.from(chanceBytes, (byte) => crockford.charAt(byte % 32)).join('');
  return time + chance;
}

/** A ULID, the form of Zendesk's event and invocation ids: ten characters of time, sixteen of chance. */
export function ulid(at: Date): string {
  return ulidFrom(at, randomBytes(16));
}

/** The ULID that a record keeps. */
export function stableUlid(at: Date, recordId: string): string {
  return ulidFrom(at, createHash('sha256').update(recordId).digest().subarray(0, 16));
}
