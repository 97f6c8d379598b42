import type { PageConfig } from '../../api.ts';
import type { FieldOption, WireTicket } from './wire.ts';

export type FieldIds = NonNullable<PageConfig['helpdesk']>['fieldIds'];
export const dropdowns = ['language', 'sentiment', 'intent'] as const;
export type Dropdown = (typeof dropdowns)[number];

/** The options of the three fields that the pipeline fills, as the account offers them. */
export type FieldOptions = Readonly<Record<Dropdown, readonly FieldOption[]>>;

/** The option tags and texts that a ticket's fields hold; null = empty. */
export type FieldValues = Readonly<Record<keyof FieldIds, string | null>>;

export function fieldValuesOf(ticket: Pick<WireTicket, 'custom_fields'>, ids: FieldIds): FieldValues {
  const held = (id: string) => {
    const value = ticket.custom_fields.find((field) => field.id === id)?.value;
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    language: held(ids.language),
    sentiment: held(ids.sentiment),
    intent: held(ids.intent),
    subject: held(ids.subject),
  };
}

/** The value's name as the account's admin wrote it: `dm_lang_es` → `es`. Null = the field is empty or has no such option. */
export function optionName(options: readonly FieldOption[], value: string | null): string | null {
  return options.find((option) => option.value === value)?.name ?? null;
}
