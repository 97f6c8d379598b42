import { randomBytes } from 'node:crypto';
import type { EndpointCaller } from '../endpoint.ts';
import { AsynchronousInvoker } from '../lambda/asynchronous.ts';
import { asynchronousSettingsOf } from '../lambda/asynchronous-settings.ts';
import { functionDefinitionOf } from '../lambda/definition.ts';
import { type Credentials, environmentOf } from '../lambda/environment.ts';
import { EventSourceMapping } from '../lambda/mapping.ts';
import { mappingDefinitionOf, requireVisibilityBeyondTimeout } from '../lambda/mapping-definition.ts';
import { checkPlatformRights } from '../lambda/platform-rights.ts';
import { FunctionPool } from '../lambda/pool.ts';
import { ServiceError } from '../ports.ts';
import type { Queues } from '../queues.ts';
import type { Resource, Resources } from '../resources.ts';
import { TemplateError } from '../template.ts';
import type { Surroundings } from './surroundings.ts';

export type FunctionsDeps = Surroundings & Readonly<{ queues: Queues }>;

/** A pair of keys in the form that AWS's have; good for this stack only. */
export function newCredentials(): Credentials {
  return {
    accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
  };
}

/** All functions of a stack with what feeds them. */
export class Functions {
  /** Access key to the function that holds it. */
  readonly callers: ReadonlyMap<string, EndpointCaller>;
  readonly #pools: readonly FunctionPool[];
  readonly #mappings: readonly EventSourceMapping[];
  readonly #invokers: ReadonlyMap<string, AsynchronousInvoker>;

  /** Throws TemplateError for a function or mapping that AWS would refuse or that is not run here. */
  constructor(resources: Resources, deps: FunctionsDeps) {
    const callers = new Map<string, EndpointCaller>();
    this.#pools = resources.ofType('AWS::Lambda::Function').map((resource) => {
      const credentials = newCredentials();
      const pool = openPool(resource, credentials, deps);
      const { displayName: name, physicalName, roleArn } = pool.definition;
      callers.set(credentials.accessKeyId, {
        name,
        arn: `arn:aws:sts::${deps.place.accountId}:assumed-role/${roleArn.split('/').at(-1)}/${physicalName}`,
        authorize: (action, resourceArn) =>
          deps.authorizer.authorizeIdentity({ roleArn, action, resourceArn }),
      });
      return pool;
    });
    this.callers = callers;
    this.#mappings = resources
      .ofType('AWS::Lambda::EventSourceMapping')
      .map((resource) => this.#mapping(resource, deps));
    this.#invokers = this.#openInvokers(resources.ofType('AWS::Lambda::EventInvokeConfig'), deps);
  }

  poolByArn(arn: string): FunctionPool | null {
    return this.#pools.find(({ definition }) => definition.arn === arn) ?? null;
  }

  /** Takes an event for asynchronous invocation. Throws ServiceError ResourceNotFoundException. */
  invokeAsynchronously(functionArn: string, event: unknown, traceHeader: string | null): void {
    const invoker = this.#invokers.get(functionArn);
    if (!invoker)
      throw new ServiceError('ResourceNotFoundException', 404, `Function not found: ${functionArn}`);
    invoker.accept(event, traceHeader);
  }

  /** Whether an asynchronous invocation of the function is under way. */
  isAtWork(functionArn: string): boolean {
    return this.#invokers.get(functionArn)?.isAtWork ?? false;
  }

  /** Ends the workers of one function that are in the middle of an invocation. */
  async terminateBusy(displayName: string): Promise<void> {
    const pools = this.#pools.filter(({ definition }) => definition.displayName === displayName);
    await Promise.all(pools.map((pool) => pool.terminateBusy()));
  }

  startFeeding(): void {
    for (const mapping of this.#mappings) mapping.start();
  }

  async stop(): Promise<void> {
    for (const invoker of this.#invokers.values()) invoker.stop();
    await Promise.all([
      ...this.#mappings.map((mapping) => mapping.stop()),
      ...this.#pools.map((pool) => pool.stop()),
    ]);
  }

  #poolNamed(nameOrArn: string, where: string): FunctionPool {
    const pool = this.#pools.find(
      ({ definition }) => definition.physicalName === nameOrArn || definition.arn === nameOrArn,
    );
    if (!pool) throw new TemplateError(where, `there is no function ${nameOrArn}`);
    return pool;
  }

  #mapping(resource: Resource, deps: FunctionsDeps): EventSourceMapping {
    const definition = mappingDefinitionOf(resource);
    const pool = this.#poolNamed(definition.functionName, resource.logicalId);
    const queue = deps.queues.byArn(definition.queueArn);
    if (!queue) throw new TemplateError(resource.logicalId, `there is no queue ${definition.queueArn}`);
    requireVisibilityBeyondTimeout(
      definition,
      queue.definition.visibilityTimeoutSeconds,
      pool.definition.timeoutMs,
    );
    const { authorizer, faults, journal, clock } = deps;
    return new EventSourceMapping(definition, {
      queue,
      pool,
      authorizer,
      faults,
      journal,
      nowMs: () => clock.nowMs(),
    });
  }

  #openInvokers(configs: readonly Resource[], deps: FunctionsDeps): ReadonlyMap<string, AsynchronousInvoker> {
    const settings = new Map(
      configs.map((resource) => {
        const config = asynchronousSettingsOf(resource);
        return [this.#poolNamed(config.functionName, resource.logicalId), config.settings];
      }),
    );
    return new Map(
      this.#pools.map((pool) => [
        pool.definition.arn,
        new AsynchronousInvoker(pool, settings.get(pool) ?? null, deps),
      ]),
    );
  }
}

function openPool(resource: Resource, credentials: Credentials, deps: FunctionsDeps): FunctionPool {
  const { place, assetsFolder, authorizer, clock, journal, newId } = deps;
  const definition = functionDefinitionOf(resource, { assetsFolder, stackName: place.stackName });
  const env = environmentOf(definition, {
    region: place.region,
    endpointUrl: place.endpointUrl,
    credentials,
    logStream: newId(),
    timeScale: deps.timeScale,
  });
  const { mayLog } = checkPlatformRights(definition, { authorizer, journal, ...place });
  return new FunctionPool(definition, { clock, journal, env, mayLog, newId });
}
