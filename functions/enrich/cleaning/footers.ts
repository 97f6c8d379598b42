import { disclaimerSigns, mobileFooters } from './footer-words.ts';

/** A text without what stands under every mail of its author. */
export type FooterCut = Readonly<{ text: string; signatureLines: number; disclaimerLines: number }>;

/** Below "-- " nobody writes more than this; a longer rest is part of the letter. */
const maxSignatureLines = 10;
const minDisclaimerCharacters = 80;
const question = /[?？؟;](?:\s|$)|[?？؟]/u;

const countLines = (text: string) => text.split('\n').filter((line) => line.trim() !== '').length;

/** "-- " on a line of its own opens a signature (RFC 3676, 4.3); trailing space is often lost on the way. */
function cutSignature(text: string): { text: string; lines: number } {
  const lines = text.split('\n');
  const at = lines.findLastIndex((line) => /^--\s*$/.test(line));
  const rest = lines.slice(at + 1).join('\n');
  const accepted = at > 0 && countLines(rest) <= maxSignatureLines && !question.test(rest);
  if (!accepted) return { text, lines: 0 };
  return { text: lines.slice(0, at).join('\n').trimEnd(), lines: countLines(lines.slice(at).join('\n')) };
}

const isMobileFooter = (line: string) =>
  !question.test(line) && mobileFooters.some((footer) => footer.test(line));

/** "Sent from my iPhone", as the last line. */
function cutMobileFooter(text: string): { text: string; lines: number } {
  const lines = text.trimEnd().split('\n');
  let lineCount = 0;
  while (isMobileFooter(lines.at(-1)?.trim() ?? '')) {
    lines.pop();
    lineCount += 1;
    while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop();
  }
  return lineCount === 0 ? { text, lines: 0 } : { text: lines.join('\n').trimEnd(), lines: lineCount };
}

/** A paragraph that says both that it is confidential and what the wrong reader has to do is no customer's own. */
function isDisclaimer(paragraph: string): boolean {
  if (paragraph.length < minDisclaimerCharacters || question.test(paragraph)) return false;
  return disclaimerSigns.some((signs) => signs.every((sign) => sign.test(paragraph)));
}

function cutDisclaimer(text: string): { text: string; lines: number } {
  const paragraphs = text.trimEnd().split(/\n[ \t]*\n/);
  let lineCount = 0;
  while (paragraphs.length > 1 && isDisclaimer(paragraphs.at(-1) ?? '')) {
    lineCount += countLines(paragraphs.pop() ?? '');
  }
  return lineCount === 0 ? { text, lines: 0 } : { text: paragraphs.join('\n\n').trimEnd(), lines: lineCount };
}

/** Takes off disclaimers, mobile footers and signatures, from the bottom up, as far as each is recognised for certain. */
export function cutFooters(text: string): FooterCut {
  const disclaimer = cutDisclaimer(text);
  const footer = cutMobileFooter(disclaimer.text);
  const signature = cutSignature(footer.text);
  const innerFooter = cutMobileFooter(signature.text);
  return {
    text: innerFooter.text,
    signatureLines: footer.lines + signature.lines + innerFooter.lines,
    disclaimerLines: disclaimer.lines,
  };
}
