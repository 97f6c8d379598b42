import type { AccountSettings } from '../../connectors/account.ts';
import type { LanguageTag } from '../../events/language.ts';
import type { ReplyTranslated } from '../../events/reply-translated.v1.ts';
import { translateCode } from '../_shared/language/codes.ts';
import type { DeployedGlossary } from '../_shared/services/engine-options.ts';
import type { Services } from '../_shared/services/ports.ts';
import type { TranslationMemory } from '../_shared/translate/translation-memory.ts';
import { createTranslator } from '../_shared/translate/translator.ts';
import type { MessagePlace, Traces } from '../_shared/withdrawal/traces.ts';
import type { AnswerPorts, MarkupTranslation } from './answer.ts';
import { htmlOfText, textOf } from './html-blocks.ts';

/** All that reads and translates for one request, counted. */
export type Tongue = AnswerPorts &
  Readonly<{
    /** `about`: the message whose words these are; absent = the one that asked. */
    translateBack: (
      html: string,
      from: LanguageTag,
      to: LanguageTag,
      about?: string,
    ) => Promise<string | null>;
    footerIn: (language: LanguageTag) => Promise<string | null>;
    usage: () => ReplyTranslated['usage'];
    /** Characters whose translation was known, so that nobody is paid for them. */
    savedCharacters: () => number;
    settle: () => Promise<void>;
  }>;

/** Makes the tongue of one request, the message at `place`. `brand` decides on the footer. */
export type Tongues = (settings: AccountSettings, brand: string | null, place: MessagePlace) => Tongue;

export type TonguesDeps = Readonly<{
  services: Pick<Services, 'translate' | 'detectLanguage'>;
  translations: TranslationMemory;
  traces: Pick<Traces, 'add'>;
  glossaries: Readonly<Record<string, DeployedGlossary>>;
}>;

/** The footer's sentence; each language's translation is made once and then remembered. */
const footerSentence = 'This message was translated automatically.';

/** An agent's answer is never held up by the caps, which are there for mail loops of customers. */
export function createTongues({ services, translations, traces, glossaries }: TonguesDeps): Tongues {
  return (settings, brand, place) => {
    const counted = { translateCalls: 0, comprehendCalls: 0, translatedCharacters: 0 };
    const translator = createTranslator({
      engine: async (request) => {
        const answer = await services.translate(request);
        counted.translateCalls += answer.attempts;
        if (answer.ok) counted.translatedCharacters += [...request.text].length;
        return answer;
      },
      memory: translations,
      scope: `${settings.connector}:${settings.account}`,
      settings: {
        ...settings,
        glossary: settings.glossary === null ? null : (glossaries[settings.glossary] ?? null),
      },
      take: async () => true,
      giveBack: async () => undefined,
      traceKey: (key, about = place.message) =>
        traces.add({ ...place, message: about }, { translationKeys: [key] }),
      fresh: false,
    });
    const translateMarkup = async ({
      html,
      ...task
    }: Parameters<AnswerPorts['translateMarkup']>[0] & {
      readonly about?: string;
    }): Promise<MarkupTranslation> => {
      const outcome = await translator.translate({ ...task, html, text: textOf(html), keepMarks: true });
      if (outcome.kind === 'same-language') return { kind: 'translated', html };
      if (outcome.kind === 'failed') return outcome;
      return { kind: 'translated', html: outcome.html ?? htmlOfText(outcome.text) };
    };
    const between: Tongue['translateBack'] = async (html, from, to, about) => {
      const [source, target] = [translateCode(from), translateCode(to)];
      if (source === null || target === null) return null;
      if (source === target) return html;
      const outcome = await translateMarkup({
        ...{ html, source, target, language: from },
        ...(about === undefined ? {} : { about }),
      });
      return outcome.kind === 'translated' ? outcome.html : null;
    };
    const hasFooter =
      (brand === null ? undefined : settings.reply.footer[brand]) ?? settings.reply.footer['*'];
    return {
      detectLanguage: async (text) => {
        const answer = await services.detectLanguage(text);
        counted.comprehendCalls += answer.attempts;
        return answer;
      },
      translateMarkup,
      translateBack: between,
      footerIn: async (language) =>
        hasFooter === true ? between(`<p><small>${footerSentence}</small></p>`, 'en', language) : null,
      usage: () => ({ ...counted }),
      savedCharacters: () => translator.savedCharacters(),
      settle: () => translator.settle(),
    };
  };
}
