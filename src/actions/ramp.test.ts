import { expect, it } from 'vitest';
import { RAISE_EVERY_MS, rampedMoves } from './ramp.ts';

const NOW_MS = 1e12;
const move = (minerId: string, fromW: number, toW: number) => ({ minerId, fromW, toW });
const circuit = { id: 'c', name: 'Shed', limitW: 3_600, minerIds: ['a', 'b'], otherLoadW: 500 };
const ids = (moves: readonly { readonly minerId: string }[]) => moves.map(({ minerId }) => minerId);

it('lowers all at once and raises one at a time, the largest first', () => {
  const moves = [move('a', 10, 1_000), move('b', 3_000, 10), move('c', 10, 3_000), move('d', 900, 10)];
  const facts = { nowMs: NOW_MS, circuits: [], powerW: new Map() };
  expect(ids(rampedMoves(moves, facts))).toEqual(['b', 'd', 'c']);
});

it('waits a minute after a miner was raised, and not for ever where a clock was set back', () => {
  const moves = [move('a', 10, 1_000), move('b', 900, 10)];
  const at = (raisedAtMs: number) =>
    ids(rampedMoves(moves, { nowMs: NOW_MS, raisedAtMs, circuits: [], powerW: new Map() }));
  expect(at(NOW_MS - RAISE_EVERY_MS + 1)).toEqual(['b']);
  expect(at(NOW_MS - RAISE_EVERY_MS)).toEqual(['b', 'a']);
  expect(at(NOW_MS + 3_600_000)).toEqual(['b', 'a']);
});

it('raises a miner only when its breaker bears it with what the others really draw now', () => {
  const moves = [move('a', 10, 3_000), move('b', 3_000, 10)];
  const drawn = (b: number) =>
    ids(
      rampedMoves(moves, {
        nowMs: NOW_MS,
        circuits: [circuit],
        powerW: new Map([
          ['a', 10],
          ['b', b],
        ]),
      }),
    );
  expect(drawn(3_000)).toEqual(['b']);
  expect(drawn(10)).toEqual(['b', 'a']);
});
