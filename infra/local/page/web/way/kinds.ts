import type { WayStep } from '../../api.ts';

/** The kinds of stations: how each is drawn and called, and what it is. */
export const kinds = {
  'http-request': { icon: 'door', words: 'HTTP request', meaning: 'the helpdesk calls the stack: a webhook' },
  event: {
    icon: 'event',
    words: 'Event',
    meaning: 'something has happened; it stands on the bus for all to hear',
  },
  queue: { icon: 'queue', words: 'Queue', meaning: 'work that waits, one conversation’s in order' },
  invocation: {
    icon: 'function',
    words: 'Function',
    meaning: 'our code in AWS Lambda, run for this message',
  },
  'service-call': { icon: 'cloud', words: 'Service call', meaning: 'a function asks an AWS service' },
  'helpdesk-call': {
    icon: 'desk',
    words: 'Helpdesk call',
    meaning: 'a function reads or writes in the helpdesk',
  },
} as const satisfies Readonly<
  Record<WayStep['kind'], Readonly<{ icon: string; words: string; meaning: string }>>
>;
