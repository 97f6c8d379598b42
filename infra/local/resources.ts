import { type References, resolveIntrinsics } from './intrinsics.ts';
import { type Identity, identityOf, type Place } from './resources/identity.ts';
import { isKnownType, type ResourceType, type RunType } from './resources/types.ts';
import { type Template, TemplateError, type TemplateResource } from './template.ts';

export type { Place } from './resources/identity.ts';
export { authoriseTypes, inertTypes, runTypes } from './resources/types.ts';

/** A resource of the template after all its intrinsics are resolved. */
export type Resource = Readonly<{
  logicalId: string;
  type: ResourceType;
  properties: Readonly<Record<string, unknown>>;
  /** What `Ref` gives. */
  ref: string;
  /** What `Fn::GetAtt` gives, by attribute. */
  attributes: Readonly<Record<string, string>>;
}>;

/** A template with every reference resolved for one place. */
export type Resources = Readonly<{
  all: readonly Resource[];
  ofType(type: RunType | ResourceType): readonly Resource[];
  /** Gives a resource's attribute. Throws TemplateError when it has none of that name. */
  attribute(resource: Resource, name: string): string;
  outputs: Readonly<Record<string, string>>;
}>;

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

function typeOf(logicalId: string, { Type: type }: TemplateResource): ResourceType {
  if (isKnownType(type)) return type;
  const expected = type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
  throw new TemplateError(
    logicalId,
    expected
      ? `${type} is a custom resource, which only a deployment runs; expected a plain resource`
      : `${type} is in none of the lists of types that are run, authorise or are inert`,
  );
}

/** Answers `Ref` and `Fn::GetAtt`. A resource's name may itself refer to others, so identities are found when asked for. */
class TemplateReferences implements References {
  readonly pseudo: ReadonlyMap<string, string>;
  readonly #template: Template;
  readonly #place: Place;
  readonly #identities = new Map<string, Identity>();
  readonly #beingFound = new Set<string>();

  constructor(template: Template, place: Place) {
    this.#template = template;
    this.#place = place;
    this.pseudo = new Map([
      ['AWS::Region', place.region],
      ['AWS::AccountId', place.accountId],
      ['AWS::Partition', 'aws'],
      ['AWS::URLSuffix', 'amazonaws.com'],
      ['AWS::StackName', place.stackName],
    ]);
  }

  ref(logicalId: string, where: string): string {
    return this.identity(logicalId, where).ref;
  }

  attribute(logicalId: string, attribute: string, where: string): string {
    const { attributes } = this.identity(logicalId, where);
    const value = attributes[attribute];
    if (value === undefined)
      throw new TemplateError(
        where,
        `${logicalId} has no attribute ${attribute} here, expected one of ${Object.keys(attributes).join(', ') || '(none)'}`,
      );
    return value;
  }

  identity(logicalId: string, where: string): Identity {
    const known = this.#identities.get(logicalId);
    if (known) return known;
    const resource = this.#template.Resources[logicalId];
    if (!resource) throw new TemplateError(where, `expected a resource ${logicalId} in the template`);
    if (this.#beingFound.has(logicalId))
      throw new TemplateError(where, `${logicalId} refers to itself in a circle`);
    this.#beingFound.add(logicalId);
    const identity = identityOf(typeOf(logicalId, resource), {
      logicalId,
      place: this.#place,
      text: (property) => this.#textProperty(logicalId, resource, property),
    });
    this.#beingFound.delete(logicalId);
    this.#identities.set(logicalId, identity);
    return identity;
  }

  #textProperty(logicalId: string, resource: TemplateResource, property: string): string | null {
    const value = resolveIntrinsics(resource.Properties[property], this, `${logicalId}.${property}`);
    if (value === undefined) return null;
    if (isScalar(value)) return String(value);
    throw new TemplateError(`${logicalId}.${property}`, 'expected text');
  }
}

function resolveResource(
  logicalId: string,
  resource: TemplateResource,
  references: TemplateReferences,
): Resource {
  const properties = Object.entries(resource.Properties).map(
    ([name, value]) => [name, resolveIntrinsics(value, references, `${logicalId}.${name}`)] as const,
  );
  return {
    logicalId,
    type: typeOf(logicalId, resource),
    properties: Object.fromEntries(properties.filter(([, value]) => value !== undefined)),
    ...references.identity(logicalId, logicalId),
  };
}

/** Resolves a whole template for `place`. Throws TemplateError for every type, intrinsic or reference that is unknown. */
export function resolveTemplate(template: Template, place: Place): Resources {
  const references = new TemplateReferences(template, place);
  const all = Object.entries(template.Resources).map(([logicalId, resource]) =>
    resolveResource(logicalId, resource, references),
  );
  const outputs = Object.entries(template.Outputs).map(([name, { Value: value }]) => {
    const resolved = resolveIntrinsics(value, references, `Output ${name}`);
    if (!isScalar(resolved)) throw new TemplateError(`Output ${name}`, 'expected text');
    return [name, String(resolved)] as const;
  });
  return {
    all,
    ofType: (type) => all.filter((resource) => resource.type === type),
    attribute(resource, name) {
      const value = resource.attributes[name];
      if (value === undefined) throw new TemplateError(resource.logicalId, `expected an attribute ${name}`);
      return value;
    },
    outputs: Object.fromEntries(outputs),
  };
}
