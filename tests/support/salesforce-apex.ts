import { basename } from 'node:path';
import { componentsOf, type PackageFiles, schemaOf } from './salesforce-package.ts';

/** What can be said of Apex without an org to compile it. Every function gives sentences; none = all is well. */

const codeOf = (files: PackageFiles) => [...files].filter(([path]) => /\.(cls|trigger)$/.test(path));

/** Custom names that Apex speaks of and no XML defines; in comments and strings, too, since dynamic queries are strings. */
export function unknownInApex(files: PackageFiles): readonly string[] {
  const schema = schemaOf(files);
  const objects = componentsOf(files).flatMap(({ type, name }) => (type === 'CustomObject' ? [name] : []));
  const known = new Set([...objects, ...Object.values(schema).flatMap((fields) => Object.keys(fields))]);
  return codeOf(files).flatMap(([path, code]) =>
    [...new Set(code.match(/\b[A-Za-z]\w*__[a-z]+\b/g) ?? [])]
      .filter((name) => !known.has(name))
      .map((name) => `${path}: ${name}`),
  );
}

/** Triggers hold one statement, so that all that could go wrong is in a class that has tests. */
export function longTriggers(files: PackageFiles): readonly string[] {
  return [...files]
    .filter(([path, code]) => path.endsWith('.trigger') && code.split(';').length !== 2)
    .map(([path]) => path);
}

/** Fields of a variable called `message` that the event does not have, though another object of the package may. */
export function unknownOnMessage(files: PackageFiles): readonly string[] {
  const fields = schemaOf(files).Dragoman_Message__e ?? {};
  return codeOf(files).flatMap(([path, code]) =>
    [...code.matchAll(/\bmessages?(?:\[\d\])?\.(?<name>\w+__c)\b/g)]
      .map(({ groups }) => groups?.name ?? '')
      .filter((name) => fields[name] === undefined)
      .map((name) => `${path}: ${name}`),
  );
}

/** Without comments and texts. */
const bare = (code: string) => code.replace(/\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\])*'/g, '');

/** A class's members: `public`, or `private` for tests alone. */
function membersOf(code: string): ReadonlyMap<string, 'public' | 'test' | 'private'> {
  const declaration =
    /(?<test>@TestVisible\s+)?(?<access>public|private)\s+(?:static\s+|final\s+|class\s+)*(?:[\w.]+(?:<[^()=;]*?>)?\s+)?(?<name>\w+)\s*(?=[({=;]|extends|implements)/g;
  return new Map(
    [...bare(code).matchAll(declaration)].map(({ groups }) => [
      groups?.name ?? '',
      groups?.access === 'public' ? 'public' : groups?.test === undefined ? 'private' : 'test',
    ]),
  );
}

/** Calls from class to class of what is not there, or not open to the caller. */
export function unknownMembers(files: PackageFiles): readonly string[] {
  const classes = new Map(
    codeOf(files).flatMap(([path, code]) =>
      path.endsWith('.cls') ? [[basename(path, '.cls'), membersOf(code)] as const] : [],
    ),
  );
  return codeOf(files).flatMap(([path, code]) =>
    [...bare(code).matchAll(/\b(?<owner>Dragoman[A-Za-z]+)\.(?<member>\w+)/g)]
      .filter(({ groups }) => {
        const access = classes.get(groups?.owner ?? '')?.get(groups?.member ?? '');
        return access !== 'public' && !(access === 'test' && path.endsWith('Test.cls'));
      })
      .map(([call]) => `${path}: ${call}`),
  );
}
