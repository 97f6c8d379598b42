import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { longIdOf, normalId } from '../../../../../../infra/local/helpdesks/salesforce/index.ts';
import { readPackage } from '../../../../../../infra/local/helpdesks/salesforce/metadata/package.ts';
import { packageFolder, startOrg, users } from './org.ts';

function packageWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'dragoman-package-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

test('A package brings its objects, its event, fields of the case and permission sets', () => {
  // Prepare, Act
  const { objects, events, addedFields, permissionSets } = readPackage(packageFolder);
  // Assess
  expect(objects.map(({ name, keyPrefix, sharing }) => [name, keyPrefix, sharing])).toEqual([
    ['Dragoman_Tag__c', 'a00', 'Private'],
    ['Dragoman_Write__c', 'a01', 'ReadWrite'],
  ]);
  expect(events.map(({ name }) => name)).toEqual(['Dragoman_Message__e']);
  expect(addedFields.get('Case')?.map(({ name, maxCharacters }) => [name, maxCharacters])).toEqual([
    ['Dragoman_Intent__c', 100],
    ['Dragoman_Language__c', 35],
    ['Dragoman_Sentiment__c', 10],
    ['Dragoman_Subject__c', 255],
    ['Dragoman_Translation__c', 32_768],
  ]);
  const key = objects[1]?.fields.find(({ name }) => name === 'Key__c');
  expect(key).toMatchObject({ unique: true, caseSensitive: true, externalId: true, required: true });
  expect([...permissionSets.keys()]).toEqual(['Dragoman', 'Dragoman_Agent', 'Dragoman_As_Agent']);
});

test('Each type of field is read with its bounds', () => {
  // Prepare
  const field = (name: string, inner: string) => ({
    [`objects/Thing__c/fields/${name}.field-meta.xml`]: `<CustomField><fullName>${name}</fullName>${inner}</CustomField>`,
  });
  const folder = packageWith({
    'objects/Thing__c/Thing__c.object-meta.xml':
      '<CustomObject><sharingModel>Read</sharingModel></CustomObject>',
    ...field('Amount__c', '<type>Number</type><precision>6</precision><scale>2</scale>'),
    ...field('Flag__c', '<type>Checkbox</type><defaultValue>true</defaultValue>'),
    ...field('When__c', '<type>DateTime</type>'),
    ...field(
      'Kind__c',
      '<type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition>' +
        '<value><fullName>note</fullName></value><value><fullName>a &amp; b</fullName></value></valueSetDefinition></valueSet>',
    ),
    ...field('Case__c', '<type>MasterDetail</type><referenceTo>Case</referenceTo>'),
  });
  // Act
  const [thing] = readPackage(folder).objects;
  // Assess
  const own = thing?.fields.filter(({ name }) => name.endsWith('__c'));
  expect(thing?.sharing).toBe('Read');
  expect(own).toMatchObject([
    { name: 'Amount__c', digits: { before: 4, after: 2 } },
    { name: 'Case__c', references: ['Case'], relationship: 'Case__r', required: true, permissionable: false },
    { name: 'Flag__c', defaultValue: true },
    { name: 'Kind__c', options: ['note', 'a & b'], restricted: true },
    { name: 'When__c', kind: 'datetime' },
  ]);
});

test('A folder without a package, an unknown type and a permission set that is not there end the start', async () => {
  // Prepare
  const strange = packageWith({
    'objects/Thing__c/Thing__c.object-meta.xml': '<CustomObject/>',
    'objects/Thing__c/fields/X__c.field-meta.xml':
      '<CustomField><fullName>X__c</fullName><type>Location</type></CustomField>',
  });
  // Act
  const starts = [
    startOrg({ packageFolder: '/nowhere' }),
    startOrg({ packageFolder: strange }),
    startOrg({ users: [{ ...users[0]!, permissionSets: ['Other'] }] }),
  ];
  // Assess
  await expect(starts[0]).rejects.toThrow('there is no Salesforce package in /nowhere');
  await expect(starts[1]).rejects.toThrow('the stand-in knows no field type Location (X__c)');
  await expect(starts[2]).rejects.toThrow('the package has no permission set Other');
});

test('An event that lacks a field cannot be published', async () => {
  // Prepare
  const org = await startOrg({
    packageFolder: packageWith({
      'objects/Dragoman_Message__e/Dragoman_Message__e.object-meta.xml': '<CustomObject/>',
    }),
    users: [{ ...users[0]!, permissionSets: [] }],
  });
  // Act
  const open = () => org.openCase({ subject: 'x', description: 'y', origin: 'Web' });
  // Assess
  expect(open).toThrow("the package's event Dragoman_Message__e has no field Kind__c");
});

test('Ids have the suffix that Salesforce gives them', () => {
  // Prepare
  const known = [
    ['00DRM000000Fxts', '00DRM000000Fxts2AC'],
    ['001D000000K0fXO', '001D000000K0fXOIAZ'],
    ['500000000000000', '500000000000000AAA'],
  ] as const;
  // Act
  const long = known.map(([short]) => longIdOf(short));
  // Assess
  expect(long).toEqual(known.map(([, id]) => id));
  expect([normalId('001D000000K0fXO'), normalId('001D000000K0fXOIAZ')]).toEqual([
    '001D000000K0fXOIAZ',
    '001D000000K0fXOIAZ',
  ]);
  expect(['001D000000K0fXOAAA', 'r1', '', '001D000000K0fX-'].map(normalId)).toEqual([null, null, null, null]);
});
