import { expect, test } from 'vitest';
import type { SourceReply } from '../source.ts';
import { kanoAccount, kanoPool } from './kano.ts';

const ask = { user: 'anna' };
const said = (body: unknown): SourceReply => ({ status: 200, text: JSON.stringify(body), receivedAtMs: 7 });

test('KanoPool tells rates as text, and a question mark where it knows none', () => {
  const told = { u_hashrate5m: '5000000000000', u_hashrate1hr: '?', p_hashrate5m: '1e16' };
  expect(kanoAccount.parse(said(told), ask).hashrates).toEqual([{ windowMs: 300_000, hashrateHs: 5e12 }]);
});

test('KanoPool tells how far its round is', () => {
  const told = {
    p_hashrate1hr: '1e16',
    blockacc: '5e13',
    blockerr: '1e10',
    currndiff: '1e14',
    lastheight: '900000',
  };
  expect(kanoPool.parse(said(told), ask)).toMatchObject({
    hashrates: [{ windowMs: 3_600_000, hashrateHs: 1e16 }],
    work: { accepted: 5e13, rejected: 1e10 },
    networkDifficulty: 1e14,
    roundProgress: 0.5,
    blockHeight: 900_000,
  });
  expect(kanoPool.parse(said({ ...told, currndiff: '?' }), ask).roundProgress).toBeUndefined();
});

test('KanoPool says nil to whom it does not know', () => {
  expect(() => kanoAccount.parse(said({ nil: '0' }), ask)).toThrow(
    expect.objectContaining({ kind: 'refused' }),
  );
  expect(() => kanoAccount.parse({ ...said(0), text: 'nil' }, ask)).toThrow(
    expect.objectContaining({ kind: 'refused' }),
  );
  expect(() => kanoAccount.parse(said({ u_hashrate5m: null }), ask)).toThrow(
    expect.objectContaining({ kind: 'unreadable-reply' }),
  );
});

test('KanoPool is asked without its key', () => {
  expect(kanoAccount.request({ user: 'anna b' }).path).toBe('/index.php?k=api&username=anna+b&json=y');
});
