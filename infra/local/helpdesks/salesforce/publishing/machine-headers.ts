const firstWord = (value: string) => /^\w*/.exec(value)?.[0] ?? '';

/** What a header's value, in lower case, has to be for a machine's mail. https://datatracker.ietf.org/doc/html/rfc3834#section-5 */
const signs: Readonly<Record<string, (value: string) => boolean>> = {
  'auto-submitted': (value) => value !== '' && firstWord(value) !== 'no',
  precedence: (value) => ['bulk', 'junk', 'auto_reply'].includes(firstWord(value)),
  'x-autoreply': () => true,
  'x-autorespond': () => true,
  'return-path': (value) => value.startsWith('<>'),
};

/** Names and values in lower case, a header of several lines as one. */
function headersIn(text: string): readonly (readonly [string, string])[] {
  const lines = text.toLowerCase().split(/\r?\n(?![ \t])/);
  return lines.map((line) => {
    const [name = '', ...rest] = line.split(':');
    return [name.trim(), rest.join(':').trim()];
  });
}

/** What the package says of how a mail was made: a notice about a delivery (RFC 3462), another machine's mail, or null. */
export function machineMadeOf(headers: string | null): 'delivery-notice' | 'auto-submitted' | null {
  const found = headersIn(headers ?? '');
  if (found.some(([name, value]) => name === 'content-type' && value.startsWith('multipart/report')))
    return 'delivery-notice';
  return found.some(([name, value]) => signs[name]?.(value) === true) ? 'auto-submitted' : null;
}
