import { type Component, componentsOf, type PackageFiles, schemaOf } from './salesforce-package.ts';
import { childrenOf, textOf, type XmlElement } from './strict-xml.ts';

/** Whether each name that the package uses is one that it brings along. Every function gives sentences; none = all is well. */

function namesOf(components: readonly Component[], ...types: readonly string[]): ReadonlySet<string> {
  return new Set(components.filter(({ type }) => types.includes(type)).map(({ name }) => name));
}

/** Columns and filters of list views that their object does not have. */
export function unknownColumns(files: PackageFiles): readonly string[] {
  const schema = schemaOf(files);
  return componentsOf(files)
    .filter(({ type }) => type === 'ListView')
    .flatMap(({ path, element }) =>
      [...valuesOf(element, 'columns'), ...valuesOf(element, 'field')]
        .filter((name) => isCustom(name) && schema[path.split('/').at(-3) ?? '']?.[name] === undefined)
        .map((name) => `${path}: ${name}`),
    );
}

const isCustom = (name: string) => /__(c|e)$/.test(name);

function unknownRights(files: PackageFiles, { path, element }: Component): readonly string[] {
  const schema = schemaOf(files);
  const objects = namesOf(componentsOf(files), 'CustomObject');
  const rights = childrenOf(element, 'fieldPermissions').map((right) => textOf(right, 'field') ?? '');
  const ofObjects = childrenOf(element, 'objectPermissions').map((right) => textOf(right, 'object') ?? '');
  return [
    ...rights.flatMap((right) => {
      const [object = '', field = ''] = right.split('.');
      const what = schema[object]?.[field];
      if (isCustom(field) && what === undefined) return [`${path}: there is no ${right}`];
      return what?.includes(' required') ? [`${path}: ${right} is required, which no right may name`] : [];
    }),
    ...ofObjects
      .filter((object) => isCustom(object) && !objects.has(object))
      .map((object) => `${path}: there is no ${object}`),
    ...[...rights, ...ofObjects]
      .filter((right, index, all) => all.indexOf(right) !== index)
      .map((right) => `${path}: ${right} twice`),
  ];
}

/** Permission sets that name what is not there, what is always allowed, or a field of an object that they do not open. */
export function wrongRights(files: PackageFiles): readonly string[] {
  return componentsOf(files)
    .filter(({ type }) => type === 'PermissionSet')
    .flatMap((set) => {
      const readable = childrenOf(set.element, 'objectPermissions')
        .filter((right) => textOf(right, 'allowRead') === 'true')
        .map((right) => textOf(right, 'object'));
      const closed = childrenOf(set.element, 'fieldPermissions')
        .map((right) => textOf(right, 'field') ?? '')
        .filter((field) => !readable.includes(field.split('.')[0] ?? ''))
        .map((field) => `${set.path}: ${field}, but not its object`);
      return [...unknownRights(files, set), ...closed];
    });
}

export type Rights = Readonly<{
  objects: Readonly<Record<string, string>>;
  fields: Readonly<Record<string, 'read' | 'edit'>>;
  users: readonly string[];
}>;

const letters = {
  allowCreate: 'c',
  allowRead: 'r',
  allowEdit: 'e',
  allowDelete: 'd',
  viewAllRecords: 'v',
  modifyAllRecords: 'm',
} as const;

const lettersOf = (right: XmlElement) =>
  Object.entries(letters)
    .filter(([name]) => textOf(right, name) === 'true')
    .map(([, letter]) => letter)
    .join('');

/** What a permission set gives: `cre` = create, read, edit; `v` and `m` = view and modify all. */
export function rightsOf(files: PackageFiles, name: string): Rights | null {
  const set = componentsOf(files).find(
    (each) => each.type === 'PermissionSet' && each.name === name,
  )?.element;
  if (set === undefined) return null;
  return {
    objects: Object.fromEntries(
      childrenOf(set, 'objectPermissions').map((right) => [textOf(right, 'object'), lettersOf(right)]),
    ),
    fields: Object.fromEntries(
      childrenOf(set, 'fieldPermissions').map((right) => [
        textOf(right, 'field'),
        textOf(right, 'editable') === 'true' ? 'edit' : 'read',
      ]),
    ),
    users: childrenOf(set, 'userPermissions').map((right) => textOf(right, 'name') ?? ''),
  };
}

/** Where one kind of metadata names another: element, and what it may name. `callout:` is part of the name's writing. */
const references = [
  ['EventRelayConfig', 'destinationResourceName', ['NamedCredential'], /^callout:/],
  ['EventRelayConfig', 'eventChannel', ['PlatformEventChannel'], /^/],
  ['PlatformEventChannelMember', 'eventChannel', ['PlatformEventChannel'], /^/],
  ['PlatformEventChannelMember', 'selectedEntity', ['CustomObject'], /^/],
  ['PlatformEventSubscriberConfig', 'platformEventConsumer', ['ApexTrigger'], /^/],
  ['NamedCredential', 'externalCredential', ['ExternalCredential'], /^/],
  ['PermissionSet', 'tab', ['CustomTab'], /^/],
] as const;

function valuesOf(element: XmlElement, name: string): readonly string[] {
  return element.children.flatMap((child) =>
    child.name === name ? [child.text] : child.children.length > 0 ? valuesOf(child, name) : [],
  );
}

/** Change events are Salesforce's own. */
const isStandard = (name: string) => name.endsWith('ChangeEvent');

export function danglingReferences(files: PackageFiles): readonly string[] {
  const components = componentsOf(files);
  return references.flatMap(([from, name, to, prefix]) =>
    components
      .filter(({ type }) => type === from)
      .flatMap(({ path, element }) =>
        valuesOf(element, name)
          .filter((value) => !isStandard(value))
          .filter(
            (value) => !prefix.test(value) || !namesOf(components, ...to).has(value.replace(prefix, '')),
          )
          .map((value) => `${path}: ${name} ${value}`),
      ),
  );
}
