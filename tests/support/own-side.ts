import type { OwnSide, Progress, SetUpDeps } from '../../connectors/set-up.ts';
import { fetchSend } from '../../connectors/set-up.ts';

/** Our own side of an account that nothing is known of yet; `webhookUrl` as after the deployment. */
export const ownSide = (wanted: Partial<OwnSide> = {}): OwnSide => ({
  stage: 'local',
  webhookUrl: 'https://hooks.example.com/webhooks',
  settings: null,
  secrets: { webhook: null, api: null },
  intents: ['OrderStatus'],
  ...wanted,
});

export const setUpDeps: SetUpDeps = { send: fetchSend, now: () => new Date(), wait: async () => undefined };

/** A progress that keeps what it is told. New secrets are `made-up-1`, `made-up-2`, … */
export function recordedProgress(): Progress &
  Readonly<{ dones: string[]; secrets: Record<string, string> }> {
  const dones: string[] = [];
  const secrets: Record<string, string> = {};
  let made = 0;
  return {
    dones,
    secrets,
    begins: () => undefined,
    done: ({ what }) => void dones.push(what),
    newSecret: () => `made-up-${++made}`,
    keepSecret: async (purpose, value) => {
      secrets[purpose] = value;
    },
  };
}
