import type { HookAuthentication } from '../../webhooks/hooks.ts';

function authenticationHeader(authentication: HookAuthentication): Record<string, string> {
  switch (authentication.type) {
    case 'basic_auth': {
      const { username, password } = authentication.data;
      return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
    }
    case 'bearer_token':
      return { authorization: `Bearer ${authentication.data.token}` };
    case 'api_key':
      return { [authentication.data.name]: authentication.data.value };
  }
}

/** What a webhook sends along beside Zendesk's own headers. */
export function headersOf(
  authentication: HookAuthentication | null,
  customHeaders: Readonly<Record<string, string>> | null,
): Record<string, string> {
  return { ...customHeaders, ...(authentication === null ? {} : authenticationHeader(authentication)) };
}
