import type { EngineName } from '../../engines/index.ts';
import { type BookLanguage, bookLanguages, readBook } from '../../engines/phrasebook/book.ts';
import type { World } from '../../world.ts';
import type { PageConfig } from '../api.ts';

/** Whether an engine translates, or only proves that the way works. */
const isReal: Readonly<Record<EngineName, boolean>> = {
  phrasebook: false,
  pseudo: false,
  apertium: true,
  aws: true,
  hostile: false,
};

const maxSuggestions = 8;

/** The agents' sentences of the phrasebook that need nothing to be filled in. */
function suggestionsIn(language: BookLanguage | undefined): string[] {
  if (language === undefined) return [];
  return readBook()
    .filter(({ topic }) => topic === 'agent')
    .flatMap(({ wordings }) => wordings.get(language)?.[0] ?? [])
    .filter((sentence) => !sentence.includes('{'))
    .slice(0, maxSuggestions);
}

export function pageConfigOf({ helpdesk, settings }: World, engine: EngineName): PageConfig {
  const agentLanguage = settings.accounts[0]?.agentLanguages.default ?? 'en';
  const inBook = bookLanguages.find((each) => each === agentLanguage);
  return {
    engine,
    engineIsReal: isReal[engine],
    agentLanguage,
    agentSuggestions: engine === 'phrasebook' ? suggestionsIn(inBook) : [],
    toolName: helpdesk.toolName,
    helpdesk: helpdesk.page?.config ?? null,
  };
}
