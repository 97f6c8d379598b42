/** Characters before the sixth segment of an ARN are separated by colons; the last segment may hold colons itself. */
const arnSegments = 6;

function expressionOf(glob: string, flags: string): RegExp {
  const source = glob
    .replace(/[\\^$+.()|{}[\]]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, `s${flags}`);
}

/** Tests text against a pattern in which `*` stands for any characters and `?` for one. */
export function globTest(glob: string, options: { ignoreCase?: boolean } = {}): (text: string) => boolean {
  const expression = expressionOf(glob, options.ignoreCase ? 'i' : '');
  return (text) => expression.test(text);
}

function segmentsOf(arn: string): readonly string[] {
  const parts = arn.split(':');
  if (parts.length <= arnSegments) return parts;
  return [...parts.slice(0, arnSegments - 1), parts.slice(arnSegments - 1).join(':')];
}

/**
 * Tests an ARN against a pattern the way IAM does: segment by segment, so that a `*` does not reach over a colon, except
 * in the last segment. A lone `*` takes everything; segments that an incomplete pattern lacks take everything, too
 * (IAM User Guide, "Resource": `arn:aws:sqs` is `arn:aws:sqs:*:*:*`).
 */
export function arnTest(pattern: string): (arn: string) => boolean {
  if (pattern === '*') return () => true;
  const tests = segmentsOf(pattern).map((segment) => globTest(segment));
  return (arn) => {
    const segments = segmentsOf(arn);
    return tests.every((test, index) => test(segments[index] ?? ''));
  };
}
