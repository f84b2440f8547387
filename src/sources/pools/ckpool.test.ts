import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isAllowed } from '../../../tests/sources/allowed-request.ts';
import { expectSaneWhenDamaged, RECEIVED_AT_MS, wholeAnswer } from '../../../tests/sources/damaged-body.ts';
import { openPools } from '../../domain/upstreams/open-pools.ts';
import { CKPOOL_HOSTS, ckpoolState, ckpoolUser } from './ckpool.ts';
import { rateUnitOf, suffixedOf } from './rate-unit.ts';

const ASK = { host: 'solo.ckpool.org', address: 'bc1qzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz' };
const USER = {
  hashrate1m: '1.12T',
  hashrate5m: '0',
  hashrate1hr: '998G',
  hashrate7d: 'n/a',
  lastshare: 1_785_080_000,
  workers: 1,
  shares: 123_456,
  bestshare: 4_200_000.5,
  bestever: 5_000_000,
  authorised: 1_780_000_000,
  worker: [
    { workername: 'rig', hashrate1m: '1.12T', shares: 123_000, lastshare: 1_785_080_000 },
    { hashrate1m: '1T' },
  ],
};

function reply(text: string, status = 200) {
  return { status, text, receivedAtMs: RECEIVED_AT_MS };
}

test.each(
  CKPOOL_HOSTS.flatMap((host) => [ckpoolUser.request({ ...ASK, host }), ckpoolState.request({ host })]),
)('ckpool is asked for what its row allows: $host$path', (request) => {
  expect(isAllowed(openPools, request)).toBe(true);
});

describe('a user of ckpool', () => {
  it('has rates by window, work by difficulty, and its best shares', () => {
    expect(ckpoolUser.parse(reply(JSON.stringify(USER)), ASK)).toMatchObject({
      hashrates: [
        { windowMs: 60_000, hashrateHs: 1.12e12 },
        { windowMs: 300_000, hashrateHs: 0 },
        { windowMs: 3_600_000, hashrateHs: 9.98e11 },
      ],
      work: { accepted: 123_456, acceptedExact: 123_456n },
      workerCounts: { active: 1 },
      bestDifficulty: 5_000_000,
      bestSessionDifficulty: 4_200_000.5,
      startedAtMs: 1_780_000_000_000,
      workers: [{ name: 'rig', work: { acceptedExact: 123_000n } }],
    });
  });

  it('keeps every unit of a sum that no number holds', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 80n }), fc.constantFrom('', ' ', '\n '), (sum, space) => {
        const text = `{"hashrate1m":"1G","shares"${space}:${space}${sum}${space},"worker":[]}`;
        const { work } = ckpoolUser.parse(reply(text), ASK);
        expect(work?.acceptedExact).toBe(sum);
        expect(work?.accepted).toBe(Number(sum));
      }),
    );
  });

  it('who never mined there is not found', () => {
    expect(() => ckpoolUser.parse(reply('<html>404</html>', 404), ASK)).toThrow(
      expect.objectContaining({ kind: 'not-found' }),
    );
    expect(() => ckpoolUser.parse(reply('{}'), ASK)).toThrow(
      expect.objectContaining({ kind: 'unreadable-reply' }),
    );
  });
});

describe('the state of a ckpool', () => {
  const lines = [
    '{"runtime": 9240, "lastupdate": 1785080000, "Users": 1, "Workers": 4}',
    '{"hashrate1m": "1.71P", "hashrate15m": "1.8P", "hashrate6hr": "439T"}',
    '{"diff": 250.5, "accepted": 2525312, "rejected": 637048, "bestshare": 169302, "SPS1m": 0.398}',
  ];

  it('stands in several objects, one a line', () => {
    expect(ckpoolState.parse(reply(lines.join('\n')), ASK)).toMatchObject({
      atMs: 1_785_080_000_000,
      workers: 4,
      hashrates: [{ windowMs: 60_000, hashrateHs: 1.71e15 }, { windowMs: 900_000 }, { windowMs: 21_600_000 }],
      roundProgress: 2.505,
      work: { accepted: 2_525_312, rejected: 637_048 },
      sharesPerSecond: 0.398,
    });
  });

  it('loses no more than the line that is cut short', () => {
    const text = `${lines[0]}\n${lines[1]?.slice(0, 30)}\n${lines[2]}\n`;
    expect(ckpoolState.parse(reply(text), ASK)).toMatchObject({
      workers: 4,
      hashrates: [],
      sharesPerSecond: 0.398,
    });
    expect(ckpoolState.parse(reply(JSON.stringify({ Workers: 4 }, undefined, 2)), ASK).workers).toBe(4);
  });

  it.each(['', '<html>502</html>', '{"a":', '[]', '{"other":1}'])('is unreadable in %j', (text) => {
    expect(() => ckpoolState.parse(reply(text), ASK)).toThrow(
      expect.objectContaining({ kind: 'unreadable-reply' }),
    );
  });
});

describe('a rate', () => {
  it.each([
    ['4.57G', 4.57e9],
    ['0', 0],
    ['12 k', 12_000],
    ['1.5Z', 1.5e21],
    [7, 7],
    ['', undefined],
    ['G', undefined],
    ['1.5Q', undefined],
    ['-3G', undefined],
    [null, undefined],
    [Number.NaN, undefined],
  ])('%j is %d', (told, hs) => expect(suffixedOf(told)).toBe(hs));

  it.each([
    ['Gh/s', 1e9],
    ['TH/s', 1e12],
    ['H/s', 1],
    ['kHs', 1e3],
    ['PH', 1e15],
    ['Sol/s', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('one of %j is %d H/s', (unit, hs) => expect(rateUnitOf(unit)).toBe(hs));
});

test.each([
  wholeAnswer('user', ckpoolUser, ASK, USER),
  wholeAnswer('state', ckpoolState, ASK, {
    Workers: 4,
    hashrate1m: '1.7T',
    diff: 0.24,
    accepted: 5,
    SPS1m: 0.4,
  }),
])('the $title of ckpool stays sane when damaged', (answer) => expectSaneWhenDamaged(answer));
