/**
 * The addresses in a field of an e-mail, in lower case, also out of `"Doe, Ana" <ana@example.com>; o'brien@example.com`. A quote is
 * part of an address unless it encloses it.
 */
export function addressesIn(text: string | null): readonly string[] {
  const found = text?.matchAll(/('?)([^\s<>,;"()]+@[^\s<>,;"'()]+)\1/g) ?? [];
  return [...found].map(([, , address = '']) => address.toLowerCase());
}

export const lowerAddress = (address: string): string => address.trim().toLowerCase();
