/** An ARN has six parts; the last one may hold colons itself. */
const arnParts = 6;

type Wildcards = Readonly<{ star: string; question: string }>;
const anything: Wildcards = { star: '.*', question: '.' };
const withinPart: Wildcards = { star: '[^:]*', question: '[^:]' };

const escaped = (text: string) => text.replace(/[\\^$+.()|{}[\]]/g, '\\$&');
const filled = (glob: string, { star, question }: Wildcards) =>
  escaped(glob).replaceAll('*', star).replaceAll('?', question);

/** Tests text against a pattern in which `*` stands for any characters and `?` for one. */
export function globTest(glob: string, options: { ignoreCase?: boolean } = {}): (text: string) => boolean {
  const expression = new RegExp(`^${filled(glob, anything)}$`, options.ignoreCase ? 'si' : 's');
  return (text) => expression.test(text);
}

function partsOf(arn: string): readonly string[] {
  const parts = arn.split(':');
  return parts.length <= arnParts
    ? parts
    : [...parts.slice(0, arnParts - 1), parts.slice(arnParts - 1).join(':')];
}

export function isWholeArn(text: string): boolean {
  return text.startsWith('arn:') && partsOf(text).length === arnParts;
}

/** Tests an ARN as the conditions ArnEquals and ArnLike do: each of its six parts for itself. */
export function arnTest(pattern: string): (arn: string) => boolean {
  const tests = partsOf(pattern).map((part) => globTest(part));
  return (arn) => {
    const parts = partsOf(arn);
    return parts.length === tests.length && tests.every((test, index) => test(parts[index] ?? ''));
  };
}

/**
 * Tests an ARN as a statement's Resource does: a wildcard stays within its part, except a `*` at the end of a part, which
 * may reach over colons (IAM User Guide, "Resource").
 */
export function resourceTest(pattern: string): (arn: string) => boolean {
  const source = pattern
    .split(':')
    .map((part) =>
      part.endsWith('*')
        ? `${filled(part.slice(0, -1), withinPart)}${anything.star}`
        : filled(part, withinPart),
    )
    .join(':');
  const expression = new RegExp(`^${source}$`, 's');
  return (arn) => expression.test(arn);
}
