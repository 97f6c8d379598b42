import type { Api } from './api.ts';
import type { Privileges } from './catch-up-meanings.ts';
import { readIsPrivileged } from './users.ts';

/** The same few agents write all day; who joins or leaves them is noticed after so long. */
const rememberedMs = 5 * 60_000;
const mostRemembered = 1_000;

/** Asks RT who is staff and remembers it for a while. */
export function rememberingPrivileges(api: Api, now: () => Date): Privileges {
  const known = new Map<string, Readonly<{ isPrivileged: boolean; untilMs: number }>>();
  return {
    remembered(login) {
      const held = known.get(login);
      return held !== undefined && held.untilMs > now().getTime() ? held.isPrivileged : null;
    },
    async ask(login) {
      const read = await readIsPrivileged(api, login);
      if (read.kind !== 'ok') return read;
      if (known.size >= mostRemembered) known.clear();
      known.set(login, { isPrivileged: read.value, untilMs: now().getTime() + rememberedMs });
      return read;
    },
  };
}
