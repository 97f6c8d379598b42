import { describe, expect, it } from 'vitest';
import { invitation } from '../../../../../infra/local/demo/by-hand.ts';
import { lineOf, storyFor } from '../../../../../infra/local/demo/story.ts';
import type { World } from '../../../../../infra/local/world.ts';

describe('The demo’s story', () => {
  it('has a chat only where the helpdesk can be answered in one; all else is for every helpdesk', () => {
    const withChat = storyFor({ connector: 'zendesk' });
    const without = storyFor({ connector: 'fax' });

    expect(withChat).toHaveLength(22);
    expect(without).toHaveLength(20);
    expect(withChat.filter(({ line }) => line.channel === 'chat')).toHaveLength(2);
    expect(without.filter(({ line }) => line.channel !== undefined)).toEqual([]);
  });

  it('uses a tool’s ways in by turns', () => {
    const [scene] = storyFor({ connector: 'zendesk' });

    const wayOf = (number: number) =>
      lineOf(scene!, number, { tellsBy: ['partner-bus', 'webhook'] }).deliver.via;

    expect([1, 2, 3].map(wayOf)).toEqual(['partner-bus', 'webhook', 'partner-bus']);
    expect(lineOf(scene!, 2, { tellsBy: ['webhook'] }).deliver.via).toBe('webhook');
  });
});

describe('What the demo says at its end', () => {
  it('names every way in, in the helpdesk’s own words', () => {
    const world = {
      webhookUrl: 'http://127.0.0.1:1/webhooks/telex/7',
      stack: { endpointUrl: 'http://127.0.0.1:2' },
      helpdesk: {
        ...{ toolName: 'Telex', howToSign: 'with sealing wax', baseUrl: 'http://127.0.0.1:3' },
        tellsBy: ['partner-bus', 'webhook'],
        settings: { partnerEventSources: ['aws.partner/telex.example.com/7/wire'] },
      },
    };

    const text = invitation(world as unknown as World, 'http://127.0.0.1:4', ['npm run redrive']);

    expect(text).toContain(
      'Partner event source: aws.partner/telex.example.com/7/wire (EventBridge is at http://127.0.0.1:2)',
    );
    expect(text).toContain(
      'Webhook address: http://127.0.0.1:1/webhooks/telex/7 (deliveries must be signed with sealing wax)',
    );
    expect(text).toContain(
      'The API of the local Telex, for curl; there is no user interface behind it: http://127.0.0.1:3',
    );
    expect(text).toContain('in a terminal of their own:\n  npm run redrive\n');
    // What most people want comes first, and is there only if it is served.
    expect(text.split('\n')[0]).toBe('Open http://127.0.0.1:4 to watch and to try it.');
    expect(invitation(world as unknown as World, null, [])).toMatch(/^The stack stays up\./);
  });
});
