import * as z from 'zod';
import type { Resource, Resources } from '../resources.ts';
import { TemplateError } from '../template.ts';

export type RouteDefinition = Readonly<{
  /** `POST /webhooks/{connector}/{account}`, `ANY /path` or `$default`. */
  routeKey: string;
  functionArn: string;
  /** The integration's, at most the 30 s that HTTP APIs allow. */
  timeoutMs: number;
}>;

/** An HTTP API with its `$default` stage. */
export type ApiDefinition = Readonly<{ apiId: string; routes: readonly RouteDefinition[] }>;

/** The longest that an HTTP API waits for an integration. */
const maxTimeoutMs = 30_000;

const apiProperties = z.strictObject({
  Name: z.string(),
  ProtocolType: z.literal('HTTP'),
  /** Without effect here. */
  Description: z.string().optional(),
  DisableExecuteApiEndpoint: z.literal(false).optional(),
  IpAddressType: z.string().optional(),
  Tags: z.unknown().optional(),
});

const stageProperties = z.strictObject({
  ApiId: z.string(),
  StageName: z.literal('$default'),
  AutoDeploy: z.literal(true),
  /** Without effect here: requests are in the journal, and nothing is throttled. */
  AccessLogSettings: z.unknown().optional(),
  DefaultRouteSettings: z.unknown().optional(),
  Description: z.string().optional(),
  Tags: z.unknown().optional(),
});

const integrationProperties = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  IntegrationMethod: z.string().optional(),
  TimeoutInMillis: z.number().int().min(50).max(maxTimeoutMs).default(maxTimeoutMs),
});

const routeProperties = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string().regex(/^integrations\//, 'expected integrations/<id>'),
  AuthorizationType: z.literal('NONE').default('NONE'),
});

function parse<Schema extends z.ZodType>(schema: Schema, resource: Resource): z.infer<Schema> {
  const parsed = schema.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  throw new TemplateError(resource.logicalId, z.prettifyError(parsed.error), { cause: parsed.error });
}

/** A function's ARN, given plainly or as API Gateway's long form `…:path/2015-03-31/functions/<arn>/invocations`. */
function functionArnOf(uri: string): string {
  return /\/functions\/(arn:[^/]+)\/invocations$/.exec(uri)?.[1] ?? uri;
}

function routeOf(resource: Resource, integrations: readonly Resource[]): RouteDefinition {
  const route = parse(routeProperties, resource);
  const id = route.Target.replace('integrations/', '');
  const integration = integrations.find(({ ref }) => ref === id);
  if (!integration) throw new TemplateError(resource.logicalId, `there is no integration ${id}`);
  const { IntegrationUri: uri, TimeoutInMillis: timeoutMs } = parse(integrationProperties, integration);
  return { routeKey: route.RouteKey, functionArn: functionArnOf(uri), timeoutMs };
}

/** Reads the HTTP API of a template; null = it has none. Throws TemplateError, also for a second API or a missing stage. */
export function apiDefinitionOf(resources: Resources): ApiDefinition | null {
  const [api, second] = resources.ofType('AWS::ApiGatewayV2::Api');
  if (!api) return null;
  if (second) throw new TemplateError(second.logicalId, 'only one HTTP API is run here');
  parse(apiProperties, api);
  const stages = resources.ofType('AWS::ApiGatewayV2::Stage');
  if (stages.length !== 1) throw new TemplateError(api.logicalId, 'expected exactly one stage, $default');
  for (const stage of stages) parse(stageProperties, stage);
  const integrations = resources.ofType('AWS::ApiGatewayV2::Integration');
  const routes = resources.ofType('AWS::ApiGatewayV2::Route');
  return { apiId: api.ref, routes: routes.map((route) => routeOf(route, integrations)) };
}
