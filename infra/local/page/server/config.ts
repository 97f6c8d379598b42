import type { EngineName } from '../../engines/index.ts';
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

export function pageConfigOf({ helpdesk, settings }: World, engine: EngineName): PageConfig {
  return {
    engine,
    engineIsReal: isReal[engine],
    agentLanguage: settings.accounts[0]?.agentLanguages.default ?? 'en',
    toolName: helpdesk.toolName,
    helpdesk: helpdesk.page?.config ?? null,
  };
}
