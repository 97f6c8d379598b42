/** What RT says in an answer. It speaks the language of the user whose token it is. */
const english = {
  commentsAdded: 'Comments added',
  correspondenceAdded: 'Correspondence added',
  permissionDenied: 'Permission Denied',
  notRecorded: 'Message could not be recorded',
  alreadyCurrent: 'That is already the current value',
  changed: '%1 changed from %2 to %3',
  noValue: '(no value)',
  mayNotCreate: "No permission to create tickets in the queue '%1'",
  badStatus: "Status '%1' isn't a valid status for this ticket.",
  sameStatus: "You can't change status from '%1' to '%2'.",
  ticketDeleted: 'Ticket deleted',
  fieldAdded: '%1 %2 added',
  fieldChanged: '%1 %2 changed to %3',
  fieldDeleted: '%1 %2 deleted',
  valueAdded: '%1 added as a value for %2',
  valueGone: '%1 is no longer a value for custom field %2',
  fieldRefused: "Could not add a new value to custom field '%1': %2",
  valueRefused: 'Could not add new custom field value: %1',
  merged: 'Merge Successful',
  noSuchTicket: "New ticket doesn't exist",
  addedAs: 'Added %1 as %2 for this ticket',
} as const;

export type Sentence = keyof typeof english;

/** One further language is enough to catch who reads an answer by its English words. RT leaves some sentences English. */
const spanish: Readonly<Partial<Record<Sentence, string>>> = {
  commentsAdded: 'Comentarios añadidos',
  correspondenceAdded: 'Correspondencia agregada',
  permissionDenied: 'Permiso denegado',
  notRecorded: 'Mensaje no pudo ser grabado',
  alreadyCurrent: 'Ese es el valor actual',
  changed: '%1 ha cambiado de %2 a %3',
  noValue: '(sin valor)',
  badStatus: "Estado '%1' no es válido para este ticket.",
  fieldAdded: 'Añadido %1 %2',
  fieldChanged: '%1 ha cambiado de %2 a %3',
  fieldDeleted: '%1 %2 eliminados',
  valueAdded: '%1 añadido como un valor de %2',
  valueGone: '%1 ya no es un valor para el campo personalizado %2',
  valueRefused: 'No fue posible agregar el valor del campo personalizado: %1',
  merged: 'Fusión exitosa',
  noSuchTicket: 'El ticket nuevo no existe',
};
const spanishNames: Readonly<Record<string, string>> = {
  Priority: 'Prioridad',
  Subject: 'Asunto',
  Status: 'Estado',
  new: 'nuevo',
  open: 'abierto',
  stalled: 'pendiente',
  resolved: 'resuelto',
  rejected: 'rechazado',
  deleted: 'borrado',
};

const isSpanish = (lang: string | null) => lang?.toLowerCase().startsWith('es') ?? false;

/** A sentence with `%1`, `%2`, … filled in. `lang`: of the user; null = English. */
export function say(lang: string | null, sentence: Sentence, ...words: readonly string[]): string {
  const text = (isSpanish(lang) ? spanish[sentence] : undefined) ?? english[sentence];
  return text.replace(/%(\d)/g, (_, number: string) => words[Number(number) - 1] ?? '');
}

/** The name of an attribute or a status, as it stands in a sentence. */
export function nameIn(lang: string | null, name: string): string {
  return (isSpanish(lang) ? spanishNames[name] : undefined) ?? name;
}
