import { schemaFiles } from '../../../events/json-schemas.ts';
import { alarmsPart } from './alarms-part.ts';
import { connectorsPart } from './connectors-part.ts';
import { eventsPart, eventsTable } from './events-part.ts';
import { synthesiseExample } from './example-stage.ts';
import { withPart } from './markdown.ts';
import { pageAt } from './pages.ts';
import { rightsPart } from './rights-part.ts';

export const schemaFolder = 'events/schemas';

function withParts(path: string, parts: Readonly<Record<string, string>>): [string, string] {
  const text = Object.entries(parts).reduce(
    (page, [name, part]) => withPart(page, name, part),
    pageAt(path).text,
  );
  return [path, text];
}

/**
 * Every file that is made from the code, or has a part that is: path → text as it ought to be. `npm run docs` writes them, a
 * test compares. Of pages, what stands outside the markers is as it lies on disk.
 */
export function generatedFiles(): ReadonlyMap<string, string> {
  const stack = synthesiseExample();
  try {
    return new Map([
      ...[...schemaFiles()].map(([name, text]): [string, string] => [`${schemaFolder}/${name}`, text]),
      withParts('README.md', { connectors: connectorsPart(), events: eventsTable() }),
      withParts('docs/events.md', { events: eventsPart() }),
      withParts('docs/operating.md', { alarms: alarmsPart(stack) }),
      withParts('docs/security-and-privacy.md', { rights: rightsPart(stack) }),
    ]);
  } finally {
    stack.dispose();
  }
}
