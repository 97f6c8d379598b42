const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const clockWithSeconds = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** `14:03` in the reader's time zone. */
export function formatTime(atMs: number): string {
  return clock.format(atMs);
}

/** `14:03:27` in the reader's time zone. */
export function formatTimeOfStep(atMs: number): string {
  return clockWithSeconds.format(atMs);
}
