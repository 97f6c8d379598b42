import * as z from 'zod';
import { componentsOf, type PackageFiles } from './salesforce-package.ts';
import { childrenOf, textOf } from './strict-xml.ts';

/** What may not be in the package, and what an admin is to fill in. Every function gives sentences; none = all is well. */

const suspicious = [
  ['an address', /[\w.+-]+@(?!example\.(?:com|org)\b)[\w-]+\.[\w.-]+/gi],
  ['an AWS account', /\b(?!111122223333\b)\d{12}\b/g],
  [
    'an id of a real org',
    /\b(?:00D|005|003|500|02s|00a|0D5|0YL)(?!\w*0{6})[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?\b/g,
  ],
  [
    'a host',
    /https?:\/\/(?!(?:[\w-]+\.)*example\.(?:com|org)\b|(?:[\w-]+\.)*salesforce\.com\b|soap\.sforce\.com\b)[\w.-]+/g,
  ],
  [
    'a key',
    /-----BEGIN|\bAKIA[0-9A-Z]{16}\b|<(?:consumer(?:Key|Secret)|password|oauth\w*Token|awsAccess\w+)>/g,
  ],
  ['something random', /(?<!v1=)(?<![0-9a-f])[0-9a-f]{32,}\b/g],
] as const;

/** Secrets, and whatever could belong to somebody. */
export function leaks(files: PackageFiles): readonly string[] {
  return [...files].flatMap(([path, content]) =>
    suspicious.flatMap(([what, pattern]) =>
      (content.match(pattern) ?? []).map((found) => `${path}: ${what}: ${found}`),
    ),
  );
}

const project = z.object({
  packageDirectories: z.array(z.object({ path: z.string() })),
  replacements: z.array(
    z.object({ filename: z.string(), stringToReplace: z.string(), replaceWithEnv: z.string() }),
  ),
});

/** Placeholders that would be deployed as they are, or that the guide does not explain. */
export function unexplainedPlaceholders(files: PackageFiles): readonly string[] {
  const { replacements } = project.parse(JSON.parse(files.get('sfdx-project.json') ?? ''));
  const guide = files.get('README.md') ?? '';
  return replacements.flatMap(({ filename, stringToReplace, replaceWithEnv }) => [
    ...(files.get(filename)?.includes(stringToReplace) ? [] : [`${filename} has no ${stringToReplace}`]),
    ...(guide.includes(replaceWithEnv) ? [] : [`the guide does not explain ${replaceWithEnv}`]),
  ]);
}

/** Metadata in no folder that is deployed, and folders that are not there. */
export function undeployed(files: PackageFiles): readonly string[] {
  const { packageDirectories } = project.parse(JSON.parse(files.get('sfdx-project.json') ?? ''));
  const folders = packageDirectories.map(({ path }) => path);
  return [
    ...folders.filter((folder) => ![...files.keys()].some((path) => path.startsWith(`${folder}/`))),
    ...[...files.keys()].filter(
      (path) =>
        !['.gitignore', 'README.md', 'sfdx-project.json'].includes(path) &&
        !folders.some((folder) => path.startsWith(`${folder}/main/default/`)),
    ),
  ];
}

/** A relay may only be created stopped, and what looks at fields beside the header makes a relay refuse its channel. */
export function relaysThatCannotStart(files: PackageFiles): readonly string[] {
  return componentsOf(files).flatMap(({ path, type, element }) => {
    const state = textOf(element, 'state');
    const filter = textOf(element, 'filterExpression') ?? '';
    const fields = filter.match(/\b[\w.]+(?= (?:=|!=) )/g) ?? [];
    return [
      ...(type === 'EventRelayConfig' && state !== 'STOP' ? [`${path}: created in ${state}`] : []),
      ...fields
        .filter((field) => !field.startsWith('ChangeEventHeader.'))
        .map((field) => `${path}: filters by ${field}`),
      ...childrenOf(element, 'enrichedFields').map(() => `${path}: enriched fields`),
    ];
  });
}

/** Permission sets that open a principal which no credential has: `<credential>-<principal>`. */
export function unknownPrincipals(files: PackageFiles): readonly string[] {
  const components = componentsOf(files);
  const principals = components
    .filter(({ type }) => type === 'ExternalCredential')
    .flatMap(({ name, element }) =>
      childrenOf(element, 'externalCredentialParameters')
        .filter((parameter) => textOf(parameter, 'parameterType') === 'NamedPrincipal')
        .map((parameter) => `${name}-${textOf(parameter, 'parameterName')}`),
    );
  return components
    .flatMap(({ element }) => childrenOf(element, 'externalCredentialPrincipalAccesses'))
    .map((access) => textOf(access, 'externalCredentialPrincipal') ?? '')
    .filter((principal) => !principals.includes(principal));
}
