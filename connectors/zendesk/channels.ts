/**
 * Webhooks name a channel otherwise than the REST API does, and REST may give a number.
 * https://developer.zendesk.com/documentation/ticketing/reference-guides/via-types
 */
const restNames: Readonly<Record<string, string>> = {
  web_form: 'web',
  mail: 'email',
  web_service: 'api',
  '0': 'web',
  '4': 'email',
  '5': 'api',
  '8': 'rule',
};

const voice: ReadonlySet<string> = new Set([
  'voice',
  'voicemail',
  'phone_call_inbound',
  'phone_call_outbound',
  'api_voicemail',
  'api_phone_call_inbound',
  'api_phone_call_outbound',
]);

const automation: ReadonlySet<string> = new Set([
  'rule',
  'system',
  'merge',
  'side_conversation',
  'admin_setting',
  'automatic_solution_suggestions',
  'monitor_event',
  'sample_ticket',
  'sample_interactive_ticket',
  'satisfaction_prediction',
]);

/** `via.source.rel` of what Zendesk itself wrote. A follow-up (`follow_up`) is a customer's, so it is not here. */
const automationRelations: ReadonlySet<string> = new Set(['merge', 'trigger', 'automation']);

/** How tickets of Zendesk messaging came to be. */
export const messagingChannel = 'native_messaging';

/** A channel as settings and events name it: the REST API's word, in lower case. */
export function channelName(vendorName: string | number | null | undefined): string | null {
  const name = String(vendorName ?? '').toLowerCase();
  return name === '' ? null : (restNames[name] ?? name);
}

/** A phone call: text of the telephone system, not of the customer. */
export function isVoiceChannel(channel: string | null): boolean {
  return channel !== null && voice.has(channel);
}

/** Written by a rule, a bot, a merge or in a side conversation, not by a person in this conversation. */
export function isAutomationChannel(channel: string | null, relation: string | null = null): boolean {
  if (relation !== null && automationRelations.has(relation)) return true;
  return channel !== null && (automation.has(channel) || channel.startsWith('answer_bot'));
}
