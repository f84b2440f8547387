/**
 * A text of at most so many UTF-16 units, cut between whole characters; what was cut ends with an ellipsis.
 * @param mostUnits at least 1
 */
export function shortened(text: string, mostUnits: number): string {
  if (text.length <= mostUnits) return text;
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > mostUnits - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

const ELLIPSIS_BYTES = 3;

/** The same for UTF-8 bytes. @param mostBytes at least 3 */
export function shortenedBytes(text: string, mostBytes: number): string {
  if (Buffer.byteLength(text) <= mostBytes) return text;
  let kept = '';
  let bytes = ELLIPSIS_BYTES;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > mostBytes) break;
    kept += character;
  }
  return `${kept}…`;
}
