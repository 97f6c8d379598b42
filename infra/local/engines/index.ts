import type { TranslateEngine } from '../ports.ts';
import { createApertiumEngine } from './apertium.ts';
import { createAwsEngine } from './aws.ts';
import { createHostileEngine } from './hostile.ts';
import { createPhrasebookEngine } from './phrasebook/engine.ts';
import { createPseudoEngine } from './pseudo.ts';

export const engineNames = ['phrasebook', 'pseudo', 'apertium', 'aws', 'hostile'] as const;
export type EngineName = (typeof engineNames)[number];

/**
 * The engines behind the local Translate, in the order in which they are asked. Behind `phrasebook` and `apertium`
 * stands `pseudo`, for the pairs they do not know; `aws` and `hostile` answer for every pair themselves.
 */
export function createEngines(name: EngineName): readonly TranslateEngine[] {
  switch (name) {
    case 'phrasebook':
      return [createPhrasebookEngine(), createPseudoEngine()];
    case 'pseudo':
      return [createPseudoEngine()];
    case 'apertium':
      return [createApertiumEngine(), createPseudoEngine()];
    case 'aws':
      return [createAwsEngine()];
    case 'hostile':
      return [createHostileEngine()];
  }
}
