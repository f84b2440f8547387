import { expect, test } from 'vitest';
import { fakeView } from '../../../tests/preview/fake-views.ts';
import type { OutsideMarket } from '../../domain/outside-market.ts';
import { shownPay } from '../pay/fleet-pay.ts';
import { workBasis } from './work-basis.ts';

const HOUR = 3_600_000;
const NOW = 1_000 * HOUR;

function basis(outside: OutsideMarket | undefined, enteredAtMs?: number, fleet: 'real' | 'demo' = 'real') {
  const plain = fakeView('fine', NOW, fleet);
  const settings = { ...plain.settings, market: { ...plain.settings.market, enteredAtMs } };
  const view = { ...plain, settings, outside };
  return workBasis(shownPay(view, settings, NOW, 'UTC'), view, NOW);
}

const told = (ageMs: number): OutsideMarket => ({
  work: { sha256: { value: 46e-15, coins: ['BTC'], providers: ['mempool'], atMs: NOW - ageMs } },
});

test('a net that rests on a typed hashprice says so, and how long ago it was typed', () => {
  expect(basis(undefined, NOW - 72 * HOUR)).toEqual([expect.stringMatching(/^hashprice typed 3\sd.* ago$/)]);
});

test('also when sources are on and have gone silent', () => {
  expect(basis({ work: {} }, NOW - HOUR)).toEqual([expect.stringMatching(/^hashprice typed 1\sh.* ago$/)]);
  expect(basis({ work: {} })).toEqual(['hashprice as typed']);
});

test('what a source told lately needs no word, what it told long ago its age', () => {
  expect(basis(told(HOUR), NOW)).toEqual([]);
  expect(basis(told(30 * HOUR), NOW)).toEqual([expect.stringMatching(/^worth of work told 30\sh ago$/)]);
});

test('the demo says of all its figures that they are examples', () => {
  expect(basis(undefined, undefined, 'demo')).toEqual([]);
});
