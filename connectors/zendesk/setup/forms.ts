import * as z from 'zod/mini';
import type { AdminApi } from './admin-api.ts';
import { isOwn } from './own.ts';
import type { WantedField } from './wanted-fields.ts';
import { type TicketField, type TicketForm, ticketForm } from './wire-admin.ts';
import type { FieldIds, Part, Work } from './work.ts';

const formAnswer = z.object({ ticket_form: ticketForm });

/**
 * Puts the fields on the chosen forms, behind what those have. `forms` null = the account has no forms: Zendesk then shows every
 * field by itself.
 */
export function planForms(
  chosen: readonly string[],
  forms: readonly TicketForm[] | null,
  fields: Readonly<{ wanted: readonly WantedField[]; ids: FieldIds }>,
  api: AdminApi,
): Part {
  if (forms === null) {
    return chosen.length === 0
      ? {}
      : {
          refusals: [
            'This Zendesk has no ticket forms, so leave --forms out: its one form shows all fields.',
          ],
        };
  }
  const active = forms.filter(({ active: isActive }) => isActive !== false);
  const unknown = chosen.filter((name) => !active.some((form) => isCalled(form, name)));
  if (unknown.length > 0) {
    const names = active.map(({ name }) => `"${name}"`).join(', ');
    return {
      refusals: [
        `There is no active ticket form ${unknown.map((name) => `"${name}"`).join(', ')}; there are ${names}.`,
      ],
    };
  }
  const targets = targetForms(chosen, active, fields.ids);
  const complete = targets.filter((form) => missingOn(form, fields).length === 0);
  return {
    work: targets
      .filter((form) => !complete.includes(form))
      .map((form) => addition(form, missingOn(form, fields), api)),
    unchanged: complete.map(labelOf),
  };
}

const labelOf = ({ name }: TicketForm) => `ticket form "${name}"`;
const isCalled = ({ id, name }: TicketForm, wanted: string) =>
  id === wanted || name.toLowerCase() === wanted.toLowerCase();

function targetForms(
  chosen: readonly string[],
  active: readonly TicketForm[],
  ids: FieldIds,
): readonly TicketForm[] {
  if (chosen.length > 0) return active.filter((form) => chosen.some((name) => isCalled(form, name)));
  const known = Object.values(ids);
  const having = active.filter(({ ticket_field_ids: onForm }) => onForm?.some((id) => known.includes(id)));
  return having.length > 0 ? having : active;
}

/** Fields that are not on the form; one that is not made yet is on none. */
function missingOn(
  form: TicketForm,
  { wanted, ids }: Readonly<{ wanted: readonly WantedField[]; ids: FieldIds }>,
): readonly WantedField[] {
  return wanted.filter(({ key }) => !form.ticket_field_ids?.includes(ids[key] ?? ''));
}

function addition(form: TicketForm, wanted: readonly WantedField[], api: AdminApi): Work {
  const what = labelOf(form);
  const present = form.ticket_field_ids ?? [];
  const details = [
    `fields: ${present.length} → ${present.length + wanted.length}, with ${wanted.map(({ title }) => `"${title}"`).join(', ')}`,
  ];
  return {
    change: { place: 'helpdesk', action: 'update', what, details },
    run: async ({ fieldIds }) => {
      const ids = wanted.flatMap(({ key }) => fieldIds[key] ?? []);
      await setFields(form, [...new Set([...present, ...ids])], api);
    },
  };
}

async function setFields(form: TicketForm, ids: readonly string[], api: AdminApi): Promise<void> {
  const body = { ticket_form: { ticket_field_ids: ids.map(Number) } };
  const doing = `change the fields of the ${labelOf(form)}`;
  await api.call({ method: 'PUT', path: `/api/v2/ticket_forms/${form.id}`, body, doing }, formAnswer);
}

/** Takes our own fields off the forms, before they are removed. */
export function clearForms(
  forms: readonly TicketForm[] | null,
  fields: readonly TicketField[],
  stage: string,
  api: AdminApi,
): Part {
  const own = new Set(fields.filter((field) => isOwn(field.agent_description, stage)).map(({ id }) => id));
  const having = (forms ?? []).filter(({ ticket_field_ids: onForm }) => onForm?.some((id) => own.has(id)));
  return {
    work: having.map((form): Work => {
      const present = form.ticket_field_ids ?? [];
      const kept = present.filter((id) => !own.has(id));
      const details = [`fields: ${present.length} → ${kept.length}`];
      return {
        change: { place: 'helpdesk', action: 'update', what: labelOf(form), details },
        run: async () => void (await setFields(form, kept, api)),
      };
    }),
  };
}
