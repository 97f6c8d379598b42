const utf8Bytes = (text: string) => Buffer.byteLength(text, 'utf8');
/** Room for the mark that says which of several notes this is. */
const markBytes = utf8Bytes('<p>10/10</p>');

/**
 * Puts HTML blocks into as few notes as possible, each of at most `maxBytes` UTF-8 bytes, and marks them 1/2, 2/2 where
 * there are several. A block is never cut: one that alone is too large stands alone.
 */
export function splitBlocks(blocks: readonly string[], maxBytes: number): readonly string[] {
  const notes: string[] = [];
  let current = '';
  for (const block of blocks) {
    const isFull = current !== '' && utf8Bytes(current) + utf8Bytes(block) > maxBytes - markBytes;
    if (isFull) notes.push(current);
    current = isFull ? block : current + block;
  }
  if (current !== '') notes.push(current);
  if (notes.length === 1) return notes;
  return notes.map((note, index) => `${note}<p>${index + 1}/${notes.length}</p>`);
}
