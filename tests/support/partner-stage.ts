import { connectorNamed } from '../../connectors/registry.ts';
import { parseSettings, type StageSettings } from '../../infra/settings.ts';
import { settingsInput } from './synthesised.ts';

export const partnerSource = 'aws.partner/desk.example.com/22129848/first';
export const secondSource = 'aws.partner/desk.example.com/22129848/second';

/** The registry's tools; Zendesk, which is no event partner, stands for one whose sources are called `aws.partner/desk.example.com/…`. */
export const lookUpWithPartner: typeof connectorNamed = (name) => {
  const connector = connectorNamed(name);
  if (connector === undefined || name !== 'zendesk') return connector;
  return {
    ...connector,
    partnerBus: {
      sourcePrefix: 'aws.partner/desk.example.com/',
      decode: () => ({ ok: false, error: [{ path: 'payload', expected: 'object' }] }),
    },
  };
};

/** The usual stage `test`, of which the first account has partner event sources. */
export function partnerSettings(
  partnerEventSources: readonly string[] = [partnerSource, secondSource],
): StageSettings {
  const [first, ...others] = settingsInput.accounts;
  const accounts = [{ ...first, partnerEventSources }, ...others];
  return parseSettings('settings/test.json', { ...settingsInput, accounts }, lookUpWithPartner);
}
