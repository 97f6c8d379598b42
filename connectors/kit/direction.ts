const rightToLeftScripts = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg']);

/** The HTML `dir` of a text in this language; `auto` where the language is not known. */
export function directionOf(language: string): 'ltr' | 'rtl' | 'auto' {
  if (language === 'und') return 'auto';
  const { script } = new Intl.Locale(language).maximize();
  return script !== undefined && rightToLeftScripts.has(script) ? 'rtl' : 'ltr';
}
