import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Verdict } from '../contract.ts';

/** How far a signature's time may lie from the time of receipt. */
export type SignatureWindow = Readonly<{ maxAgeMs: number; maxFutureMs: number }>;

/**
 * Old ones are taken for a day: it is not documented whether vendors renew the time when they retry, and a replay does
 * no harm, because the same message is never handled twice. Future ones only within what clocks differ.
 */
const defaultWindow: SignatureWindow = { maxAgeMs: 24 * 60 * 60_000, maxFutureMs: 5 * 60_000 };

export type SignedDelivery = Readonly<{
  /** As it stood in the header; undefined = the header was missing. */
  signature: string | undefined;
  encoding: 'base64' | 'hex';
  /** What the vendor signed, in order: raw bytes, never a body that was parsed and written again. */
  signedParts: readonly (string | Uint8Array)[];
  /** The time that the vendor signed; null = it could not be read. */
  signedAt: Date | null;
  receivedAt: Date;
  window?: SignatureWindow;
}>;

const shapes = { base64: /^[A-Za-z0-9+/]{43}=$/, hex: /^[0-9a-fA-F]{64}$/ } as const;

/** HMAC-SHA256 over the parts, as raw bytes. The secret is used as written, not decoded. */
function hmacSha256(secret: string, parts: readonly (string | Uint8Array)[]): Buffer {
  const hmac = createHmac('sha256', secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}

/** Index of the secret that made this digest, or -1. Constant time for each secret; an empty secret never matches. */
export function matchingSecret(
  digest: Uint8Array,
  parts: readonly (string | Uint8Array)[],
  secrets: readonly string[],
): number {
  return secrets.findIndex((secret) => {
    const expected = hmacSha256(secret, parts);
    return secret !== '' && expected.length === digest.length && timingSafeEqual(expected, digest);
  });
}

/** Whether the signature's time is near enough to the time of receipt, on either side. */
export function insideWindow(
  signedAt: Date,
  receivedAt: Date,
  window: SignatureWindow = defaultWindow,
): boolean {
  const ageMs = receivedAt.getTime() - signedAt.getTime();
  return ageMs <= window.maxAgeMs && ageMs >= -window.maxFutureMs;
}

/** The bytes of a written signature, or null where it is not 32 bytes written in the one way of that encoding. */
export function signatureBytes(signature: string, encoding: SignedDelivery['encoding']): Buffer | null {
  if (!shapes[encoding].test(signature)) return null;
  const bytes = Buffer.from(signature, encoding);
  // The last base64 digit has two bits that decoding drops: without this, four texts would be the same signature.
  return bytes.toString(encoding) === (encoding === 'hex' ? signature.toLowerCase() : signature)
    ? bytes
    : null;
}

/**
 * Checks an HMAC-SHA256 signature and its time against several secrets (a rotation has two). Never throws. The time is
 * looked at only after the signature, so that a forger learns nothing about the window.
 */
export function verifySignature(delivery: SignedDelivery, secrets: readonly [string, ...string[]]): Verdict {
  if (delivery.signature === undefined) return { trusted: false, why: 'no-proof' };
  const digest = signatureBytes(delivery.signature, delivery.encoding);
  if (digest === null || delivery.signedAt === null) return { trusted: false, why: 'malformed' };
  const secretIndex = matchingSecret(digest, delivery.signedParts, secrets);
  if (secretIndex < 0) return { trusted: false, why: 'mismatch' };
  if (!insideWindow(delivery.signedAt, delivery.receivedAt, delivery.window)) {
    return { trusted: false, why: 'outside-window' };
  }
  return { trusted: true, secretIndex };
}
