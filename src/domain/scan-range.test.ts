import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ipv4Reach } from './ip-address.ts';
import { parseIpv4 } from './ipv4.ts';
import {
  addressesOf,
  formatIpv4,
  ipv4Number,
  isInPlan,
  LARGEST_PLAN,
  LARGEST_RANGE,
  neighbourhoodOf,
  parseScanRanges,
  type ScanPlan,
} from './scan-range.ts';

function plan(text: string, options?: { allowCarrier: boolean }): ScanPlan {
  const parsed = parseScanRanges(text, options);
  if ('problem' in parsed) throw new Error(`${parsed.problem}: ${parsed.found}`);
  return parsed;
}

const addresses = (text: string) => [...addressesOf(plan(text))];

describe('a range', () => {
  test('of a whole network leaves out its own address and the one for all', () => {
    const all = addresses('192.168.1.0/24');
    expect(all).toHaveLength(254);
    expect([all[0], all.at(-1)]).toEqual(['192.168.1.1', '192.168.1.254']);
  });

  it.each([
    ['192.168.1.77/30', ['192.168.1.77', '192.168.1.78']],
    ['10.0.0.4/31', ['10.0.0.4', '10.0.0.5']],
    ['10.0.0.4/32', ['10.0.0.4']],
    ['10.0.0.4', ['10.0.0.4']],
    ['192.168.1.10-12', ['192.168.1.10', '192.168.1.11', '192.168.1.12']],
    ['192.168.1.10 – 11', ['192.168.1.10', '192.168.1.11']],
    ['192.168.1.255-192.168.2.1', ['192.168.1.255', '192.168.2.0', '192.168.2.1']],
    ['10.0.0.2, 10.0.0.1\n10.0.0.1;10.0.0.3-4', ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4']],
    ['127.0.2.1-2', ['127.0.2.1', '127.0.2.2']],
  ])('%j is %j', (text, expected) => {
    expect(addresses(text)).toEqual(expected);
  });

  it.each([
    ['', 'empty', ''],
    [' ,\n; ', 'empty', ''],
    ['192.168.1', 'unreadable', '192.168.1'],
    ['192.168.1.0/33', 'unreadable', '192.168.1.0/33'],
    ['192.168.1.0/', 'unreadable', '192.168.1.0/'],
    ['192.168.1.300', 'unreadable', '192.168.1.300'],
    ['192.168.1.10-300', 'unreadable', '192.168.1.10-300'],
    ['0300.168.1.1', 'unreadable', '0300.168.1.1'],
    ['bitaxe.local', 'unreadable', 'bitaxe.local'],
    ['fd00::1', 'unreadable', 'fd00::1'],
    ['10.0.0.1-2-3', 'unreadable', '10.0.0.1-2-3'],
    ['192.168.1.40-10', 'backwards', '192.168.1.40-10'],
    ['192.168.1.0/24, 8.8.8.8', 'public-address', '8.8.8.8'],
    ['0.0.0.0/0', 'public-address', '0.0.0.0/0'],
    ['192.167.255.250-192.168.0.9', 'public-address', '192.167.255.250-192.168.0.9'],
    ['192.168.0.0/15', 'public-address', '192.168.0.0/15'],
    ['172.31.255.0-172.32.0.1', 'public-address', '172.31.255.0-172.32.0.1'],
    ['100.64.0.0/24', 'carrier-address', '100.64.0.0/24'],
    ['224.0.0.0/24', 'unusable-address', '224.0.0.0/24'],
    ['169.254.169.254', 'unusable-address', '169.254.169.254'],
    ['10.0.0.0/19', 'too-large', '10.0.0.0/19'],
    ['10.0.0.0/8', 'too-large', '10.0.0.0/8'],
    ['10.0.0.0-10.0.16.0', 'too-large', '10.0.0.0-10.0.16.0'],
  ])('%j is refused: %s', (text, problem, found) => {
    expect(parseScanRanges(text)).toEqual({ problem, found });
  });

  test('of a /20 is the largest one, and four of them the most at a time', () => {
    expect(plan('10.0.0.0/20').addressCount).toBe(LARGEST_RANGE - 2);
    const four = ['10.0.0.0/20', '10.1.0.0/20', '10.2.0.0/20', '10.3.0.0/20'];
    expect(plan(four.join()).addressCount).toBe(LARGEST_PLAN - 8);
    expect(parseScanRanges([...four, '10.4.0.0/24'].join())).toMatchObject({ problem: 'too-large' });
  });

  test('of a carrier is taken where the helper may go there, but for the address that hands out passwords', () => {
    expect(plan('100.64.0.0/24', { allowCarrier: true }).addressCount).toBe(254);
    expect(parseScanRanges('100.100.100.0/24', { allowCarrier: true })).toMatchObject({
      problem: 'unusable-address',
    });
  });
});

test('the neighbourhood of an address is its /24; a name has none', () => {
  expect(neighbourhoodOf('192.168.1.20')).toBe('192.168.1.0/24');
  expect(neighbourhoodOf('bitaxe.local')).toBeUndefined();
  expect(neighbourhoodOf('fd00::1')).toBeUndefined();
});

const anyAddress = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const nearHome = fc.oneof(
  anyAddress,
  fc.integer({ min: 0xc0a7_f000, max: 0xc0a9_1000 }),
  fc.integer({ min: 0xac0f_f000, max: 0xac20_1000 }),
  fc.integer({ min: 0x643f_f000, max: 0x6480_1000 }),
  fc.integer({ min: 0xa9fd_f000, max: 0xa9ff_1000 }),
  fc.integer({ min: 0x09ff_f000, max: 0x0a00_1000 }),
);
const anyPart = fc.oneof(
  nearHome.map(formatIpv4),
  fc.tuple(nearHome, fc.integer({ min: 18, max: 32 })).map(([a, length]) => `${formatIpv4(a)}/${length}`),
  fc
    .tuple(nearHome, fc.integer({ min: 0, max: 5_000 }))
    .map(([a, more]) => `${formatIpv4(a)}-${formatIpv4(Math.min(a + more, 2 ** 32 - 1))}`),
);
const anyText = fc
  .tuple(fc.array(anyPart, { minLength: 1, maxLength: 5 }), fc.constantFrom(',', '\n', '; ', ' '))
  .map(([parts, between]) => parts.join(between));

describe('whatever is typed', () => {
  test('an address read and written is the same address', () => {
    fc.assert(fc.property(anyAddress, (address) => ipv4Number(formatIpv4(address)) === address));
  });

  test('no address outside the house is ever asked', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, allowCarrier) => {
        const parsed = parseScanRanges(text, { allowCarrier });
        if ('problem' in parsed) return;
        const allowed = new Set(['private', 'loopback', ...(allowCarrier ? ['carrier'] : [])]);
        for (const address of addressesOf(parsed))
          expect(allowed).toContain(ipv4Reach(parseIpv4(address) ?? []));
      }),
      { numRuns: 300 },
    );
  });

  test('each address is asked once, in order, as often as was counted, and no more than are allowed', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const parsed = parseScanRanges(text);
        if ('problem' in parsed) return;
        const numbers = [...addressesOf(parsed)].map((address) => ipv4Number(address) ?? Number.NaN);
        expect(numbers.length).toBe(parsed.addressCount);
        expect(numbers.length).toBeLessThanOrEqual(LARGEST_PLAN);
        expect(numbers.every((number, i) => i === 0 || number > (numbers[i - 1] ?? 0))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('the order of the parts makes no difference', () => {
    fc.assert(
      fc.property(fc.array(anyPart, { minLength: 1, maxLength: 4 }), (parts) => {
        const one = parseScanRanges(parts.join());
        const other = parseScanRanges([...parts].reverse().join());
        if (!('problem' in one)) expect(other).toEqual(one);
      }),
    );
  });

  test('an address is in the plan exactly if it is one of those asked', () => {
    fc.assert(
      fc.property(anyPart, nearHome.map(formatIpv4), (part, address) => {
        const parsed = parseScanRanges(part);
        if (!('problem' in parsed))
          expect(isInPlan(parsed, address)).toBe([...addressesOf(parsed)].includes(address));
      }),
    );
  });

  test('no text makes it throw', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseScanRanges(text)));
  });
});
