import type { Finding } from '../../../set-up.ts';
import { fieldFamilies } from '../../vocabulary.ts';
import type { WantedField } from '../wanted-fields.ts';
import type { TicketField, TicketForm } from '../wire-admin.ts';
import type { FieldIds, FieldKey } from '../work.ts';
import { someOf, trouble, well } from './findings.ts';

/** What the account has; `forms` null = its plan has none, so that each field shows by itself. */
export type FieldFacts = Readonly<{ fields: readonly TicketField[]; forms: readonly TicketForm[] | null }>;
/** What should be there. */
export type ExpectedFields = Readonly<{
  ids: FieldIds;
  wanted: readonly WantedField[];
  /** Where a translation is a field's value; null = it is a note. */
  translationField: string | null;
}>;

const purposes: Readonly<Record<FieldKey, string>> = {
  language: 'Language',
  sentiment: 'Sentiment',
  intent: 'Intent',
  subject: 'The translated subject',
};

/** The fields of the settings, as the account has them. Pure. */
export function judgeFields(
  facts: FieldFacts,
  expected: ExpectedFields,
  connect: string,
): readonly Finding[] {
  return [
    ...expected.wanted.flatMap((wanted) => oneField(wanted, facts, expected.ids[wanted.key], connect)),
    ...translation(facts, expected.translationField, connect),
    ...triageOfZendesk(facts.fields),
  ];
}

function oneField(
  wanted: WantedField,
  facts: FieldFacts,
  id: string | undefined,
  connect: string,
): readonly Finding[] {
  const check = `field-${wanted.key}`;
  const purpose = purposes[wanted.key];
  if (id === undefined)
    return [
      trouble(check, 'note', {
        what: `${purpose} has no ticket field in the settings.`,
        meaning: 'It is not shown to agents, and no view can sort by it.',
        mend: `${connect} makes the field, or leave it so.`,
      }),
    ];
  const field = facts.fields.find((each) => each.id === id);
  const wrong = field === undefined ? 'does not exist' : wrongWith(field, wanted.type);
  if (field === undefined || wrong !== null)
    return [
      trouble(check, 'error', {
        what: `${purpose}: the ticket field ${id} ${wrong}.`,
        meaning: 'Zendesk refuses the update of the fields; the note goes out alone.',
        mend: `${connect} makes one that serves; or activate it: Admin Center → Objects and rules → Tickets → Fields.`,
      }),
    ];
  return [
    options(check, field, wanted, connect),
    ...(facts.forms === null ? [] : [placement(check, field, facts.forms, connect)]),
  ];
}

function wrongWith({ type, active }: TicketField, wanted: WantedField['type']): string | null {
  if (type !== wanted) return `is of the type ${type}, not ${wanted === 'tagger' ? 'drop-down' : 'text'}`;
  return active === false ? 'is inactive' : null;
}

function options(check: string, field: TicketField, wanted: WantedField, connect: string): Finding {
  const present = new Set(field.custom_field_options?.map(({ value }) => value));
  const missing = wanted.options.filter(({ value }) => !present.has(value));
  if (missing.length === 0)
    return well(
      check,
      wanted.options.length === 0
        ? `The field "${field.title}" is there.`
        : `The field "${field.title}" has all ${wanted.options.length} options.`,
    );
  const names = someOf(missing.map(({ value }) => value));
  return trouble(check, 'warning', {
    what: `The field "${field.title}" lacks ${missing.length} of ${wanted.options.length} options: ${names}.`,
    meaning: 'Where one of them comes up, Zendesk refuses the fields, and the note goes out alone.',
    mend: `${connect} adds them.`,
  });
}

function placement(
  check: string,
  { id, title }: TicketField,
  forms: readonly TicketForm[],
  connect: string,
): Finding {
  const active = forms.filter((form) => form.active !== false);
  const having = active.filter((form) => form.ticket_field_ids?.includes(id));
  const names = someOf(
    having.map(({ name }) => `"${name}"`),
    5,
  );
  if (having.length > 0)
    return well(
      `${check}-forms`,
      `The field "${title}" is on ${having.length} of ${active.length} forms: ${names}.`,
    );
  return trouble(`${check}-forms`, 'warning', {
    what: `The field "${title}" is on no active ticket form.`,
    meaning: 'It is kept, but agents do not see it in a ticket.',
    mend: `${connect} puts it on the forms that --forms names.`,
  });
}

/** A translation that goes into a field needs one with room for it. */
function translation({ fields }: FieldFacts, id: string | null, connect: string): readonly Finding[] {
  if (id === null) return [];
  const field = fields.find((each) => each.id === id);
  if (field?.type === 'textarea' && field.active !== false)
    return [well('field-translation', `The field "${field.title}" takes the translations.`)];
  return [
    trouble('field-translation', 'error', {
      what: `The ticket field ${id}, which is to take the translations, is no active multi-line text.`,
      meaning: 'Translations go as internal notes all the same, and mail followers.',
      mend: `Make a multi-line text field and set vendor.translation.field, or take vendor.translation out; then ${connect}.`,
    }),
  ];
}

/** The tags of Zendesk's own triage: `language__es`, `sentiment__negative`, `intent__…`. */
function triageOfZendesk(fields: readonly TicketField[]): readonly Finding[] {
  const families = fieldFamilies.filter((family) =>
    fields.some(({ custom_field_options: there }) =>
      there?.some(({ value }) => value.startsWith(`${family}__`)),
    ),
  );
  if (families.length === 0) return [];
  return [
    trouble('own-triage', 'note', {
      what: `Zendesk's own triage keeps fields too: ${families.map((family) => `${family}__…`).join(', ')}.`,
      meaning: 'Agents see two fields for the same thing, and the two may differ. Tags do not clash.',
      mend: 'Switch one of them off: Admin Center → AI → Intelligent triage, or take ours off the forms.',
    }),
  ];
}
