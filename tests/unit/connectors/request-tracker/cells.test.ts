import { describe, it } from 'vitest';
import { requestTrackerCells } from '../../../fixtures/request-tracker/cells.ts';

describe('what the table of connectors says of Request Tracker', () => {
  it.each(Object.entries(requestTrackerCells))('%s is true', async (_, { proof }) => {
    // Act and assess
    await proof();
  });
});
