import { randomUUID } from 'node:crypto';
import type { Values } from '../metadata/model.ts';
import type { Caller, Org } from '../records/context.ts';
import type { RecordChange } from '../store.ts';
import { apiVersion } from '../wire.ts';
import type { OutgoingEvent } from './outgoing.ts';

/** The only object whose changes this org sends; Case would be possible, CaseComment and FeedItem are not. */
const watchedObject = 'EmailMessage';
const left = new Set(['Id', 'IsDeleted', 'SystemModstamp', 'Name']);

const changeTypes = { created: 'CREATE', updated: 'UPDATE', deleted: 'DELETE' } as const;

/** Of a new record all fields that have a value, of a changed one those that changed. */
function fieldsOf(change: RecordChange): Values {
  if (change.kind === 'deleted') return {};
  const before = change.before ?? {};
  const entries = Object.entries(change.after).filter(([name, value]) =>
    change.kind === 'created' ? value !== null : (before[name] ?? null) !== value,
  );
  return Object.fromEntries(entries.filter(([name]) => !left.has(name)));
}

/** Numbers commits and makes Change Data Capture's events: https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_event_fields_header.htm */
export class ChangeEvents {
  readonly #org: Org;
  #lastCommit = 10_665_000_000;

  constructor(org: Org) {
    this.#org = org;
  }

  /** The events of a commit; `isGap`: only their headers, as after an error or for what is too large. */
  ofChanges(caller: Caller, changes: readonly RecordChange[], isGap = false): readonly OutgoingEvent[] {
    const watched = changes.filter(({ object }) => object === watchedObject);
    if (watched.length === 0) return [];
    this.#lastCommit += 1;
    const transactionKey = randomUUID();
    return watched.map((change, index) => {
      const fields = fieldsOf(change);
      const type = changeTypes[change.kind];
      const ChangeEventHeader = {
        entityName: watchedObject,
        recordIds: [change.id],
        changeType: isGap ? `GAP_${type}` : type,
        changeOrigin: originOf(caller),
        transactionKey,
        sequenceNumber: index + 1,
        commitTimestamp: this.#org.store.now().getTime(),
        commitNumber: this.#lastCommit,
        commitUser: caller.userId,
        nulledFields: change.kind === 'updated' && !isGap ? nulled(fields) : [],
        diffFields: [],
        changedFields: change.kind === 'updated' && !isGap ? Object.keys(fields) : [],
      };
      return {
        detailType: `${watchedObject}ChangeEvent`,
        payload: { ChangeEventHeader, ...(isGap ? {} : fields) },
      };
    });
  }
}

function nulled(fields: Values): readonly string[] {
  return Object.keys(fields).filter((name) => fields[name] === null);
}

function originOf({ api }: Caller): string {
  if (api === null) return '';
  const client = api.client === null ? '' : `;client=${api.client}`;
  return `com/salesforce/api/rest/${apiVersion}${client}`;
}
