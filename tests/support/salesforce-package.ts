import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { childrenOf, MalformedXml, parseStrictly, textOf, type XmlElement } from './strict-xml.ts';

/** Contents by path within the package; with `/` on every system. */
export type PackageFiles = ReadonlyMap<string, string>;

const root = fileURLToPath(new URL('../../connectors/salesforce/package', import.meta.url));

/** What git would take: the command line keeps its own files in folders beside. */
export function readPackageFiles(): PackageFiles {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) =>
    relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'),
  );
  const kept = paths.filter((path) => !/^\.sf(?:dx)?\/|\.(?:key|crt)$/.test(path));
  return new Map(kept.map((path) => [path, readFileSync(join(root, path), 'utf8')] as const));
}

/** The package with one file changed, as somebody might do. Throws if nothing changes. */
export function changed(
  files: PackageFiles,
  path: string,
  change: (content: string) => string,
): PackageFiles {
  const content = files.get(path);
  const after = content === undefined ? undefined : change(content);
  if (after === undefined || after === content) throw new Error(`nothing to change in ${path}`);
  return new Map([...files, [path, after]]);
}

export const without = (files: PackageFiles, path: string): PackageFiles =>
  new Map([...files].filter(([each]) => each !== path));

export const added = (files: PackageFiles, path: string, content: string): PackageFiles =>
  new Map([...files, [path, content]]);

/** Paths of the part that every org needs. */
export const inApp = (path: string) => `force-app/main/default/${path}`;
export const fieldFile = (object: string, name: string) =>
  inApp(`objects/${object}/fields/${name}.field-meta.xml`);
export const permissionSetFile = (name: string) => inApp(`permissionsets/${name}.permissionset-meta.xml`);

const namespace = 'http://soap.sforce.com/2006/04/metadata';

/** By the end of a file's name: the root element, and the folder that the deployment looks for it in. */
const metadataTypes = [
  ['.object-meta.xml', 'CustomObject', null],
  ['.field-meta.xml', 'CustomField', 'fields'],
  ['.listView-meta.xml', 'ListView', 'listViews'],
  ['.cls-meta.xml', 'ApexClass', 'classes'],
  ['.trigger-meta.xml', 'ApexTrigger', 'triggers'],
  ['.tab-meta.xml', 'CustomTab', 'tabs'],
  ['.permissionset-meta.xml', 'PermissionSet', 'permissionsets'],
  ['.namedCredential-meta.xml', 'NamedCredential', 'namedCredentials'],
  ['.externalCredential-meta.xml', 'ExternalCredential', 'externalCredentials'],
  ['.platformEventChannel-meta.xml', 'PlatformEventChannel', 'platformEventChannels'],
  ['.platformEventChannelMember-meta.xml', 'PlatformEventChannelMember', 'platformEventChannelMembers'],
  ['.eventRelay-meta.xml', 'EventRelayConfig', 'eventRelays'],
  [
    '.platformEventSubscriberConfig-meta.xml',
    'PlatformEventSubscriberConfig',
    'PlatformEventSubscriberConfigs',
  ],
] as const;

/** These say their own name; the others are named by their file alone. */
const sayTheirName: ReadonlySet<string> = new Set(['CustomField', 'ListView']);

export type Component = Readonly<{ path: string; type: string; name: string; element: XmlElement }>;

/** The metadata that can be read; what cannot is told of by `malformed`. */
export function componentsOf(files: PackageFiles): readonly Component[] {
  return [...files].flatMap(([path, content]) => {
    const known = metadataTypes.find(([ending]) => path.endsWith(ending));
    if (known === undefined || problemOf(content) !== null) return [];
    const [ending, type] = known;
    return [{ path, type, name: basename(path, ending), element: parseStrictly(content) }];
  });
}

function problemOf(xml: string): string | null {
  try {
    parseStrictly(xml);
    return null;
  } catch (error) {
    if (error instanceof MalformedXml) return error.message;
    throw error;
  }
}

export function malformed(files: PackageFiles): readonly string[] {
  return [...files].flatMap(([path, content]) => {
    const problem = path.endsWith('.xml') ? problemOf(content) : null;
    return problem === null ? [] : [`${path}: ${problem}`];
  });
}

/** Files that a deployment would not take for what they are. */
export function misplaced(files: PackageFiles): readonly string[] {
  const unknown = [...files.keys()]
    .filter((path) => path.endsWith('.xml') && !metadataTypes.some(([ending]) => path.endsWith(ending)))
    .map((path) => `${path}: no known kind of metadata`);
  const wrong = componentsOf(files).flatMap(({ path, type, name, element }) => {
    const folder = metadataTypes.find(([, each]) => each === type)?.[2] ?? name;
    const ownName = textOf(element, 'fullName');
    return [
      ...(element.name === type ? [] : [`${path}: <${element.name}> is no ${type}`]),
      ...(element.attributes.get('xmlns') === namespace ? [] : [`${path}: not in the namespace of metadata`]),
      ...(basename(dirname(path)) === folder ? [] : [`${path}: not in ${folder}`]),
      ...(ownName === (sayTheirName.has(type) ? name : null) ? [] : [`${path}: says that it is ${ownName}`]),
    ];
  });
  return [...unknown, ...wrong];
}

/** Code without its description or the other way about, and code for another version of the API. */
export function unpaired(files: PackageFiles): readonly string[] {
  const version = /"sourceApiVersion": "(?<version>[\d.]+)"/.exec(files.get('sfdx-project.json') ?? '');
  return [...files.keys()]
    .filter((path) => /\.(cls|trigger)(-meta\.xml)?$/.test(path))
    .flatMap((path) => {
      const other = path.endsWith('-meta.xml') ? path.slice(0, -'-meta.xml'.length) : `${path}-meta.xml`;
      const meta = files.get(path.endsWith('-meta.xml') ? path : other) ?? '';
      return [
        ...(files.has(other) ? [] : [`${path} lacks ${other}`]),
        ...(meta.includes(`<apiVersion>${version?.groups?.version}</apiVersion>`)
          ? []
          : [`${path}: another API version`]),
      ];
    });
}

const flags = ['required', 'unique', 'externalId', 'caseSensitive'] as const;

function describe(element: XmlElement): string {
  const type = textOf(element, 'type') ?? '?';
  const size = textOf(element, 'length');
  const digits = textOf(element, 'precision');
  return [
    type,
    ...(size === null ? [] : [size]),
    ...(digits === null ? [] : [`${digits},${textOf(element, 'scale')}`]),
    ...childrenOf(element, 'referenceTo').map(({ text }) => `to ${text}`),
    ...flags.filter((flag) => textOf(element, flag) === 'true'),
  ].join(' ');
}

/** `Text 20`, `Number 4,0`, `Lookup to Case`, `Text 100 required unique externalId`, by object and field. */
export function schemaOf(files: PackageFiles): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const fields = componentsOf(files).filter(({ type }) => type === 'CustomField');
  const objects = [...new Set(fields.map(({ path }) => objectOf(path)))];
  return Object.fromEntries(
    objects.map((object) => [
      object,
      Object.fromEntries(
        fields
          .filter(({ path }) => objectOf(path) === object)
          .map(({ name, element }) => [name, describe(element)]),
      ),
    ]),
  );
}

/** `…/objects/<object>/fields/<file>` */
const objectOf = (path: string) => basename(dirname(dirname(path)));
