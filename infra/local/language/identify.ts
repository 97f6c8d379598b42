/** One guess at a text's language, in Amazon Comprehend's codes (`pt`, `zh-TW`); `score` is 0..1. */
export type LanguageScore = Readonly<{ code: string; score: number }>;

/** Guesses at a text's language, best first, never empty. */
export type Identify = (text: string) => Promise<readonly LanguageScore[]>;

/** How much lead per letter counts as sure: 13 letters with a lead of 0.09 come out at about 0.88. */
const leadForSure = 0.8;
/** Below this many letters any guess loses confidence in proportion. */
const fullTrustLetters = 8;
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
export function confidences(fits: Readonly<Record<string, number>>, text: string): readonly LanguageScore[] {
  const ranked = Object.entries(fits).sort(([, one], [, other]) => other - one);
  const [best, next] = ranked;
  const letters = countLetters(text);
  if (best === undefined || letters === 0) return noIdea;
  const lead = best[1] - (next?.[1] ?? 0);
  const certainty = 1 - 0.5 * Math.exp((-lead * letters) / leadForSure);
  const score = Math.min(0.999, certainty) * Math.min(1, letters / fullTrustLetters);
  return ranked.slice(0, maxGuesses).map(([code, fit], rank) => ({
    code: comprehendCode(code, text),
    score: round(
      rank === 0 ? score : (1 - score) * Math.exp((-(best[1] - fit) * letters) / leadForSure) * 0.9 ** rank,
    ),
  }));
}

/** Language identification by eld (n-grams, 60 languages). It takes 0.3 s to load, so it is loaded with the first text. */
export function createIdentify(): Identify {
  let loading: Promise<(text: string) => Readonly<Record<string, number>>> | undefined;
  const load = async () => {
    const { eld } = await import('eld/small');
    return (text: string) => eld.detect(text).getScores();
  };
  return async (text) => {
    loading ??= load();
    const fits = await loading;
    return confidences(fits(text), text);
  };
}
