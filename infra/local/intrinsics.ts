import { TemplateError } from './template.ts';

/** What a template may refer to. Both throw TemplateError for what they do not know. */
export type References = Readonly<{
  /** `Ref` of a logical id. */
  ref(logicalId: string, where: string): string;
  /** `Fn::GetAtt`. */
  attribute(logicalId: string, attribute: string, where: string): string;
  /** `AWS::Region` and the like, but for `AWS::NoValue`. */
  pseudo: ReadonlyMap<string, string>;
}>;

/** Marks a value that `AWS::NoValue` takes out of its list or object. */
const noValue = Symbol('AWS::NoValue');

type Evaluate = (value: unknown) => unknown;
type Intrinsic = (argument: unknown, scope: Scope) => unknown;
type Scope = Readonly<{ references: References; where: string; evaluate: Evaluate }>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function text(value: unknown, what: string, where: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TemplateError(where, `expected ${what} to be text`);
}

function list(value: unknown, what: string, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new TemplateError(where, `expected ${what} to be a list`);
}

function refTo(name: string, { references, where }: Scope): unknown {
  if (name === 'AWS::NoValue') return noValue;
  if (!name.startsWith('AWS::')) return references.ref(name, where);
  const value = references.pseudo.get(name);
  if (value === undefined)
    throw new TemplateError(
      where,
      `expected one of ${[...references.pseudo.keys()].join(', ')}, not ${name}`,
    );
  return value;
}

/** `Logical.Attribute` or `["Logical", "Attribute"]`. */
function attributeOf(argument: unknown, { references, where }: Scope): string {
  const [id, ...rest] =
    typeof argument === 'string' ? argument.split('.') : list(argument, 'Fn::GetAtt', where);
  const name = rest.map((part) => text(part, "Fn::GetAtt's attribute", where)).join('.');
  return references.attribute(text(id, "Fn::GetAtt's logical id", where), name, where);
}

function substitute(argument: unknown, scope: Scope): string {
  const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const own = new Map(Object.entries(isObject(variables) ? variables : {}));
  return text(template, 'Fn::Sub', scope.where).replace(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const value = own.has(name)
      ? scope.evaluate(own.get(name))
      : name.includes('.')
        ? attributeOf(name, scope)
        : refTo(name, scope);
    return text(value, `\${${name}} in Fn::Sub`, scope.where);
  });
}

const intrinsics: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Ref', (argument, scope) => refTo(text(argument, 'Ref', scope.where), scope)],
  ['Fn::GetAtt', attributeOf],
  ['Fn::Sub', substitute],
  [
    'Fn::Join',
    (argument, { where, evaluate }) => {
      const [separator, parts] = list(argument, 'Fn::Join', where);
      return list(evaluate(parts), "Fn::Join's parts", where)
        .map((part) => text(part, 'each part of Fn::Join', where))
        .join(text(separator, "Fn::Join's separator", where));
    },
  ],
  [
    'Fn::Select',
    (argument, { where, evaluate }) => {
      const [index, from] = list(argument, 'Fn::Select', where);
      const values = list(evaluate(from), "Fn::Select's list", where);
      const value = values[Number(text(evaluate(index), "Fn::Select's index", where))];
      if (value === undefined)
        throw new TemplateError(where, `expected Fn::Select to find its index in the list`);
      return value;
    },
  ],
  [
    'Fn::Split',
    (argument, { where, evaluate }) => {
      const [separator, whole] = list(argument, 'Fn::Split', where);
      return text(evaluate(whole), "Fn::Split's text", where).split(
        text(separator, "Fn::Split's separator", where),
      );
    },
  ],
  [
    'Fn::Base64',
    (argument, { where, evaluate }) =>
      Buffer.from(text(evaluate(argument), 'Fn::Base64', where), 'utf8').toString('base64'),
  ],
]);

/** The name of the intrinsic that an object is a call of, or null: intrinsics are the only key of their object. */
function intrinsicNameOf(value: Record<string, unknown>): string | null {
  const [key, ...others] = Object.keys(value);
  if (key === undefined || others.length > 0) return null;
  return key === 'Ref' || key.startsWith('Fn::') ? key : null;
}

function resolveValue(value: unknown, references: References, where: string): unknown {
  const evaluate: Evaluate = (inner) => resolveValue(inner, references, where);
  if (Array.isArray(value)) return value.map(evaluate).filter((item) => item !== noValue);
  if (!isObject(value)) return value;
  const name = intrinsicNameOf(value);
  if (name === null) {
    const entries = Object.entries(value).map(([key, inner]) => [key, evaluate(inner)] as const);
    return Object.fromEntries(entries.filter(([, inner]) => inner !== noValue));
  }
  const intrinsic = intrinsics.get(name);
  if (!intrinsic)
    throw new TemplateError(
      where,
      `${name} is not known, expected one of ${[...intrinsics.keys()].join(', ')}`,
    );
  return intrinsic(value[name], { references, where, evaluate });
}

/**
 * Replaces every intrinsic in `value` by what it stands for; `where` is named in errors. Throws TemplateError for an
 * unknown intrinsic or reference, and where a function is given something it does not take.
 */
export function resolveIntrinsics(value: unknown, references: References, where: string): unknown {
  const resolved = resolveValue(value, references, where);
  return resolved === noValue ? undefined : resolved;
}
