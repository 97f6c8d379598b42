/**
 * Words that hardly any message does without, and greetings. N-grams alone mistake a text of three or four words; these
 * tell it at once. Only languages in which customers often write that briefly, and only words that the others lack.
 */
const commonWords: Readonly<Record<string, ReadonlySet<string>>> = {
  en: wordSet(
    'i my the is have not you your and are was with it for hello hi dear please thanks where when sir',
  ),
  es: wordSet(
    'mi el los las una es está dónde cuándo hola gracias pero muy usted mis quiero puedo saludos y estimado estimada',
  ),
  fr: wordSet(
    "je ma mon mes le les est une pas vous votre bonjour bonsoir salut merci où c'est j'ai avec très",
  ),
  de: wordSet(
    'ich mein meine meinen der die das ist nicht und sie ihr ihre hallo danke bitte wo wann eine sehr guten',
  ),
  it: wordSet(
    'il mio mia ho è gli una non sono ciao salve buongiorno grazie saluti distinti che perché dove quando ecco',
  ),
  pt: wordSet('o meu minha não está uma é olá oi obrigado obrigada você vocês muito onde quando com pelo'),
  nl: wordSet('ik mijn het een is niet en u uw hallo hoi beste bedankt waar wanneer graag met van'),
  pl: wordSet(
    'nie jest moje moja mój się na czy dziękuję witam pozdrawiam cześć proszę gdzie kiedy oto dzień',
  ),
  ru: wordSet('мой моё где когда это заказ деньги здравствуйте спасибо пожалуйста до сих пор'),
  uk: wordSet('мій моє де коли це замовлення гроші дякую будь ласка'),
  tr: wordSet('ve bir benim merhaba selam teşekkürler lütfen nerede değil için çok'),
};

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

/** For each language, the share of the text's words that are among its common ones; languages without any are left out. */
export function commonWordShares(text: string): Readonly<Record<string, number>> {
  const words = text.toLowerCase().match(/[\p{L}\p{M}'’]+/gu) ?? [];
  return Object.fromEntries(
    Object.entries(commonWords).flatMap(([language, common]) => {
      const found = words.filter((word) => common.has(word.replaceAll('’', "'"))).length;
      return found === 0 ? [] : [[language, found / words.length]];
    }),
  );
}
