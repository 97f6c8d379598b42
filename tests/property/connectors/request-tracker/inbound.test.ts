import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestTracker } from '../../../../connectors/request-tracker/index.ts';
import { propertyRuns, propertyTimeoutMs } from '../../../support/property-runs.ts';
import {
  deliveryOf,
  hook,
  interpret,
  requestTrackerAccount,
} from '../../../support/request-tracker-connector.ts';

const { inbound } = requestTracker;
const settings = requestTrackerAccount();
const known = ['mail-created', 'staff-comment', 'field-changed', 'ticket-deleted'];

describe('what our scrips send', () => {
  it(
    'comes through without loss, whatever a customer writes',
    () => {
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (content, subject) => {
          // Act
          const meaning = interpret(hook('mail-correspond', { content, subject }));

          // Assess
          if (meaning.kind !== 'message') throw new Error(`is a ${meaning.kind}`);
          expect(meaning.message.content.text).toBe(content);
          expect(meaning.message.ticketFacts.subject).toBe(subject === '' ? null : subject);
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );

  it(
    'is understood or refused, never thrown at, with any one value replaced by anything',
    () => {
      const bodies = known.map((name) => hook(name));
      fc.assert(
        fc.property(fc.nat(), fc.nat(), fc.jsonValue(), (which, key, value) => {
          // Prepare
          const body = bodies[which % bodies.length];
          const names = Object.keys(body);
          const changed = { ...body, [names[key % names.length]!]: value };

          // Act
          const decoded = inbound.decode(deliveryOf(changed));
          const meaning = decoded.ok ? decoded.value.interpret(settings).kind : 'refused';

          // Assess
          expect([
            'message',
            'hint',
            'staff-comment',
            'command',
            'withdrawal',
            'skipped',
            'refused',
          ]).toContain(meaning);
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );

  it(
    'never tells a customer’s address',
    () => {
      fc.assert(
        fc.property(fc.emailAddress(), fc.boolean(), (address, isRequestor) => {
          // Act
          const meaning = interpret(
            hook('mail-created', {
              creator: address,
              requestor: isRequestor ? address : 'luc@example.org',
              creator_is_requestor: isRequestor,
            }),
          );

          // Assess
          expect(JSON.stringify(meaning).toLowerCase()).not.toContain(address.toLowerCase());
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );
});
