import { digits, smallLetters, wordCharacter } from './scripts.ts';

const digit = `[${digits}]`;

/** Not inside a longer word or number. */
export const before = `(?<!${wordCharacter})`;
export const after = `(?!${wordCharacter})`;

/** At most one space of those that stand inside an amount. */
const gap = '[ \\u00a0\\u202f]?';
const groupMark = "[.,'’\\u00a0\\u202f ٬]";
/** `1.234.567,89`, `12 500`, and the Indian `1,25,000`. */
const groupedNumber = `${digit}{1,3}(?:(?:${groupMark}${digit}{3}){1,6}|(?:,${digit}{2}){1,5},${digit}{3})(?:[.,٫]${digit}{1,3})?`;
/** `49.90`, `299,-`, `12,–`, `299:-` as well. */
const anyNumber = `(?:${groupedNumber}|${digit}{1,20}(?:[.,٫]${digit}{1,20})?)(?:[.,:][\\-–—](?!${wordCharacter}))?`;
const sign = `(?:(?<!${wordCharacter})[\\-−+])?`;

const currencySymbol = `(?:(?<![A-Za-z])(?:US|A|AU|C|CA|NZ|HK|NT|S|MX|R|RD)?[$]|[€£¥￥₹₽₺₴₩￦₪₫฿₦₱₡₲₸₼₾₵₨¢])`;
const currencyCode =
  '(?:EUR|USD|GBP|CHF|JPY|CNY|RMB|INR|BRL|MXN|ARS|CLP|COP|PEN|UYU|CAD|AUD|NZD|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|RSD|TRY|RUB|UAH|KZT|GEL|ILS|AED|SAR|QAR|KWD|EGP|MAD|TND|ZAR|NGN|KES|GHS|PKR|BDT|LKR|THB|VND|IDR|MYR|SGD|PHP|KRW|HKD|TWD|Rs|Rp|kr|Kr|Fr|SFr|zł|Kč|Ft|lei|лв|руб|грн|тг|TL)';
const currencySuffix = `(?:${currencySymbol}|${currencyCode}(?!${wordCharacter})|[円元원])`;
/** Words that an engine shall translate; the number before them is still an amount. */
const currencyWord =
  '(?:euros?|dollars?|d[oó]lares|pounds?|pesos?|reais|reales|francs?|franken|kronor|kroner|korun|złotych|forint|lira|рубл[a-z\\u0430-\\u045f]{0,3}|гривен[a-z\\u0430-\\u045f]{0,2}|гривень|евро|євро|ευρώ|يورو|دولار|ريال|درهم|جنيه|ユーロ|ドル|欧元|美元|块|유로|달러|रुपये|รูปี|บาท)';

/** Not the second half of PH-5566. */
const beforeAmount = `${before}(?<!${wordCharacter}[\\-\\/_])`;

export const money = [
  `${sign}(?:${currencySymbol}|${before}${currencyCode}\\.?)${gap}${sign}${anyNumber}(?:[kKmM]${after})?(?!${digit})`,
  `${sign}${beforeAmount}${anyNumber}(?:${currencySuffix}|[ \\u00a0\\u202f]${currencySuffix}(?!${digit}))`,
  `${sign}${beforeAmount}${anyNumber}(?=[ \\u00a0\\u202f\\-]?${currencyWord}(?![A-Za-z\\u00c0-\\u024f]))`,
  // Where a dash stands for no cents, no currency need be named.
  `${beforeAmount}(?:${groupedNumber}|${digit}{1,20})[,:][\\-–—](?!${wordCharacter})`,
].join('|');

const clock = `${digit}{1,2}:${digit}{2}`;
const isoTime = `${digit}{2}:${digit}{2}(?::${digit}{2}(?:\\.${digit}{1,9})?)?(?:Z|[+\\-]${digit}{2}:?${digit}{2})?`;

/** Looked for only where a number begins. */
const startingWithDigit = (alternatives: readonly string[]) =>
  `${before}(?=${digit})(?:${alternatives.join('|')})`;

/** Dates in digits. Months by name are words, and so are 年, 月 and 日: an engine shall say them in the reader's language. */
export const dates = startingWithDigit([
  `${digit}{4}(?<ymd>[\\-\\/.])${digit}{1,2}\\k<ymd>${digit}{1,2}(?:[T ]${isoTime})?${after}`,
  `${digit}{1,2}(?<dmy>[\\-\\/.])${digit}{1,2}\\k<dmy>(?:${digit}{4}|${digit}{2})${after}`,
  // 12. 3. 2024 and 2024. 3. 12.
  `${digit}{1,2}\\.[ \\u00a0]${digit}{1,2}\\.[ \\u00a0]${digit}{4}${after}`,
  `${digit}{4}\\.[ \\u00a0]${digit}{1,2}\\.[ \\u00a0]${digit}{1,2}\\.?${after}`,
  // 12.03. inside a sentence.
  `${digit}{1,2}\\.${digit}{1,2}\\.(?=[ \\u00a0][${smallLetters}])`,
  `${digit}{1,2}/${digit}{1,2}(?![\\/.]?${wordCharacter})`,
]);

export const times = startingWithDigit([
  `${clock}(?::${digit}{2})?(?:${gap}(?:[AaPp]\\.[Mm]\\.|[AaPp][Mm]))?${after}`,
  `${digit}{1,2}(?:[.]${digit}{2})?${gap}[AaPp](?:\\.[Mm]\\.|[Mm])${after}`,
  `${digit}{1,2}[hH]${digit}{2}${after}`,
]);

/** Seven digits or more with the marks people put between them; never over a line's end. */
export const phones = `${before}(?:[+＋]|\\+?\\()?${digit}(?:[ \\u00a0\\(\\).\\/‐‑–−－\\-]{0,3}${digit}){6,17}(?:[ \\u00a0]?(?:x|ext\\.?)[ \\u00a0]?${digit}{1,6})?(?!${digit})`;

/** Versions and addresses of machines (`192.168.0.1`), decimals, and numbers of four digits or more. */
export const numbers = `(?<!${digit})(?:${digit}{1,20}(?:\\.${digit}{1,20}){2,6}|${groupedNumber}|${digit}{1,20}[.,٫]${digit}{1,20}|${digit}{4,})(?!${digit})`;
