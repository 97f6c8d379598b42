/**
 * A handful of mild swear words in some languages, so that masking can be seen. Translate has its own lists, which are not
 * published, and looks for words, not for meanings; so does this.
 */
const swearWords = [
  'damn',
  'damned',
  'bloody',
  'crap',
  'bullshit',
  'verdammt',
  'verdammte',
  'scheiße',
  'merde',
  'putain',
  'mierda',
  'joder',
  'cazzo',
  'merda',
  'porra',
  'klote',
];
const anySwearWord = new RegExp(`(?<![\\p{L}\\p{N}])(?:${swearWords.join('|')})(?![\\p{L}\\p{N}])`, 'giu');

/** What Amazon Translate puts in the place of each (developer guide, "Masking profane words"). */
const mask = '?$#@$';

/** A translation with its swear words masked. */
export function maskProfanity(translated: string): string {
  return translated.replace(anySwearWord, () => mask);
}
