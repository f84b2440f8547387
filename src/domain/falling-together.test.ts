import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fall, type FallGroup, groupFall, groupWithout, likelyCause } from './falling-together.ts';

const MINUTE = 60_000;
const fall = (minerId: string, atMin: number, how: Fall['how'] = 'unreachable'): Fall => ({
  minerId,
  atMs: atMin * MINUTE,
  how,
});
const group = (...falls: Fall[]) =>
  falls.reduce<readonly FallGroup[]>((groups, next) => groupFall(groups, next, 2 * MINUTE), []);
const ids = (groups: readonly FallGroup[]) => groups.map((falls) => falls.map(({ minerId }) => minerId));

describe('miners that fall', () => {
  it('two falling together are one event', () => {
    expect(ids(group(fall('a', 0), fall('b', 1)))).toEqual([['a', 'b']]);
  });

  it('a third one an hour later is its own', () => {
    expect(ids(group(fall('a', 0), fall('b', 1), fall('c', 60)))).toEqual([['a', 'b'], ['c']]);
  });

  it('do not chain: a group never spans more than the window', () => {
    expect(ids(group(fall('a', 0), fall('b', 1.5), fall('c', 3)))).toEqual([['a', 'b'], ['c']]);
  });

  it('belong together by when they fell, not by when it was noticed', () => {
    expect(ids(group(fall('slow', 60), fall('other', 0), fall('fast', 59)))).toEqual([
      ['fast', 'slow'],
      ['other'],
    ]);
  });

  it('count once: a new fall of the same miner replaces its old one', () => {
    expect(ids(group(fall('a', 0), fall('b', 0), fall('a', 60)))).toEqual([['b'], ['a']]);
  });

  it('leave their group when they get up', () => {
    const groups = group(fall('a', 0), fall('b', 1));
    expect(ids(groupWithout(groups, 'a'))).toEqual([['b']]);
    expect(groupWithout(groupWithout(groups, 'a'), 'b')).toEqual([]);
  });

  it('are each in exactly one group, and no group spans more than the window', () => {
    const falls = fc.array(fc.record({ id: fc.nat(20), atMin: fc.nat(30) }), { maxLength: 40 });
    fc.assert(
      fc.property(falls, (list) => {
        const groups = group(...list.map(({ id, atMin }) => fall(`m${id}`, atMin)));
        const all = ids(groups).flat();
        expect(new Set(all).size).toBe(all.length);
        expect(new Set(all)).toEqual(new Set(list.map(({ id }) => `m${id}`)));
        for (const falls of groups) {
          const times = falls.map(({ atMs }) => atMs);
          expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(2 * MINUTE);
        }
      }),
    );
  });
});

describe('the likely cause', () => {
  it('of all out of reach at once is the network', () => {
    expect(likelyCause([fall('a', 0), fall('b', 0)], ['a', 'b'])).toBe('network');
  });

  it('of all silent but in reach is the pool', () => {
    expect(likelyCause([fall('a', 0, 'silent'), fall('b', 0, 'silent')], ['b', 'a'])).toBe('pool');
  });

  it.each([
    ['one miner of one', [fall('a', 0)], ['a']],
    ['two of three', [fall('a', 0), fall('b', 0)], ['a', 'b', 'c']],
    ['a mixture', [fall('a', 0), fall('b', 0, 'silent')], ['a', 'b']],
  ])('of %s is not guessed', (_, falls, fleet) => {
    expect(likelyCause(falls, fleet)).toBeUndefined();
  });
});
