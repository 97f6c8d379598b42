import type { RouteDefinition } from './definition.ts';

export type RouteMatch = Readonly<{
  route: RouteDefinition;
  pathParameters: Readonly<Record<string, string>>;
}>;

type Part = Readonly<{ kind: 'text' | 'parameter' | 'rest'; value: string }>;

function partOf(segment: string): Part {
  const parameter = /^\{(.+?)(\+?)\}$/.exec(segment);
  if (!parameter) return { kind: 'text', value: segment };
  return { kind: parameter[2] === '+' ? 'rest' : 'parameter', value: parameter[1] ?? '' };
}

const segmentsOf = (path: string) => path.split('/').slice(1);

function matchPath(template: string, path: string): Readonly<Record<string, string>> | null {
  const parts = segmentsOf(template).map(partOf);
  const segments = segmentsOf(path);
  const parameters: Record<string, string> = {};
  for (const [index, { kind, value }] of parts.entries()) {
    const segment = segments[index];
    if (segment === undefined || (kind !== 'text' && segment === '')) return null;
    if (kind === 'text' && segment !== value) return null;
    if (kind === 'parameter') parameters[value] = decode(segment);
    if (kind === 'rest') return { ...parameters, [value]: segments.slice(index).map(decode).join('/') };
  }
  return segments.length === parts.length ? parameters : null;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Lower comes first: whole text before parameters before the rest of a path, a method of its own before `ANY`, `$default` last. */
function order({ routeKey }: RouteDefinition): string {
  if (routeKey === '$default') return '9';
  const [method = '', path = ''] = routeKey.split(' ');
  const kinds = segmentsOf(path).map((segment) => ({ text: 1, parameter: 2, rest: 3 })[partOf(segment).kind]);
  return `${kinds.join('')}${method === 'ANY' ? 8 : 7}`;
}

/** Finds the route that an HTTP API takes a request to: the most specific one. Null = there is none. */
export function matchRoute(
  routes: readonly RouteDefinition[],
  method: string,
  path: string,
): RouteMatch | null {
  for (const route of routes.toSorted((one, other) => (order(one) < order(other) ? -1 : 1))) {
    if (route.routeKey === '$default') return { route, pathParameters: {} };
    const [routeMethod = '', template = ''] = route.routeKey.split(' ');
    const pathParameters = routeMethod === 'ANY' || routeMethod === method ? matchPath(template, path) : null;
    if (pathParameters) return { route, pathParameters };
  }
  return null;
}
