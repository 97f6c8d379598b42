/** Characters (code points) of one message: Sunshine Conversations' limit of `content.text`. */
const maxCharacters = 4096;

/** Where a text is best cut: at the end of a paragraph, a line, a sentence, a word. */
const ends = [/\n\s*\n/g, /\n/g, /[.!?。！？]\s*/g, /\s+/g];
const leastShare = 0.5;

/** A text as the messages of a chat, in order, none of them empty or longer than a message may be. Nothing is lost but blanks at the cuts. */
export function chatTexts(text: string): readonly string[] {
  const texts: string[] = [];
  let rest = text.trim();
  while ([...rest].length > maxCharacters) {
    const room = [...rest].slice(0, maxCharacters).join('');
    const at = cutOf(room);
    texts.push(room.slice(0, at).trim());
    rest = rest.slice(at).trim();
  }
  return [...texts, rest].filter((piece) => piece !== '');
}

/** The last good place in the latter half; without one, before the last grapheme, which may be cut in two. */
function cutOf(room: string): number {
  for (const end of ends) {
    const cuts = [...room.matchAll(end)].map((match) => match.index + match[0].length);
    const last = cuts.findLast((at) => at > room.length * leastShare && at < room.length);
    if (last !== undefined) return last;
  }
  const lastGrapheme = [...new Intl.Segmenter().segment(room)].at(-1)?.index ?? 0;
  return lastGrapheme > 0 ? lastGrapheme : room.length;
}
