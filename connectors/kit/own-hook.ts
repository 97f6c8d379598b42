import type { RawDelivery, Verdict } from '../contract.ts';
import { type SignatureWindow, verifySignature } from './hmac.ts';

/**
 * How a delivery is signed by code of ours that runs inside a helpdesk (an Apex class, a scrip, a business rule): for
 * tools that sign nothing themselves. `v1=` + hex of HMAC-SHA256(secret, time + "." + raw body); the time is in Unix seconds.
 */
export const ownHookHeaders = {
  signature: 'x-dragoman-signature',
  timestamp: 'x-dragoman-timestamp',
} as const;

const versionPrefix = 'v1=';

/** Checks such a delivery. Never throws. */
export function verifyOwnHook(
  { headers, body, receivedAt }: RawDelivery,
  secrets: readonly [string, ...string[]],
  window?: SignatureWindow,
): Verdict {
  const signature = headers[ownHookHeaders.signature];
  const timestamp = headers[ownHookHeaders.timestamp];
  if (signature === undefined || timestamp === undefined) return { trusted: false, why: 'no-proof' };
  if (!signature.startsWith(versionPrefix)) return { trusted: false, why: 'malformed' };
  return verifySignature(
    {
      signature: signature.slice(versionPrefix.length),
      encoding: 'hex',
      signedParts: [timestamp, '.', body],
      signedAt: instantOf(timestamp),
      receivedAt,
      ...(window === undefined ? {} : { window }),
    },
    secrets,
  );
}

/** Ten digits are enough until the year 2286. */
function instantOf(unixSeconds: string): Date | null {
  return /^[1-9]\d{9}$/.test(unixSeconds) ? new Date(Number(unixSeconds) * 1000) : null;
}
