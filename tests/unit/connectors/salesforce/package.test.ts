import { describe, expect, it } from 'vitest';
import {
  caseFields,
  ledgerObject,
  messageEvent,
  tagObject,
} from '../../../../connectors/salesforce/names.ts';
import {
  anyEvent,
  deletionTold,
  fieldTold,
  messageTold,
} from '../../../../connectors/salesforce/wire-event.ts';
import {
  added,
  changed,
  fieldFile,
  inApp,
  readPackageFiles,
  schemaOf,
  without,
} from '../../../support/salesforce-package.ts';

const files = readPackageFiles();

/** Types and sizes as names.ts promises them. */
const messageFields = {
  Kind__c: 'Text 20',
  Record_Id__c: 'Text 18',
  Case_Id__c: 'Text 18',
  Occurred_At__c: 'Text 30',
  Author_Id__c: 'Text 18',
  Author_Type__c: 'Text 20',
  Author_Address__c: 'Text 80',
  Is_Public__c: 'Checkbox',
  Is_First__c: 'Checkbox',
  Subject__c: 'Text 255',
  Body__c: 'LongTextArea 100000',
  Is_Whole__c: 'Checkbox',
  Channel__c: 'Text 40',
  Case_Origin__c: 'Text 40',
  Case_Status__c: 'Text 40',
  Case_Priority__c: 'Text 40',
  Contact_Id__c: 'Text 18',
  Contact_Locale__c: 'Text 20',
  Owner_Id__c: 'Text 18',
  Record_Type_Id__c: 'Text 18',
  Attachment_Count__c: 'Number 4,0',
  Machine_Made__c: 'Text 20',
  Case_Email__c: 'Text 80',
  Field_Name__c: 'Text 80',
  Field_Value__c: 'Text 255',
};
const fieldsOfCase = {
  Dragoman_Language__c: 'Text 35',
  Dragoman_Sentiment__c: 'Text 10',
  Dragoman_Intent__c: 'Text 100',
  Dragoman_Subject__c: 'Text 255',
  Dragoman_Translation__c: 'LongTextArea 32768',
};
const ledgerFields = {
  Key__c: 'Text 255 required unique externalId caseSensitive',
  Case__c: 'Lookup to Case',
  Source_Message__c: 'Text 255',
  Also_About__c: 'LongTextArea 4096',
  Record_Id__c: 'Text 18',
  Kind__c: 'Text 20',
};
const tagFields = {
  Key__c: 'Text 100 required unique externalId',
  Case__c: 'Lookup to Case',
  Tag__c: 'Text 80',
};

describe('the fields of the package', () => {
  it('are those that the connector knows, with the types and sizes that it counts on, and no others', () => {
    // Act
    const schema = schemaOf(files);

    // Assess
    expect(schema).toEqual({
      Case: fieldsOfCase,
      Dragoman_Message__e: messageFields,
      Dragoman_Write__c: ledgerFields,
      Dragoman_Tag__c: tagFields,
      Dragoman_Settings__c: {
        Integration_User_Id__c: 'Text 18',
        Skip__c: 'Checkbox',
        Callout_On__c: 'Checkbox',
      },
      Dragoman_Signing__c: { Secret__c: 'EncryptedText 175 required' },
    });
  });

  it.each([
    ['Dragoman_Message__e', messageEvent.name, messageEvent.fields, messageFields],
    ['Dragoman_Write__c', ledgerObject.name, ledgerObject.fields, ledgerFields],
    ['Dragoman_Tag__c', tagObject.name, tagObject.fields, tagFields],
    ['Case', 'Case', caseFields, fieldsOfCase],
  ])('of %s are all named in names.ts', (object, name, names, fields) => {
    // Act
    const named = Object.values(names).toSorted();

    // Assess
    expect(name).toBe(object);
    expect(named).toEqual(Object.keys(fields).toSorted());
  });

  it('of the event are all read by us: what nobody reads is not published', () => {
    // Act
    const read = [anyEvent, messageTold, fieldTold, deletionTold].flatMap(({ shape }) => Object.keys(shape));

    // Assess
    expect([...new Set(read)].toSorted()).toEqual(Object.keys(messageFields).toSorted());
  });

  it.each([
    [
      'another length',
      changed(files, fieldFile('Case', 'Dragoman_Intent__c'), (xml) => xml.replace('100', '90')),
    ],
    [
      'another type',
      changed(files, fieldFile('Dragoman_Message__e', 'Is_First__c'), (xml) =>
        xml.replace('Checkbox', 'Text'),
      ),
    ],
    [
      'a key that may come twice',
      changed(files, fieldFile('Dragoman_Write__c', 'Key__c'), (xml) =>
        xml.replace('<unique>true', '<unique>false'),
      ),
    ],
    ['a field that is missing', without(files, fieldFile('Dragoman_Tag__c', 'Tag__c'))],
    [
      'a field that nobody knows',
      added(
        files,
        fieldFile('Case', 'More__c'),
        (files.get(fieldFile('Case', 'Dragoman_Intent__c')) ?? '').replaceAll(
          'Dragoman_Intent__c',
          'More__c',
        ),
      ),
    ],
  ])('are found out with %s', (_what, broken) => {
    // Assess
    expect(schemaOf(broken)).not.toEqual(schemaOf(files));
  });

  it('are of an event that is published when the work is saved, and not before', () => {
    // Act
    const event = files.get(inApp('objects/Dragoman_Message__e/Dragoman_Message__e.object-meta.xml'));

    // Assess
    expect(event).toContain('<eventType>HighVolume</eventType>');
    expect(event).toContain('<publishBehavior>PublishAfterCommit</publishBehavior>');
  });
});
