/** A text as a SOQL literal. https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_quotedstringescapes.htm */
export function quoted(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
  return `'${escaped}'`;
}

export const quotedList = (texts: readonly string[]): string => `(${texts.map(quoted).join(', ')})`;

/** A time as a SOQL literal, to the second: that is how exactly Salesforce keeps times. */
export const soqlTime = (time: Date): string => time.toISOString().replace(/\.\d{3}Z$/, 'Z');

/** `SELECT … FROM … WHERE …`, with what comes after the conditions as it is. */
export function select(
  fields: readonly string[],
  from: string,
  conditions: readonly string[],
  rest = '',
): string {
  const query = `SELECT ${fields.join(', ')} FROM ${from} WHERE ${conditions.join(' AND ')}`;
  return rest === '' ? query : `${query} ${rest}`;
}
