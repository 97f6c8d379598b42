import * as z from 'zod';
import { catalogue } from '../../../events/catalogue.ts';
import { compilePattern } from '../../../infra/local/pattern.ts';
import { parseSettings } from '../../../infra/settings.ts';
import { fieldsOfEvent } from './events-part.ts';
import { pageAt } from './pages.ts';

const jsonObject = z.record(z.string(), z.unknown());
type JsonObject = z.infer<typeof jsonObject>;

const rulePattern = z.looseObject({
  source: z.array(z.literal('dragoman')),
  'detail-type': z.array(z.string()),
  detail: jsonObject.default({}),
});

/** `['sentiment.label', …]`: the fields of `detail` that a pattern asks for. */
function pathsOf(pattern: JsonObject, prefix = ''): string[] {
  return Object.entries(pattern).flatMap(([name, value]) => {
    const below = jsonObject.safeParse(value);
    return below.success ? pathsOf(below.data, `${prefix}${name}.`) : [`${prefix}${name}`];
  });
}

function contractNamed(detailType: string) {
  const contract = catalogue.find((one) => one.detailType === detailType);
  if (contract === undefined) throw new RangeError(`"${detailType}" is no event of ours.`);
  return contract;
}

function checkPattern(value: JsonObject): void {
  compilePattern(value);
  const pattern = rulePattern.parse(value);
  for (const detailType of pattern['detail-type']) {
    const known = new Set(
      fieldsOfEvent(contractNamed(detailType)).map(({ path }) => path.replaceAll('[]', '')),
    );
    for (const path of pathsOf(pattern.detail)) {
      if (!known.has(path)) throw new RangeError(`${detailType} has no field "${path}".`);
    }
  }
}

/**
 * Refuses a JSON block of the docs that would not work as what it is: a rule pattern, an event's detail, an account or a stage of
 * the settings. Throws RangeError for anything else, so that no block is passed over.
 */
export function checkJsonBlock(text: string): void {
  const value = jsonObject.parse(JSON.parse(text));
  if ('source' in value) checkPattern(value);
  else if (typeof value.type === 'string') contractNamed(value.type).parse(value);
  else if ('accounts' in value) parseSettings('the docs', value);
  else if ('connector' in value) {
    const example = jsonObject.parse(JSON.parse(pageAt('settings/example.json').text));
    parseSettings('the docs', { ...example, accounts: [value] });
  } else
    throw new RangeError(
      `A JSON block that is no pattern, event, account or stage: ${Object.keys(value).join(', ')}`,
    );
}
