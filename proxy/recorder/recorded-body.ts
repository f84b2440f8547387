import { rowHead } from '../../src/domain/recorded-row.ts';
import { markRecord, recordedFrame } from '../../src/domain/recorded-stream.ts';
import type { LogStretch } from './segment-ring.ts';

/**
 * What was recorded, as a page gets it. Stretches are read as the page takes them, so that one that is slow costs no
 * memory.
 * @param ended called once, when all was read or the page has gone away
 */
export function recordedBody(
  stretches: AsyncGenerator<LogStretch>,
  fromMs: number,
  nowMs: () => number,
  ended: () => void,
): ReadableStream<Uint8Array> {
  let isGone = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(page) {
        try {
          const { done, value } = await stretches.next();
          // Who went away while it was read has ended it already.
          if (isGone) return;
          if (!done) return page.enqueue(bytesOf(value, fromMs, nowMs()));
          ended();
          page.close();
        } catch (error) {
          if (isGone) return;
          ended();
          page.error(error);
        }
      },
      async cancel() {
        isGone = true;
        ended();
        await stretches.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
}

function bytesOf({ records, cursor, remainingBytes }: LogStretch, fromMs: number, nowMs: number): Uint8Array {
  const wanted = records.filter((record) => (rowHead(record)?.atMs ?? Number.NEGATIVE_INFINITY) >= fromMs);
  const frames = wanted.map((record) => recordedFrame(record));
  return Buffer.concat([...frames, recordedFrame(markRecord({ cursor, remainingBytes, nowMs }))]);
}
