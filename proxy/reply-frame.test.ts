import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReplyFrame } from './reply-frame.ts';

/** Gives a frame the text in pieces and tells what it held when it said that the reply was whole. */
function ended(text: string, pieceBytes = 1): string | undefined {
  const bytes = Buffer.from(text);
  const frame = new ReplyFrame(10_000);
  for (let at = 0; at < bytes.length; at += pieceBytes)
    if (frame.add(bytes.subarray(at, at + pieceBytes))) return frame.reply.toString();
  return undefined;
}

describe('the end of a reply', () => {
  it.each([
    ['NUL', 'STATUS=S|SUMMARY,a=1|\0rest', 'STATUS=S|SUMMARY,a=1|\0'],
    ['the bracket that closes the JSON', '{"a":[1,{"b":"}"}]}rest', '{"a":[1,{"b":"}"}]}'],
    ['the bracket after a quote that is escaped', '{"a":"\\"}\\\\"}rest', '{"a":"\\"}\\\\"}'],
    ['a line break after the last bar of the text form', 'STATUS=S|\nrest', 'STATUS=S|\n'],
  ])('is %s', (_, text, reply) => {
    for (const pieceBytes of [1, 2, 3, 100]) expect(ended(text, pieceBytes)).toBe(reply);
  });

  it('is not found where a device sends neither', () => {
    expect(ended('<html>{}</html>\n')).toBeUndefined();
    expect(ended('{"a":[')).toBeUndefined();
    expect(ended('STATUS=S|SUMMARY,a=1|')).toBeUndefined();
  });

  it('of any JSON object is its own end, however it arrives', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.integer({ min: 1, max: 50 }),
        fc.string(),
        (value, pieceBytes, rest) => {
          const text = JSON.stringify(value);
          expect(ended(`${text}\n${rest}`, pieceBytes)).toBe(text);
        },
      ),
    );
  });
});
