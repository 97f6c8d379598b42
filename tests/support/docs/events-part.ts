import * as z from 'zod/mini';
import { catalogue } from '../../../events/catalogue.ts';
import { envelopeShape } from '../../../events/envelope.ts';
import { jsonSchemaOf } from '../../../events/json-schemas.ts';
import { fence, table } from './markdown.ts';
import { type Field, fieldsOfSchema } from './schema-fields.ts';

type Contract = (typeof catalogue)[number];

const archivedFor = '14 days';

/** The table of events in the README. */
export function eventsTable(): string {
  return table(
    ['detail-type', 'says', 'in the archive'],
    catalogue.map(({ detailType, title, archived }) => [
      `[\`${detailType}\`](docs/events.md#${anchorOf(detailType)})`,
      title,
      archived ? archivedFor : 'no',
    ]),
  );
}

/** As the heading of an event is addressed: what is no letter, digit or dash goes. */
const anchorOf = (detailType: string) => detailType.replaceAll('.', '');

const fieldRow = ({ path, type, isOptional, meaning, when }: Field): string[] => [
  when === null ? `\`${path}\`` : `\`${path}\` (\`${when}\`)`,
  `${type}${isOptional ? ', may be absent' : ''}`,
  meaning,
];

const fieldTable = (fields: readonly Field[]) => table(['field', 'type', 'meaning'], fields.map(fieldRow));

/** All fields of an event, with the envelope's. */
export const fieldsOfEvent = (contract: Contract): readonly Field[] => fieldsOfSchema(jsonSchemaOf(contract));

const isOfEnvelope = ({ path }: Field) => Object.hasOwn(envelopeShape, path);

function eventSection(contract: Contract): string {
  const { detailType, title, published, archived } = contract;
  return [
    `### ${detailType}`,
    title,
    `**Published** ${published[0]?.toLowerCase()}${published.slice(1)} ${archived ? `Kept in the archive for ${archivedFor}.` : 'Not archived.'} Schema: [${detailType}.json](../events/schemas/${detailType}.json).`,
    fieldTable(fieldsOfEvent(contract).filter((field) => !isOfEnvelope(field))),
    'Its rule, archive replays left out:',
    fence('json', JSON.stringify(contract.pattern())),
    'An example of `detail`:',
    fence('json', JSON.stringify(contract.examples[0], null, 2)),
  ].join('\n\n');
}

/** The events one by one: what each says, when it is published, its fields, a rule, an example. */
export function eventsPart(): string {
  const envelope = fieldsOfSchema(z.toJSONSchema(z.object(envelopeShape), { io: 'input' }));
  return [
    '### The envelope',
    'Every event has these fields, beside its own:',
    fieldTable(envelope),
    ...catalogue.map(eventSection),
  ].join('\n\n');
}
