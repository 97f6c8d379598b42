import { describe, expect, it } from 'vitest';
import { verifyOwnHook } from '../../../../connectors/kit/own-hook.ts';
import { caseFields } from '../../../../connectors/salesforce/names.ts';
import { fieldFamilies } from '../../../../connectors/salesforce/vocabulary.ts';
import { machineHeaders } from '../../../fixtures/salesforce/machine-headers.ts';
import {
  longTriggers,
  unknownInApex,
  unknownMembers,
  unknownOnMessage,
} from '../../../support/salesforce-apex.ts';
import { changed, inApp, readPackageFiles } from '../../../support/salesforce-package.ts';

const files = readPackageFiles();

describe('the code of the package', () => {
  it('speaks only of what the package brings, and leaves everything to classes with tests', () => {
    // Assess
    expect([
      ...unknownInApex(files),
      ...unknownOnMessage(files),
      ...unknownMembers(files),
      ...longTriggers(files),
    ]).toEqual([]);
  });

  it('is found out with a name that is not there, in a query that is a text, too', () => {
    // Prepare
    const path = inApp('classes/DragomanFacts.cls');

    // Act
    const problems = [
      ...unknownInApex(changed(files, path, (code) => code.replace('Case_Status__c', 'Case_State__c'))),
      ...unknownInApex(
        changed(files, path, (code) => `${code}\n// 'SELECT Mood__c FROM Dragoman_Mood__mdt'`),
      ),
    ];

    // Assess
    expect(problems).toEqual([`${path}: Case_State__c`, `${path}: Mood__c`, `${path}: Dragoman_Mood__mdt`]);
  });

  it('is found out with a field that only another object has', () => {
    // Prepare
    const path = inApp('classes/DragomanFacts.cls');

    // Act
    const problems = unknownOnMessage(
      changed(files, path, (code) => code.replace('message.Subject__c', 'message.Source_Message__c')),
    );

    // Assess
    expect(problems).toEqual([`${path}: Source_Message__c`]);
  });

  it('is found out with a call of what is not there or not open', () => {
    // Prepare
    const path = inApp('classes/DragomanTriggers.cls');
    const calling = (call: string) =>
      changed(files, path, (code) => code.replace('DragomanCases.ofOpened', call));

    // Act
    const problems = ['DragomanCases.ofOpen', 'DragomanCase.ofOpened', 'DragomanCases.ofDescription'].map(
      (call) => unknownMembers(calling(call)),
    );
    const ofTests = unknownMembers(calling('DragomanSettings.isIntegrationUser'));

    // Assess
    expect([...problems, ofTests]).toEqual([
      [`${path}: DragomanCases.ofOpen`],
      [`${path}: DragomanCase.ofOpened`],
      [`${path}: DragomanCases.ofDescription`],
      [`${path}: DragomanSettings.isIntegrationUser`],
    ]);
  });

  it('is found out with a trigger that does more than to call', () => {
    // Prepare
    const path = inApp('triggers/DragomanCase.trigger');

    // Act
    const problems = longTriggers(
      changed(files, path, (code) => code.replace('{\n', '{\n    Integer i = 0;\n')),
    );

    // Assess
    expect(problems).toEqual([path]);
  });

  it('signs what it sends as the webhook checks it', () => {
    // Prepare
    const vector = 'v1=0cb2ac742990826eb6c446e3d05afa577524a211242c0aa20ccffe3b50a4c937';
    const test = files.get('callout/main/default/classes/DragomanCalloutTest.cls');

    // Act
    const verdict = verifyOwnHook(
      {
        headers: { 'x-dragoman-timestamp': '1767946867', 'x-dragoman-signature': vector },
        body: new TextEncoder().encode('{"text":"¿Dónde?"}'),
        receivedAt: new Date('2026-01-09T08:21:08Z'),
      },
      ['only-a-test'],
    );

    // Assess
    expect(verdict).toEqual({ trusted: true, secretIndex: 0 });
    expect(test).toContain(vector);
    expect(test).toContain(`signatureOf('1767946867', '{"text":"¿Dónde?"}', 'only-a-test')`);
  });

  it('is tested with the headers of machines’ e-mails that the connector is tested with', () => {
    // Prepare
    const test = files.get(inApp('classes/DragomanTextTest.cls'));
    const written = (text: string | null) =>
      text === null ? 'null' : `'${JSON.stringify(text).slice(1, -1)}'`;

    // Act
    const missing = machineHeaders.filter(
      ([headers, kind]) => !test?.includes(`${written(headers)} => ${written(kind)}`),
    );

    // Assess
    expect(missing).toEqual([]);
  });

  it('looks addresses up in the form in which it compares them', () => {
    // Prepare
    const folded = (code: string) =>
      [...code.matchAll(/\w*(?:address|email)\w*\.(?:trim|toLowerCase|equalsIgnoreCase)\(/gi)].map(
        ([call]) => call,
      );

    // Act
    const found = ['Context', 'Messages', 'Text'].map((name) =>
      folded(files.get(inApp(`classes/Dragoman${name}.cls`)) ?? ''),
    );

    // Assess
    expect(found).toEqual([[], [], ['address.trim(']]);
  });

  it('takes those fields of a case for corrections whose values are read as such, and no others', () => {
    // Prepare
    const code = files.get(inApp('classes/DragomanTriggers.cls')) ?? '';

    // Act
    const [, list = ''] = /CORRECTABLE = new List<String>\{([^}]*)\}/.exec(code) ?? [];

    // Assess
    expect([...list.matchAll(/'(\w+)'/g)].map(([, name]) => name)).toEqual(
      fieldFamilies.map((family) => caseFields[family]),
    );
  });
});
