import { describe, expect, it } from 'vitest';
import { relaysThatCannotStart, unexplainedPlaceholders } from '../../../support/salesforce-guards.ts';
import { changed, inApp, permissionSetFile, readPackageFiles } from '../../../support/salesforce-package.ts';
import { danglingReferences, unknownColumns } from '../../../support/salesforce-references.ts';

const files = readPackageFiles();

describe('the wiring of the package', () => {
  it('names what is there, starts stopped, filters by headers alone, and tells the admin what to fill in', () => {
    // Act
    const problems = [
      ...danglingReferences(files),
      ...unknownColumns(files),
      ...relaysThatCannotStart(files),
      ...unexplainedPlaceholders(files),
    ];

    // Assess
    expect(problems).toEqual([]);
  });

  const relay = 'relay/main/default/eventRelays/Dragoman_Relay.eventRelay-meta.xml';
  const member = (folder: string, name: string) =>
    `${folder}/main/default/platformEventChannelMembers/${name}.platformEventChannelMember-meta.xml`;
  it.each([
    ['a channel that is not there', relay, '>Dragoman__chn<', '>Other__chn<', 'eventChannel Other__chn'],
    ['a credential that is not there', relay, 'callout:Dragoman_AWS', 'callout:AWS', 'callout:AWS'],
    ['a credential without its prefix', relay, 'callout:Dragoman_AWS', 'Dragoman_AWS', 'Dragoman_AWS'],
    [
      'an event that is not there',
      member('relay', 'Dragoman_chn_Dragoman_Message_e'),
      'Message__e',
      'Text__e',
      'Dragoman_Text__e',
    ],
    [
      'a trigger that is not there',
      'callout/main/default/PlatformEventSubscriberConfigs/Dragoman_Message.platformEventSubscriberConfig-meta.xml',
      '>DragomanMessage<',
      '>Dragoman<',
      'Consumer Dragoman',
    ],
    [
      'a tab that is not there',
      permissionSetFile('Dragoman_Agent'),
      '<tab>Dragoman_Tag__c',
      '<tab>Dragoman_Write__c',
      'tab Dragoman_Write__c',
    ],
  ])('is found out with %s', (_what, path, from, to, problem) => {
    // Act
    const problems = danglingReferences(changed(files, path, (xml) => xml.replace(from, to)));

    // Assess
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  it('is found out with a list that shows what its object does not have', () => {
    // Prepare
    const view = inApp('objects/Dragoman_Tag__c/listViews/All.listView-meta.xml');

    // Act
    const problems = unknownColumns(changed(files, view, (xml) => xml.replace('Tag__c', 'Label__c')));

    // Assess
    expect(problems).toEqual([`${view}: Label__c`]);
  });

  const emails = member('relay-emails', 'Dragoman_Emails_chn_EmailMessageChangeEvent');
  it.each([
    ['a relay that is to run at once', relay, 'STOP', 'RUN'],
    [
      'a filter by a field, which a relay refuses',
      emails,
      '(ChangeEventHeader',
      'Incoming = true AND (ChangeEventHeader',
    ],
    [
      'enriched fields, which a relay refuses',
      emails,
      '<filterExpression>',
      '<enrichedFields><name>Subject</name></enrichedFields><filterExpression>',
    ],
  ])('is found out with %s', (_what, path, from, to) => {
    // Act
    const problems = relaysThatCannotStart(changed(files, path, (xml) => xml.replace(from, to)));

    // Assess
    expect(problems).toHaveLength(1);
  });

  it('is found out with a placeholder that is filled in, or that the guide leaves out', () => {
    // Prepare
    const credential = 'relay/main/default/namedCredentials/Dragoman_AWS.namedCredential-meta.xml';

    // Act
    const problems = [
      ...unexplainedPlaceholders(changed(files, credential, (xml) => xml.replace('AWS-REGION', 'EU-WEST-1'))),
      ...unexplainedPlaceholders(
        changed(files, 'README.md', (text) => text.replaceAll('DRAGOMAN_WEBHOOK_URL', '')),
      ),
    ];

    // Assess
    expect(problems).toEqual([
      `${credential} has no AWS-REGION`,
      'the guide does not explain DRAGOMAN_WEBHOOK_URL',
    ]);
  });
});
