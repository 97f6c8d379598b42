import { describe, expect, it } from 'vitest';
import { unknownPrincipals } from '../../../support/salesforce-guards.ts';
import { changed, permissionSetFile, readPackageFiles } from '../../../support/salesforce-package.ts';
import { rightsOf, wrongRights } from '../../../support/salesforce-references.ts';

const files = readPackageFiles();

describe('the rights that the package gives', () => {
  it('name only what is there', () => {
    // Assess
    expect([...wrongRights(files), ...unknownPrincipals(files)]).toEqual([]);
  });

  it('are, for the runtime user, all that the connector reads and writes, and nothing more', () => {
    // Act
    const rights = rightsOf(files, 'Dragoman');

    // Assess
    expect(rights).toEqual({
      objects: {
        Account: 'r',
        Contact: 'rv',
        Case: 'rev',
        Dragoman_Write__c: 'crev',
        Dragoman_Tag__c: 'crev',
      },
      fields: {
        'Case.ContactId': 'read',
        'Case.Description': 'read',
        'Case.Dragoman_Intent__c': 'edit',
        'Case.Dragoman_Language__c': 'edit',
        'Case.Dragoman_Sentiment__c': 'edit',
        'Case.Dragoman_Subject__c': 'edit',
        'Case.Dragoman_Translation__c': 'edit',
        'Case.Origin': 'read',
        'Case.Priority': 'edit',
        'Case.Subject': 'read',
        'Case.SuppliedEmail': 'read',
        'Case.SuppliedName': 'read',
        'Contact.Email': 'read',
        'Dragoman_Tag__c.Case__c': 'edit',
        'Dragoman_Tag__c.Tag__c': 'edit',
        'Dragoman_Write__c.Also_About__c': 'edit',
        'Dragoman_Write__c.Case__c': 'edit',
        'Dragoman_Write__c.Kind__c': 'edit',
        'Dragoman_Write__c.Record_Id__c': 'edit',
        'Dragoman_Write__c.Source_Message__c': 'edit',
      },
      users: ['ApiEnabled', 'ChatterInternalUser', 'EmailSingle'],
    });
  });

  it('let agents see what Dragoman reads, and correct language, sentiment and intent alone', () => {
    // Act
    const rights = rightsOf(files, 'Dragoman_Agent');

    // Assess
    expect(rights).toEqual({
      objects: { Account: 'r', Contact: 'r', Case: 'r', Dragoman_Tag__c: 'r' },
      fields: {
        'Case.Dragoman_Intent__c': 'edit',
        'Case.Dragoman_Language__c': 'edit',
        'Case.Dragoman_Sentiment__c': 'edit',
        'Case.Dragoman_Subject__c': 'read',
        'Case.Dragoman_Translation__c': 'read',
        'Dragoman_Tag__c.Case__c': 'read',
        'Dragoman_Tag__c.Tag__c': 'read',
      },
      users: [],
    });
  });

  it("to post in an agent's name, and to use the webhook's credential, are sets of their own", () => {
    // Assess
    expect(rightsOf(files, 'Dragoman_As_Agent')).toEqual({
      objects: {},
      fields: {},
      users: ['CanInsertFeedSystemFields'],
    });
    expect(rightsOf(files, 'Dragoman_Callout')).toEqual({
      objects: { UserExternalCredential: 'r' },
      fields: {},
      users: [],
    });
  });

  it('never open the signing secrets', () => {
    // Act
    const sets = [...files].filter(([path]) => path.endsWith('.permissionset-meta.xml'));

    // Assess
    expect(sets).toHaveLength(4);
    expect(sets.filter(([, content]) => content.includes('Dragoman_Signing__c'))).toEqual([]);
  });

  it.each([
    [
      'a field that is not there',
      'Case.Dragoman_Intent__c',
      'Case.Dragoman_Mood__c',
      'there is no Case.Dragoman_Mood__c',
    ],
    ['a required field', 'Dragoman_Tag__c.Tag__c', 'Dragoman_Tag__c.Key__c', 'is required'],
    [
      'an object that is not there',
      '<object>Dragoman_Tag__c',
      '<object>Dragoman_Label__c',
      'there is no Dragoman_Label__c',
    ],
    ['a field of a closed object', '<object>Contact<', '<object>Lead<', 'Contact.Email, but not its object'],
    ['a field twice', 'Case.Origin', 'Case.Subject', 'Case.Subject twice'],
  ])('are found out with %s', (_what, from, to, problem) => {
    // Act
    const problems = wrongRights(
      changed(files, permissionSetFile('Dragoman'), (xml) => xml.replace(from, to)),
    );

    // Assess
    expect(problems.join()).toContain(problem);
  });

  it('are found out with a principal that no credential has', () => {
    // Prepare
    const set = 'callout/main/default/permissionsets/Dragoman_Callout.permissionset-meta.xml';

    // Act
    const problems = unknownPrincipals(changed(files, set, (xml) => xml.replace('-Sender', '-Receiver')));

    // Assess
    expect(problems).toEqual(['Dragoman_Webhook-Receiver']);
  });
});
