import { expect, test, vi } from 'vitest';
import { recordedBody } from './recorded-body.ts';
import type { LogStretch } from './segment-ring.ts';

const stretch: LogStretch = { records: [], cursor: 'abcdefghijk.1.0', remainingBytes: 0 };

test('a page that goes away while the disk is read is one reader less, not two', async () => {
  const ended = vi.fn();
  let readOn: () => void = () => {};
  const disk = new Promise<void>((resolve) => {
    readOn = resolve;
  });
  const isAsked = vi.fn();
  async function* slowly(): AsyncGenerator<LogStretch> {
    isAsked();
    await disk;
    yield stretch;
    yield stretch;
  }
  const page = recordedBody(slowly(), 0, () => 0, ended).getReader();
  const heard = page.read();
  await vi.waitFor(() => expect(isAsked).toHaveBeenCalled());
  const gone = page.cancel();
  readOn();
  await Promise.all([heard, gone]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(ended).toHaveBeenCalledTimes(1);
});

test('a disk that fails ends the body with an error, and counts the reader out once', async () => {
  const ended = vi.fn();
  async function* failing(): AsyncGenerator<LogStretch> {
    yield stretch;
    throw new Error('EIO');
  }
  const body = new Response(recordedBody(failing(), 0, () => 0, ended));
  await expect(body.arrayBuffer()).rejects.toThrow();
  expect(ended).toHaveBeenCalledTimes(1);
});
