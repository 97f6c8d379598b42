import * as z from 'zod/mini';
import type { PartnerBus } from '../contract.ts';
import { problemsOf } from '../kit/wire.ts';
import { interpretEmailChange } from './change-event.ts';
import { id18, idPattern, isIdOf } from './ids.ts';
import { type Decoded, decoded, decodeMessageEvent, notForUs } from './inbound.ts';
import { messageEvent } from './names.ts';
import { emailChange, relayed } from './wire-event.ts';

const sourcePrefix = 'aws.partner/salesforce.com/';

/**
 * Event Relay. One relay carries one kind of event, so that change events of e-mails come by a second one.
 * https://developer.salesforce.com/docs/platform/event-relay/guide/event-relay-config.html
 */
export const partnerBus: PartnerBus = {
  sourcePrefix,

  decode({ source, detailType, detail }) {
    const account = organizationOf(source);
    if (account === null) {
      return { ok: false, error: [{ path: 'source', expected: `${sourcePrefix}<organization>/<channel>` }] };
    }
    if (detailType !== messageEvent.name && detailType !== emailChangeEvent) return notForUs(account);
    const event = z.safeParse(relayed, detail);
    if (!event.success) return { ok: false, error: problemsOf(event.error, ['detail']) };
    const root = ['detail', 'payload'];
    return detailType === messageEvent.name
      ? decodeMessageEvent(event.data.payload, account, root)
      : decodeEmailChange(event.data.payload, account, root);
  },
};

const emailChangeEvent = 'EmailMessageChangeEvent';

/** The organisation that the source's name names; null = it is no such name. */
function organizationOf(source: string): string | null {
  if (!source.startsWith(sourcePrefix)) return null;
  const [organization = ''] = source.slice(sourcePrefix.length).split('/');
  return idPattern.test(organization) && isIdOf('organization', organization) ? id18(organization) : null;
}

function decodeEmailChange(payload: unknown, account: string, root: readonly string[]): Decoded {
  const change = z.safeParse(emailChange, payload);
  if (!change.success) return { ok: false, error: problemsOf(change.error, root) };
  return decoded(account, (settings) => interpretEmailChange(change.data, settings));
}
