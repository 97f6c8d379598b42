import { describe, expect, it } from 'vitest';
import { leaks, undeployed } from '../../../support/salesforce-guards.ts';
import {
  added,
  changed,
  componentsOf,
  fieldFile,
  inApp,
  malformed,
  misplaced,
  permissionSetFile,
  readPackageFiles,
  unpaired,
  without,
} from '../../../support/salesforce-package.ts';

const files = readPackageFiles();

describe('the files of the package', () => {
  it('are well-formed, in their places, and named as they say', () => {
    // Act
    const problems = [...malformed(files), ...misplaced(files), ...unpaired(files), ...undeployed(files)];

    // Assess
    expect(problems).toEqual([]);
    expect(componentsOf(files).length).toBeGreaterThan(60);
  });

  const kind = fieldFile('Dragoman_Message__e', 'Kind__c');
  it.each([
    ['a tag that is not closed', (xml: string) => xml.replace('</label>', '')],
    ['tags in the wrong order', (xml: string) => xml.replace('</label>', '</length>')],
    ['an & that begins no entity', (xml: string) => xml.replace('message,', 'message &')],
    ['an entity of HTML', (xml: string) => xml.replace('message,', 'message&nbsp;')],
    ['a < in a text', (xml: string) => xml.replace('message,', 'message <')],
    ['two roots', (xml: string) => xml + xml.replace(/^.*\n/, '')],
    ['text after the root', (xml: string) => `${xml}x`],
    ['an attribute twice', (xml: string) => xml.replace('xmlns=', 'xmlns="x" xmlns=')],
    ['an attribute without quotes', (xml: string) => xml.replace(/xmlns="[^"]*"/, 'xmlns=x')],
    ['text beside elements', (xml: string) => xml.replace('<label>', 'x<label>')],
    ['a comment in a comment', (xml: string) => xml.replace('<label>', '<!-- -- --><label>')],
    ['a document type', (xml: string) => xml.replace('<CustomField', '<!DOCTYPE x><CustomField')],
    ['no declaration', (xml: string) => xml.replace(/^.*\n/, '')],
    ['a control character', (xml: string) => xml.replace('message,', 'message\u0007,')],
    ['nothing', () => '<?xml version="1.0" encoding="UTF-8"?>\n'],
  ])('are found out with %s', (_what, change) => {
    // Act
    const problems = malformed(changed(files, kind, change));

    // Assess
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(kind);
  });

  it.each([
    [
      'another root',
      changed(files, kind, (xml) => xml.replaceAll('CustomField', 'CustomObject')),
      'is no CustomField',
    ],
    [
      'another namespace',
      changed(files, kind, (xml) => xml.replace('2006/04', '2006/05')),
      'not in the namespace',
    ],
    [
      'another name',
      changed(files, kind, (xml) => xml.replace('>Kind__c<', '>Sort__c<')),
      'says that it is Sort__c',
    ],
    ['another place', added(files, inApp('Kind__c.field-meta.xml'), files.get(kind) ?? ''), 'not in fields'],
    ['an unknown ending', added(files, inApp('x.workflow-meta.xml'), files.get(kind) ?? ''), 'no known kind'],
  ])('are found out with %s', (_what, broken, problem) => {
    // Act
    const problems = misplaced(broken);

    // Assess
    expect(problems.join()).toContain(problem);
  });

  it('are found out where code lacks its description, says another version, or is deployed by nobody', () => {
    // Prepare
    const code = inApp('classes/DragomanText.cls');
    const older = changed(files, `${code}-meta.xml`, (xml) => xml.replace('66.0', '65.0'));

    // Act
    const problems = [
      unpaired(without(files, `${code}-meta.xml`)),
      unpaired(without(files, code)),
      unpaired(older),
      undeployed(added(files, 'extra/x.cls', '')),
    ];

    // Assess
    expect(problems.map((each) => each.length > 0)).toEqual([true, true, true, true]);
  });
});

describe('secrets and addresses', () => {
  it('are nowhere in the package', () => {
    // Assess
    expect(leaks(files)).toEqual([]);
  });

  it.each([
    ['an address', 'jane@acme.test'],
    ['an AWS account', 'arn:aws:EU-WEST-1:210987654321'],
    ['an id', '00DRM8a7Fxtsq2AC9Q'],
    ['a host', 'https://acme.my.site.test/x'],
    ['a private key', '-----BEGIN PRIVATE KEY-----'],
    ['an access key', 'AKIAIOSFODNN7EXAMPLE'],
    ['a consumer secret', '<consumerSecret>x</consumerSecret>'],
    ['a signing secret', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ])('would be found: %s', (_what, text) => {
    // Act
    const found = leaks(changed(files, permissionSetFile('Dragoman'), (xml) => `${xml}${text}`));

    // Assess
    expect(found).toHaveLength(1);
  });
});
