const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const suffixAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const shortLength = 15;
const longLength = 18;
const charactersPerSuffixLetter = 5;

const isUpperCase = (character: string) => character >= 'A' && character <= 'Z';

/**
 * The 18-character form of a 15-character id: each letter of the suffix says which of five characters are capitals, so that
 * the long form may be compared without regard to case.
 */
export function longIdOf(shortId: string): string {
  let suffix = '';
  for (let start = 0; start < shortLength; start += charactersPerSuffixLetter) {
    const capitals = Array.from(shortId.slice(start, start + charactersPerSuffixLetter), isUpperCase);
    const bits = capitals.reduce((sum, isCapital, index) => sum + (isCapital ? 2 ** index : 0), 0);
    suffix += suffixAlphabet.charAt(bits);
  }
  return shortId + suffix;
}

/** The 18-character form of an id of 15 or 18 characters; null = it is no id of Salesforce. */
export function normalId(id: string): string | null {
  if (!/^[0-9A-Za-z]+$/.test(id)) return null;
  if (id.length === shortLength) return longIdOf(id);
  if (id.length !== longLength) return null;
  const long = longIdOf(id.slice(0, shortLength));
  return long === id ? long : null;
}

/** The 15-character form, as error messages show it. */
export function shortIdOf(id: string): string {
  return id.slice(0, shortLength);
}

/** Which org an id is from and how many it had before; where in it the number stands. */
const orgPart = 'RM000';
const numberLength = 7;

/** Gives ids in the order in which they are asked for, in the form of Salesforce's. */
export class IdSource {
  #last = 0;

  /** `keyPrefix`: the three characters that stand for the object (`500` = Case). */
  next(keyPrefix: string): string {
    // A stride that leaves capitals and small letters behind, so that an id without its suffix is not unique by chance.
    this.#last += 37;
    let rest = this.#last;
    let number = '';
    for (let place = 0; place < numberLength; place += 1) {
      number = base62.charAt(rest % base62.length) + number;
      rest = Math.floor(rest / base62.length);
    }
    return longIdOf(`${keyPrefix}${orgPart}${number}`);
  }
}
