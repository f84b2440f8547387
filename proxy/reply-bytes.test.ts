import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ProxyError } from './problem.ts';
import { ReplyBytes } from './reply-bytes.ts';

const chunks = fc.array(fc.uint8Array({ maxLength: 9_000 }).map((bytes) => Buffer.from(bytes)));

it('is what arrived, in order, however it was cut', () => {
  fc.assert(
    fc.property(chunks, (arrived) => {
      const bytes = new ReplyBytes(1_000_000);
      for (const chunk of arrived) bytes.add(chunk);
      expect(bytes.whole.equals(Buffer.concat(arrived))).toBe(true);
    }),
  );
});

it('is refused at the first byte above the limit, and not before', () => {
  const bytes = new ReplyBytes(100_000);
  for (let count = 0; count < 100_000; count += 1) bytes.add(Buffer.from('x'));
  expect(bytes.whole).toHaveLength(100_000);
  expect(() => bytes.add(Buffer.from('x'))).toThrow(ProxyError);
  expect(() => new ReplyBytes(10).add(Buffer.alloc(11))).toThrow(/larger than 10 bytes/);
});

it('does not change when the memory it was read from is used again', () => {
  const reused = Buffer.from('first');
  const bytes = new ReplyBytes(100);
  bytes.add(reused);
  reused.write('other');
  expect(bytes.whole.toString()).toBe('first');
});
