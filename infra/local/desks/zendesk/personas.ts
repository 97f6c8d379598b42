import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { User } from '../../helpdesks/zendesk/index.ts';
import type { Persona } from '../../page/api.ts';

const personasFile = z.array(
  z.strictObject({
    id: z.string(),
    name: z.string(),
    email: z.email(),
    language: z.string(),
    suggestions: z.array(z.strictObject({ subject: z.string(), text: z.string() })),
  }),
);

const people = personasFile.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, 'personas.json'), 'utf8')),
);

/** The customers that one may speak as, one for each language of the phrasebook but the agent's. */
export const personas: readonly Persona[] = people.map(({ id, name, language, suggestions }) => ({
  ...{ userId: id, name, language, suggestions },
}));

/** The same as end users of the account. */
export const personaUsers: readonly User[] = people.map(({ id, name, email, language }) => ({
  ...{ id, name, email, locale: language, role: 'end-user' },
}));
