/** What is left of two answers once what must differ is taken out: addresses, numbers of records, times, orders of sets. */

type Answer = Readonly<{ status: number; headers: Readonly<Record<string, string>>; body: unknown }>;

/** Numbers of records by the order in which they were first seen. */
export class Labels {
  readonly baseUrl: string;
  readonly #known = new Map<string, string>();

  constructor(baseUrl: string) {
    this.baseUrl = baseUrl;
  }

  of(kind: string, id: string): string {
    const key = `${kind} ${id}`;
    const label =
      this.#known.get(key) ??
      `<${kind} ${[...this.#known.keys()].filter((each) => each.startsWith(`${kind} `)).length + 1}>`;
    this.#known.set(key, label);
    return label;
  }
}

const numbered = new Set(['transaction', 'attachment']);

function withoutNumbers(text: string, labels: Labels): string {
  return text
    .replaceAll(labels.baseUrl, '')
    .replace(
      /\/(transaction|attachment)\/(\d+)/g,
      (_, kind: string, id: string) => `/${kind}/${labels.of(kind, id)}`,
    )
    .replace(/<?rt-5\.0\.3[^\s<>"]*@example\.com>?/g, '<message id>')
    .replace(/(?!1970)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, '<time>')
    .replace(/ at \/usr\/share\/request-tracker5\/\S+ line \d+\.\n/, '')
    .replace(/^JSON parse error.*/s, 'JSON parse error');
}

const comparedHeaders = new Set([
  'content-type',
  'x-rt-interface',
  'subject',
  'message-id',
  'auto-submitted',
]);

/** Of a part's header the fields that matter, without the mark between parts. */
function headerFields(text: string, labels: Labels): Record<string, string> {
  const fields = text
    .replace(/\n\s+/g, ' ')
    .split('\n')
    .map((line) => /^([^:]+):\s*(.*)$/s.exec(line) ?? []);
  return Object.fromEntries(
    fields
      .map(
        ([, name = '', value = '']) =>
          [name.toLowerCase(), withoutNumbers(value, labels).replace(/; boundary=.*/, '')] as const,
      )
      .filter(([name]) => comparedHeaders.has(name))
      .sort(),
  );
}

const sortKey = (value: unknown) => JSON.stringify(value);
const unordered = (values: readonly unknown[]) =>
  [...values].sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));

function value(given: unknown, labels: Labels): unknown {
  if (typeof given === 'string') return withoutNumbers(given, labels);
  if (Array.isArray(given)) return given.map((each) => value(each, labels));
  if (typeof given !== 'object' || given === null) return given;
  return object(given, labels);
}

/** Perl's hashes have no order, so what RT makes a list of out of one comes in any order. */
function object(given: object, labels: Labels): Record<string, unknown> {
  const members = Object.entries(given).sort(([one], [other]) => (one < other ? -1 : 1));
  const type = 'type' in given && typeof given.type === 'string' ? given.type : hasParts(given);
  return Object.fromEntries(
    members.map(([key, each]) => {
      if (key === 'Headers' && typeof each === 'string') return [key, headerFields(each, labels)];
      if (key === '_hyperlinks' || key === 'CustomFields')
        return [key, Array.isArray(each) ? unordered(each.map((one) => value(one, labels))) : each];
      if (key === 'id' && numbered.has(type)) return [key, labels.of(type, String(each))];
      if ((key === 'TransactionId' || key === 'transaction') && typeof each === 'string')
        return [key, labels.of('transaction', each)];
      // A user's number, which differs where both made the user themselves.
      if (key === 'NewValue' && 'Type' in given && given.Type === 'AddWatcher') return [key, '<user>'];
      if (key === 'Version') return [key, '<version>'];
      return [key, value(each, labels)];
    }),
  );
}

/** A record that is shown alone does not say what it is. */
function hasParts(given: object): string {
  if ('Parent' in given && 'TransactionId' in given) return 'attachment';
  return 'Object' in given && 'TimeTaken' in given ? 'transaction' : '';
}

const isWords = (body: unknown): body is string[] =>
  Array.isArray(body) && body.every((each) => typeof each === 'string');

export function normalised({ status, headers, body }: Answer, labels: Labels) {
  const wanted = ['location', 'last-modified', 'allow'].flatMap((name) => {
    const text = headers[name];
    return text === undefined ? [] : [[name, withoutNumbers(text, labels)] as const];
  });
  const type = headers['content-type']?.split(';')[0];
  const etag = headers.etag === undefined ? {} : { etag: etagOf(headers.etag, labels) };
  const words = value(body, labels);
  return {
    status,
    type,
    ...Object.fromEntries(wanted),
    ...etag,
    body: isWords(words) ? [...words].sort() : words,
  };
}

/** A ticket's is the number of its last transaction. */
const etagOf = (etag: string, labels: Labels) =>
  /^"\d+"$/.test(etag) ? labels.of('transaction', etag.slice(1, -1)) : '<time>';
