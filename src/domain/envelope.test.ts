import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bound, DeviceSettings } from './control.ts';
import { LARGEST_RAISE, narrowed, poolParts, refusalOf } from './envelope.ts';

const bound = (min: number, max: number, source = 'device'): Bound => ({ min, max, source });

describe('the envelope', () => {
  test('of device and catalogue is the narrower of both, and names who set it', () => {
    const both = narrowed(
      { frequencyMhz: bound(400, 800), coreVoltageMv: bound(1_000, 1_300) },
      { frequencyMhz: bound(300, 625, 'catalogue'), powerLimitW: bound(0, 25, 'catalogue') },
    );
    expect(both.frequencyMhz).toEqual({ min: 400, max: 625, source: 'device; catalogue' });
    expect(both.coreVoltageMv).toEqual(bound(1_000, 1_300));
    expect(both.powerLimitW).toEqual(bound(0, 25, 'catalogue'));
  });

  test('that nobody knows lets nothing through', () => {
    expect(refusalOf({ kind: 'tuning', frequencyMhz: 500 }, { bounds: {} })).toMatchObject({
      code: 'no-limit-known',
    });
    expect(refusalOf({ kind: 'preset', preset: 'turbo' }, { bounds: {} })).toMatchObject({
      code: 'unknown-preset',
    });
  });

  test('is never left, whatever is asked and wherever the device stands', () => {
    const number = fc.double({ min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(fc.option(number, { nil: undefined }), number, (presentMhz, wantedMhz) => {
        const settings: DeviceSettings = {
          frequencyMhz: presentMhz,
          bounds: { frequencyMhz: bound(400, 625) },
        };
        const refusal = refusalOf({ kind: 'tuning', frequencyMhz: wantedMhz }, settings);
        if (refusal !== undefined) return;
        expect(wantedMhz).toBeGreaterThanOrEqual(400);
        expect(wantedMhz).toBeLessThanOrEqual(625);
        if (presentMhz !== undefined)
          expect(wantedMhz - presentMhz).toBeLessThanOrEqual(LARGEST_RAISE.frequencyMhz);
      }),
    );
  });

  test('lets a miner go down as far as it likes, for less is cooler', () => {
    const settings: DeviceSettings = { frequencyMhz: 625, bounds: { frequencyMhz: bound(400, 625) } };
    expect(refusalOf({ kind: 'tuning', frequencyMhz: 400 }, settings)).toBeUndefined();
  });
});

describe('nothing gets through', () => {
  const asked = (frequencyMhz: unknown) =>
    ({ kind: 'tuning', frequencyMhz: frequencyMhz as number }) as const;
  const within = (min: number, max: number) => ({ bounds: { frequencyMhz: bound(min, max) } });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -1, '525', null, [525]])(
    'that is %j',
    (wanted) => {
      expect(refusalOf(asked(wanted), within(0, 625))).toMatchObject({
        code: expect.stringMatching(/^(below|above)-limit$/),
      });
    },
  );

  test.each([
    ['a least above its most', 625, 400],
    ['no end', 400, Number.POSITIVE_INFINITY],
    ['no number', Number.NaN, 625],
    ['a least below nothing', -5, 625],
  ])('where a device tells %s', (_, min, max) => {
    expect(refusalOf(asked(500), within(min, max))).toMatchObject({ code: 'no-limit-known' });
  });

  test('where device and catalogue have nothing in common', () => {
    const limits = { frequencyMhz: bound(700, 900, 'catalogue') };
    expect(refusalOf(asked(500), within(400, 600), limits)).toMatchObject({ code: 'no-limit-known' });
  });

  test.each(['me\nrm', 'me\u0000', 'x'.repeat(600), 7])('in the user of a pool: %j', (user) => {
    const pools = [{ url: 'stratum+tcp://pool.example:3333', user: user as string }];
    expect(refusalOf({ kind: 'pools', pools }, { bounds: {} })).toMatchObject({ code: 'bad-pool' });
  });
});

describe('there is nothing to change', () => {
  const pools = [{ url: 'stratum+tcp://pool.example:3333', user: 'bc1q.kitchen' }];
  const now: DeviceSettings = {
    paused: true,
    powerLimitW: 3_050,
    autoFan: true,
    targetTempC: 60,
    pools,
    bounds: { powerLimitW: bound(2_000, 5_000), targetTempC: bound(35, 66), mostPools: 2 },
  };

  test.each([
    { kind: 'pause' },
    { kind: 'power-limit', powerLimitW: 3_050 },
    { kind: 'auto-fan', targetTempC: 60 },
    { kind: 'pools', pools },
  ] as const)('about what is set so already: $kind', (change) => {
    expect(refusalOf(change, now)).toMatchObject({ code: 'nothing-to-change' });
  });

  test.each([
    { kind: 'resume' },
    { kind: 'power-limit', powerLimitW: 3_000 },
    { kind: 'auto-fan', targetTempC: 61 },
    { kind: 'restart' },
    { kind: 'identify' },
  ] as const)('which is not so of $kind', (change) => {
    expect(refusalOf(change, now)).toBeUndefined();
  });

  test('does not hold for the password of a pool, which nobody can look up', () => {
    const secret = pools.map((pool) => ({ ...pool, password: 'another' }));
    expect(refusalOf({ kind: 'pools', pools: secret }, now)).toBeUndefined();
  });
});

describe('a pool', () => {
  test.each(['', '  '])('without a user pays nobody, and is not sent: %j', (user) => {
    const url = 'stratum+tcp://pool.example:3333';
    const paid = { url, user: 'bc1q.kitchen' };
    const wanted = { kind: 'pools', pools: [paid, { url, user }] } as const;
    expect(refusalOf(wanted, { bounds: { mostPools: 2 } })).toEqual({
      code: 'pool-without-user',
      detail: url,
    });
  });

  test.each([
    ['stratum+tcp://solo.ckpool.org:3333', { scheme: 'stratum+tcp', host: 'solo.ckpool.org', port: 3333 }],
    ['stratum+tcp://[fd00::7]:3333', { scheme: 'stratum+tcp', host: '[fd00::7]', port: 3333 }],
    ['STRATUM+SSL://Pool.Example:443', { scheme: 'stratum+ssl', host: 'Pool.Example', port: 443 }],
  ])('%s is taken apart', (url, parts) => {
    expect(poolParts(url)).toEqual(parts);
  });

  test.each([
    '',
    'pool.example',
    'http://pool.example:80',
    'stratum+tcp://pool.example',
    'stratum+tcp://a:70000',
  ])('%j is none', (url) => {
    expect(poolParts(url)).toBeUndefined();
  });
});
