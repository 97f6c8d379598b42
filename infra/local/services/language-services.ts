import { createAwsClassifier, createAwsReaders, type DeployedBot } from '../engines/aws.ts';
import { createEngines, type EngineName } from '../engines/index.ts';
import { loadIdentify } from '../language/identify.ts';
import { readSentiment } from '../language/sentiment.ts';
import type { Terminology } from '../language/terminology.ts';
import type { LocalService } from '../ports.ts';
import { type ComprehendOptions, createComprehend } from './comprehend.ts';
import { createLex, type LexOptions } from './lex.ts';
import { createTranslate } from './translate.ts';

export type LanguageServices = Readonly<{
  translate: LocalService;
  comprehend: LocalService;
  lex: LocalService;
  /** Ends whatever the engines have running. */
  stop(): Promise<void>;
}>;

/** Who reads languages and sentiments: the real Comprehend beside the real Translate, else the local readers. */
async function readersFor(engine: EngineName): Promise<ComprehendOptions> {
  return engine === 'aws'
    ? { ...createAwsReaders(), engines: { language: 'aws', sentiment: 'aws' } }
    : { identify: await loadIdentify(), readSentiment };
}

/**
 * Translate, Comprehend and Lex on one machine. `engine` decides who translates; with `aws` the real Comprehend is asked as
 * well, and `deployedBot`, if given, instead of the classifier trained on `lexBot`. Resolves when all that they need is loaded.
 */
export async function createLanguageServices(options: {
  engine: EngineName;
  lexBot: LexOptions;
  /** Custom terminologies by name; none if absent. */
  terminologies?: ReadonlyMap<string, Terminology>;
  deployedBot?: DeployedBot;
}): Promise<LanguageServices> {
  const engines = createEngines(options.engine);
  const { terminologies = new Map() } = options;
  const readers = await readersFor(options.engine);
  const askElsewhere =
    options.engine === 'aws' && options.deployedBot ? createAwsClassifier(options.deployedBot) : null;
  return {
    translate: createTranslate({ engines, identify: readers.identify, terminologies }),
    comprehend: createComprehend(readers),
    lex: createLex({ ...options.lexBot, ...(askElsewhere ? { askElsewhere } : {}) }),
    stop: async () => {
      await Promise.all(engines.map((engine) => engine.stop()));
    },
  };
}
