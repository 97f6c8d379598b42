import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import type { AccountSettings } from '../../connectors/account.ts';
import type { Client, Connector } from '../../connectors/contract.ts';
import type { HttpSend } from '../../connectors/kit/http.ts';
import { findAccount } from './accounts.ts';
import { apiSecretName, createSecretSource } from './secrets.ts';
import { tracedHttp } from './trace.ts';

/** An account with its tool and a client that is ready to read and write. */
export type Helpdesk = Readonly<{ settings: AccountSettings; connector: Connector; client: Client }>;

/** Null = there is no such account, or no such tool, in this stage. */
export type Helpdesks = (connector: string, account: string) => Helpdesk | null;

export type HelpdesksDeps = Readonly<{
  stage: string;
  accounts: readonly AccountSettings[];
  connectorNamed: (name: string) => Connector | undefined;
  secretsManager: SecretsManagerClient;
  http: HttpSend;
  now: () => Date;
  /** 0..1; jitter. */
  random: () => number;
}>;

/** Opens helpdesks by account. A client is made once and kept, since it keeps the access token. */
export function createHelpdesks(deps: HelpdesksDeps): Helpdesks {
  const { stage, accounts, connectorNamed, now, random } = deps;
  // What is in it only the connector knows.
  const secrets = createSecretSource({ client: deps.secretsManager, schema: z.unknown(), now });
  const opened = new Map<string, Helpdesk>();

  function open(settings: AccountSettings, connector: Connector): Helpdesk {
    const client = connector.connect(settings, {
      http: tracedHttp(deps.http),
      now,
      random,
      apiSecret: async () => {
        const secret = await secrets.read(apiSecretName(stage, settings));
        return secret.kind === 'value' ? secret.value : null;
      },
    });
    return { settings, connector, client };
  }

  return (connectorName, account) => {
    const connector = connectorNamed(connectorName);
    const settings = findAccount(accounts, connectorName, account);
    if (connector === undefined || settings === null) return null;
    const key = `${connectorName}:${account}`;
    const helpdesk = opened.get(key) ?? open(settings, connector);
    opened.set(key, helpdesk);
    return helpdesk;
  };
}
