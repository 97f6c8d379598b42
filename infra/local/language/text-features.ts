/** How much each kind of feature counts: whole words, pairs of neighbours, and parts of words for what is misspelt or inflected. */
const share = { word: 1, pair: 0.6, characters: 0.35 };
const characterGram = 4;

/** Words that ask for the same thing; a model that has read a lot of text knows that, one trained on sixteen sentences does not. */
const synonyms: ReadonlyMap<string, string> = new Map(
  [
    ['parcel', 'package', 'shipment', 'consignment'],
    ['refund', 'reimburse', 'reimbursement'],
    ['broken', 'damaged', 'cracked', 'smashed', 'scratched'],
    ['charged', 'billed', 'debited'],
    ['cancel', 'terminate', 'unsubscribe'],
    ['subscription', 'membership'],
    ['login', 'signin'],
    ['courier', 'carrier', 'postman'],
    ['item', 'article', 'product'],
    ['postcode', 'zip'],
    ['arrived', 'come', 'turned up'],
    ['bigger', 'larger'],
    ['declined', 'rejected', 'refused'],
  ].flatMap(([canonical = '', ...others]) => others.map((other) => [other, canonical] as const)),
);

/** "can't" and "cannot" are the same request. */
function expand(word: string): string {
  if (word === 'cannot' || word === "can't") return 'can not';
  if (word === "won't") return 'will not';
  const bare = word
    .replace(/n't$/u, ' not')
    .replace(/'(?:s|m|ve|d|re|ll)$/u, '')
    .replaceAll("'", '');
  return synonyms.get(bare) ?? bare;
}

/** Lower case, no accents, no numbers or addresses: those say nothing about what is asked for. */
function wordsOf(text: string): readonly string[] {
  const folded = text
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/\b(?:https?:\/\/|www\.)\S+|\S+@\S+|#?\b\w*\d\w*\b/gu, ' ')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/\b(log|sign)(?:ged|ging|ed|ing)? ?-?in(?:to)?\b/gu, 'login');
  return (folded.match(/[\p{L}']+/gu) ?? []).map(expand).join(' ').split(' ').filter(Boolean);
}

/** A light stem, so that "charged", "charges" and "charge" meet. */
function stem(word: string): string {
  if (word.length <= 4) return word;
  const cut = word.replace(/(?:ations?|ing|ed|es|s|e|ly)$/u, '');
  return cut.length >= 3 ? cut.replace(/(.)\1$/u, '$1') : word;
}

/** What a text is made of, feature → how much of it. */
export function countFeatures(text: string): ReadonlyMap<string, number> {
  const words = wordsOf(text).map(stem);
  const counts = new Map<string, number>();
  const add = (feature: string, amount: number) => counts.set(feature, (counts.get(feature) ?? 0) + amount);
  for (const [index, word] of words.entries()) {
    add(`w:${word}`, share.word);
    const next = words[index + 1];
    if (next !== undefined) add(`p:${word} ${next}`, share.pair);
    const padded = `_${word}_`;
    for (let from = 0; from + characterGram <= padded.length; from += 1) {
      add(`c:${padded.slice(from, from + characterGram)}`, share.characters);
    }
  }
  return counts;
}
