import { commonWordShares } from './common-words.ts';

/** One guess at a text's language, in Amazon Comprehend's codes (`pt`, `zh-TW`); `score` is 0..1. */
export type LanguageScore = Readonly<{ code: string; score: number }>;

/** Guesses at a text's language, best first. */
export type Identify = (text: string) => Promise<readonly LanguageScore[]>;

/** How much lead per letter counts as sure: 13 letters with a lead of 0.09 come out at about 0.88. */
const leadForSure = 0.8;
/** Below this many letters any guess loses confidence in proportion. */
const fullTrustLetters = 10;
/** In a short text a language that customers seldom write in needs this much better a fit. */
const rareLanguageHandicap = 0.06;
const shortTextLetters = 80;
const commonLanguages: ReadonlySet<string> = new Set(
  'ar cs da de el en es fi fr he hi hu it ja ko nl no pl pt ro ru sv th tr uk vi zh'.split(' '),
);
/** Addresses are written alike in every language. */
const addresses = /[\w.+-]+@[\w.-]+|(?:https?:\/\/|www\.)[!-~]+/gu;
const unlistedFit = 0.6;
/** How much a text made of common words alone improves the fit of their language. */
const commonWordsBonus = 0.3;
/** One han, kana or hangul character tells about as much as this many alphabetic letters. */
const lettersPerIdeograph = 2.5;
const maxGuesses = 4;
/** A text without a letter, or without a known n-gram, has no language. */
const noIdea: readonly LanguageScore[] = [{ code: 'en', score: 0.1 }];

const traditionalOnly = /[們這個來時會說對學國後過與號實點開關訂單還沒電話請謝買賣貨錢帳戶運嗎麼為無發]/gu;
const simplifiedOnly = /[们这个来时会说对学国后过与号实点开关订单还没电话请谢买卖货钱账户运吗么为无发]/gu;

/** Comprehend tells simplified (`zh`) from traditional (`zh-TW`); eld does not. */
function comprehendCode(code: string, text: string): string {
  if (code !== 'zh') return code;
  const [traditional, simplified] = [traditionalOnly, simplifiedOnly].map(
    (characters) => text.match(characters)?.length ?? 0,
  );
  return (traditional ?? 0) > (simplified ?? 0) ? 'zh-TW' : 'zh';
}

function countLetters(text: string): number {
  const ideographs = text.match(/[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]/gu)?.length ?? 0;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters - ideographs + ideographs * lettersPerIdeograph;
}

function round(score: number): number {
  return Math.round(score * 10_000) / 10_000;
}

/**
 * Turns eld's scores, which say how well a text fits a language, into confidences: the lead over the next language counts,
 * and it counts more the longer the text is.
 */
function confidences(fits: Readonly<Record<string, number>>, text: string): readonly LanguageScore[] {
  const letters = countLetters(text);
  const handicap = letters < shortTextLetters ? rareLanguageHandicap : 0;
  const shares = letters < shortTextLetters ? commonWordShares(text) : {};
  // eld names only the best few: a language it leaves out fits at most as well as the last of them.
  const unlisted = Math.min(unlistedFit, ...Object.values(fits));
  const ranked = [...new Set([...Object.keys(fits), ...Object.keys(shares)])]
    .map((code) => {
      const fit = (fits[code] ?? unlisted) + (shares[code] ?? 0) * commonWordsBonus;
      return [code, commonLanguages.has(code) ? fit : fit - handicap] as const;
    })
    .sort(([, one], [, other]) => other - one);
  const [best, next] = ranked;
  if (best === undefined || letters === 0) return noIdea;
  const lead = best[1] - (next?.[1] ?? 0);
  const trust = Math.min(1, letters / fullTrustLetters);
  const certainty = Math.min(0.999, 1 - 0.5 * Math.exp((-lead * letters) / leadForSure));
  const guesses = ranked.slice(0, maxGuesses).map(([code, fit], rank) => {
    const behind = Math.exp((-(best[1] - fit) * letters) / leadForSure) * 0.9 ** rank;
    const share = rank === 0 ? certainty : (1 - certainty) * behind;
    return { code: comprehendCode(code, text), score: round(share * trust) };
  });
  return guesses.filter(({ score }, rank) => rank === 0 || score > 0);
}

/**
 * Loads language identification by eld (n-grams, 60 languages), which takes 0.3 s, on a busy machine some seconds, in which
 * nothing else of the process goes on: the first text must not wait for it, since whoever asks has a time limit.
 */
export async function loadIdentify(): Promise<Identify> {
  const { eld } = await import('eld/small');
  return async (text) => {
    const words = text.replaceAll(addresses, ' ');
    return confidences(eld.detect(words).getScores(), words);
  };
}
