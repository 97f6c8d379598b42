import * as z from 'zod/mini';
import { ServiceError } from '../ports.ts';

/** What the real services say about one wrong member. They never repeat the value, and neither do we. */
function constraintOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `Member must have length greater than or equal to ${issue.minimum}`
        : `Member must have value greater than or equal to ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `Member must have length less than or equal to ${issue.maximum}`
        : `Member must have value less than or equal to ${issue.maximum}`;
    case 'invalid_value':
      return `Member must satisfy enum value set: [${issue.values.map(String).join(', ')}]`;
    case 'invalid_format':
      return `Member must satisfy regular expression pattern: ${issue.pattern ?? issue.format}`;
    case 'custom':
      return issue.message;
    default:
      return 'Member must not be null';
  }
}

/** `TerminologyNames.0` → `terminologyNames.0`: validation messages spell members in lower camel case. */
function memberName(path: readonly PropertyKey[]): string {
  const name = path.map(String).join('.');
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/**
 * The request in its typed form.
 * @throws ServiceError ValidationException 400, naming each wrong member and its constraint, never its value.
 */
export function parseRequest<Request>(schema: z.ZodMiniType<Request>, input: unknown): Request {
  const parsed = z.safeParse(schema, input);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const complaints = issues.map(
    (issue) => `Value at '${memberName(issue.path)}' failed to satisfy constraint: ${constraintOf(issue)}`,
  );
  throw new ServiceError(
    'ValidationException',
    400,
    `${issues.length} validation error${issues.length === 1 ? '' : 's'} detected: ${complaints.join('; ')}`,
  );
}

/** @throws ServiceError TextSizeLimitExceededException 400 if the text has more than `maxBytes` bytes of UTF-8. */
export function checkTextSize(text: string, maxBytes: number): void {
  const bytes = Buffer.byteLength(text, 'utf8');
  if (bytes <= maxBytes) return;
  throw new ServiceError(
    'TextSizeLimitExceededException',
    400,
    `Input text size exceeds limit. Max length of request text allowed is ${maxBytes} bytes while in this request the text size is ${bytes} bytes`,
  );
}

/** @throws ServiceError UnknownOperationException 400, as every JSON service answers to a target it does not know. */
export function refuseUnknownOperation(service: string, operation: string): never {
  throw new ServiceError(
    'UnknownOperationException',
    400,
    `The local ${service} does not know ${operation}.`,
  );
}
