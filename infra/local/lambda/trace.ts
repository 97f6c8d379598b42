import { randomBytes } from 'node:crypto';

/** An X-Ray header of a new trace that began at `nowMs`: version 1, seconds in hex, 96 random bits. */
export function newTraceHeader(nowMs: number): string {
  const seconds = Math.floor(nowMs / 1_000)
    .toString(16)
    .padStart(8, '0');
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')}`;
}

/** The same trace, as one hop passes it to the next. */
export function childTraceHeader(root: string): string {
  return `Root=${root};Parent=${randomBytes(8).toString('hex')};Sampled=1`;
}
