import type { AdminApi } from './admin-api.ts';
import { isMade, isOwn, ownMark } from './own.ts';
import type { FieldOption, WantedField } from './wanted-fields.ts';
import { type TicketField, ticketFieldAnswer } from './wire-admin.ts';
import type { FieldIds, FieldKey, Part, Work } from './work.ts';

const path = '/api/v2/ticket_fields';

/** The field that serves: the one in the settings, else ours, else one that has our option tags already. */
export function servingField(
  wanted: WantedField,
  fields: readonly TicketField[],
  settings: FieldIds,
): TicketField | undefined {
  const ofType = fields.filter(({ type }) => type === wanted.type);
  const tags = new Set(wanted.options.map(({ value }) => value));
  return (
    ofType.find(({ id }) => id === settings[wanted.key]) ??
    ofType.find((field) => field.title === wanted.title && isMade(field.agent_description)) ??
    ofType.find((field) => field.custom_field_options?.some(({ value }) => tags.has(value)))
  );
}

/** Fields that are missing are made, options that are missing are added; what a field has beside them stays. */
export function planFields(
  wanted: readonly WantedField[],
  fields: readonly TicketField[],
  settings: FieldIds,
  stage: string,
  api: AdminApi,
): Part & Readonly<{ ids: FieldIds }> {
  const serving = wanted.map((field) => [field, servingField(field, fields, settings)] as const);
  return {
    ids: Object.fromEntries(
      serving.flatMap(([{ key }, field]) => (field === undefined ? [] : [[key, field.id]])),
    ),
    work: serving.flatMap(([field, there]) =>
      there === undefined ? [creation(field, stage, api)] : completion(field, there, api),
    ),
    unchanged: serving.flatMap(([field, there]) =>
      there !== undefined && completion(field, there, api).length === 0 ? [fieldLabel(there)] : [],
    ),
  };
}

/** How a field is called in the diff. */
export const fieldLabel = ({ type, title }: Pick<TicketField, 'type' | 'title'>) =>
  `${type === 'tagger' ? 'drop-down' : 'text'} field "${title}"`;

const sample = (options: readonly FieldOption[]) => {
  const shown = options.slice(0, 3).map(({ value }) => value);
  return `${shown.join(', ')}${options.length > shown.length ? ` and ${options.length - shown.length} more` : ''}`;
};

function creation({ key, title, type, options }: WantedField, stage: string, api: AdminApi): Work {
  const what = fieldLabel({ type, title });
  const details =
    options.length === 0
      ? []
      : [`${options.length} ${options.length === 1 ? 'option' : 'options'}: ${sample(options)}`];
  return {
    change: { place: 'helpdesk', action: 'create', what, details },
    async run(known) {
      const choices = options.length === 0 ? {} : { custom_field_options: options };
      const body = { ticket_field: { type, title, agent_description: ownMark(stage), ...choices } };
      const call = { method: 'POST', path, body, doing: `make the ${what}` } as const;
      const made = await api.call(call, ticketFieldAnswer);
      return { fieldIds: withField(known.fieldIds, key, made.ticket_field.id) };
    },
  };
}

function completion(wanted: WantedField, there: TicketField, api: AdminApi): readonly Work[] {
  const present = there.custom_field_options ?? [];
  const missing = wanted.options.filter(({ value }) => !present.some((option) => option.value === value));
  const isOff = there.active === false;
  if (missing.length === 0 && !isOff) return [];
  const what = fieldLabel(there);
  const details = [
    ...(missing.length === 0
      ? []
      : [`options: ${present.length} → ${present.length + missing.length} (adds ${sample(missing)})`]),
    ...(isOff ? ['inactive → active'] : []),
  ];
  // The list replaces the one that was there.
  const options = [
    ...present.map(({ id, name, value }) => ({ ...(id === null ? {} : { id: Number(id) }), name, value })),
    ...missing,
  ];
  const body = {
    ticket_field: {
      ...(isOff ? { active: true } : {}),
      ...(missing.length === 0 ? {} : { custom_field_options: options }),
    },
  };
  const call = { method: 'PUT', path: `${path}/${there.id}`, body, doing: `change the ${what}` } as const;
  return [
    {
      change: { place: 'helpdesk', action: 'update', what, details },
      run: async () => void (await api.call(call, ticketFieldAnswer)),
    },
  ];
}

function withField(ids: FieldIds, key: FieldKey, id: string): FieldIds {
  return { ...ids, [key]: id };
}

/** Takes our own fields away, with what they say in tickets; others that served stay as they are. */
export function removeFields(fields: readonly TicketField[], stage: string, api: AdminApi): Part {
  const own = fields.filter(({ agent_description: description }) => isOwn(description, stage));
  return {
    work: own.map((field): Work => {
      const what = fieldLabel(field);
      return {
        change: {
          ...{ place: 'helpdesk', action: 'remove', what },
          details: ['its values go from all tickets'],
        },
        run: async () => void (await api.remove(`${path}/${field.id}`, `remove the ${what}`)),
      };
    }),
  };
}
