import { afterEach, describe, expect, it } from 'vitest';
import { mailFromAna, type Org, orgIds, startOrg } from '../../../support/salesforce-org.ts';

let org: Org;
afterEach(() => org?.stop());

describe('In an org that merges no cases', () => {
  it('the catch-up finds a deletion that nobody was told of', async () => {
    // Prepare
    org = await startOrg({ hasCaseMerge: false, now: () => new Date('2026-01-09T08:20:00.000Z') });
    const { caseId } = mailFromAna(org);
    org.standIn.deleteCase(caseId, orgIds.agent);

    // Act
    const page = await org.client.catchUp({
      cursor: null,
      since: new Date('2026-01-09T08:00:00.000Z'),
      until: new Date('2026-01-09T09:00:00.000Z'),
    });

    // Assess
    expect(page).toMatchObject({
      kind: 'page',
      isLast: true,
      found: [{ kind: 'withdrawal', withdrawal: { ticket: caseId, withdrawn: { what: 'conversation' } } }],
    });
    expect(org.standIn.violations()).toEqual([]);
  });
});
