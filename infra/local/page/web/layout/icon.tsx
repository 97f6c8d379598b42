/** Drawn on 16 × 16, strokes only, so that they take the colour of the text beside them. */
const paths = {
  send: 'M2 8 14 2.5 10.5 13.5 7.5 9 2 8Zm5.5 1L14 2.5',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  globe:
    'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM2 8h12M8 2c2 1.8 2.6 3.8 2.6 6S10 12.2 8 14c-2-1.8-2.6-3.8-2.6-6S6 3.8 8 2Z',
  mail: 'M2 4h12v8.5H2zM2 4.5l6 4.5 6-4.5',
  chat: 'M2.5 3h11v7.5H8L5 13.5v-3H2.5z',
  check: 'M3 8.5 6.5 12 13 4.5',
  alert: 'M8 2.5 14.5 13.5h-13zM8 6.5v3.2M8 11.6v.4',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 4.8V8l2.2 1.6',
  retry: 'M13 8a5 5 0 1 1-1.6-3.7M13.2 2.2v2.6h-2.6',
  stop: 'M5.3 2h5.4L14 5.3v5.4L10.7 14H5.3L2 10.7V5.3zM5.8 5.8l4.4 4.4M10.2 5.8 5.8 10.2',
  event: 'M9 1.8 3.5 9H8l-1 5.2L12.5 7H8z',
  function: 'M4 13.5 7.2 6M3.5 2.5h1.8L10.8 13.5h1.7',
  cloud: 'M4.5 12.5a3 3 0 0 1-.2-6 4 4 0 0 1 7.6 1 2.5 2.5 0 0 1-.4 5z',
  desk: 'M3 9V7.5a5 5 0 0 1 10 0V9M3 8.5h2v4H3zM11 8.5h2v4h-2z',
  queue: 'M2.5 4h11M2.5 8h11M2.5 12h7',
  door: 'M6.5 2.5h6v11h-6M2 8h7M6.5 5.5 9 8l-2.5 2.5',
  smile: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM5.3 9.3c1.3 1.9 4.1 1.9 5.4 0M5.9 6.2v.6M10.1 6.2v.6',
  flat: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM5.5 10h5M5.9 6.2v.6M10.1 6.2v.6',
  frown: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM5.3 11c1.3-1.9 4.1-1.9 5.4 0M5.9 6.2v.6M10.1 6.2v.6',
  mixed: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM5 10.2c1-1.4 2-1.4 3 0s2 1.4 3 0M5.9 6.2v.6M10.1 6.2v.6',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6ZM8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M3.4 12.6l1.1-1.1M11.5 4.5l1.1-1.1',
  moon: 'M13.2 9.8A5.8 5.8 0 0 1 6.2 2.8a5.8 5.8 0 1 0 7 7Z',
  auto: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 2v12M8 4.5h3.8M8 7h5.5M8 9.5h5.4M8 12h3.4',
  clip: 'M12.5 7.5 7.7 12.3a3 3 0 0 1-4.2-4.2l5.3-5.3a2 2 0 0 1 2.8 2.8L6.4 10.8a1 1 0 0 1-1.4-1.4l4.6-4.6',
  engine:
    'M2 4.5h6M5 3v1.5M7 4.5C6.3 7 4.5 8.7 2.2 9.7M3.4 6.5C4.2 8 5.5 9.2 7.3 9.8M8 13.5 11 6.5l3 7M9 11.2h4',
  bulb: 'M6 12h4M6.5 14h3M8 2a4 4 0 0 0-2.3 7.3c.5.4.8 1 .8 1.6h3c0-.6.3-1.2.8-1.6A4 4 0 0 0 8 2Z',
  chevron: 'M4 6l4 4 4-4',
} as const;
export type IconName = keyof typeof paths;

/** Beside words that say the same, so never read out. */
export function Icon({ name }: Readonly<{ name: IconName }>) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
