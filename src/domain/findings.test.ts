import { describe, expect, it } from 'vitest';
import { type FindingContext, fansSeenTurning, findings } from './findings.ts';
import type { MinerIdentity } from './miner.ts';
import type { Reading } from './reading.ts';

const GAMMA: MinerIdentity = { family: 'axeos', make: 'Bitaxe', model: 'Gamma', algorithm: 'sha256' };
const HEALTHY: Reading = {
  atMs: 0,
  hashrateHs: 1.07e12,
  expectedHashrateHs: 1.071e12,
  powerW: 18.7,
  tempChipMaxC: 60.1,
  tempVrC: 62,
  fans: [{ rpm: 3915, percent: 48 }],
  shares: { accepted: 4768, rejected: 13 },
  uptimeS: 18_574,
  mining: true,
  boards: [{ id: 0, perChip: [{ domainsHs: [273.6e9, 276.2e9, 268.5e9, 252.2e9] }] }],
  pools: [
    { url: 'stratum+tcp://public-pool.io:21496', active: true },
    { url: 'stratum+tcp://solo.ckpool.org:3333', active: false },
  ],
  faults: [],
  oddities: [],
};

function found(change: Partial<Reading>, context: Partial<FindingContext> = {}) {
  return findings({ ...HEALTHY, ...change }, { identity: GAMMA, hashrate10mHs: 1.07e12, ...context });
}

const perChip = (...chips: number[][]) => [{ id: 0, perChip: chips.map((domainsHs) => ({ domainsHs })) }];

describe('a healthy miner', () => {
  it('has no findings', () => {
    expect(found({})).toEqual([]);
  });
});

describe('hashrate', () => {
  it('of 84 % of what the device expects is low', () => {
    expect(found({}, { hashrate10mHs: 0.84 * 1.071e12 })).toMatchObject([
      { kind: 'low-hashrate', severity: 'watch', seen: 0.84 * 1.071e12, limit: 0.85 * 1.071e12 },
    ]);
  });

  it.each([
    ['of 86 %', {}, { hashrate10mHs: 0.86 * 1.071e12 }],
    ['in the first quarter of an hour', { uptimeS: 600 }, { hashrate10mHs: 0.5e12 }],
    ['without an expectation', { expectedHashrateHs: undefined }, { hashrate10mHs: 0.5e12 }],
    ['without a mean', {}, { hashrate10mHs: undefined }],
    ['of a paused miner', { paused: true, hashrateHs: 0 }, { hashrate10mHs: 0.1e12 }],
  ])('%s is not called low', (_, change, context) => {
    expect(found(change, context)).toEqual([]);
  });

  it('of zero is a miner that does not hash, once it had time to start', () => {
    expect(found({ hashrateHs: 0 })).toMatchObject([{ kind: 'not-hashing', severity: 'act' }]);
    expect(found({ mining: false, uptimeS: 60 })).toEqual([]);
  });
});

describe('a part that stands still', () => {
  it('is a domain whose siblings hash', () => {
    expect(found({ boards: perChip([273e9, 0, 268e9, 252e9]) })).toMatchObject([
      { kind: 'domain-stalled', text: 'chip 1 domain 2', seen: 0, limit: 268e9 },
    ]);
  });

  it('is found even if half of the domains stand still', () => {
    expect(found({ boards: perChip([273e9, 0]) })).toMatchObject([{ text: 'chip 1 domain 2' }]);
  });

  it('is named as the whole chip or board if all of it stands still', () => {
    const chips = [{ hashrateHs: 1e12 }, { hashrateHs: 1e9 }];
    expect(found({ boards: [{ id: 0, perChip: chips }] })).toMatchObject([{ text: 'chip 2' }]);
    expect(
      found({
        boards: [
          { id: 0, hashrateHs: 30e12 },
          { id: 1, hashrateHs: 31e12 },
          { id: 3, hashrateHs: 0 },
        ],
      }),
    ).toMatchObject([{ text: 'board 3' }]);
  });

  it('is not told of a miner of which nothing hashes', () => {
    expect(found({ boards: perChip([0, 0, 0, 0]) })).toEqual([]);
  });
});

describe('heat', () => {
  it('is a finding from 70 °C on AxeOS, and urgent at 75 °C where the firmware stops', () => {
    expect(found({ tempChipMaxC: 69.9 })).toEqual([]);
    expect(found({ tempChipMaxC: 70 })).toMatchObject([{ kind: 'chip-hot', severity: 'watch', limit: 70 }]);
    expect(found({ tempChipMaxC: 75 })).toMatchObject([{ kind: 'chip-hot', severity: 'act' }]);
  });

  it('of a regulator is allowed to be higher', () => {
    expect(found({ tempVrC: 94 })).toEqual([]);
    expect(found({ tempVrC: 96 })).toMatchObject([
      { kind: 'vr-hot', severity: 'watch', seen: 96, limit: 95 },
    ]);
  });

  it('of 96 °C is daily life for an Avalon Nano 3S', () => {
    const nano: MinerIdentity = { family: 'avalon', model: 'Avalon Nano 3s', algorithm: 'sha256' };
    expect(found({ tempChipMaxC: 96 }, { identity: nano })).toEqual([]);
    expect(found({ tempChipMaxC: 106 }, { identity: nano })).toMatchObject([{ kind: 'chip-hot' }]);
  });

  it('of a device whose limits are not known is no finding', () => {
    const unknown: MinerIdentity = { family: 'cgminer', make: 'Goldshell', algorithm: 'scrypt' };
    expect(found({ tempChipMaxC: 110 }, { identity: unknown })).toEqual([]);
  });

  it('that made the device stop comes first', () => {
    const kinds = found({ overheated: true, tempChipMaxC: 72, hashrateHs: 0 }).map(({ kind }) => kind);
    expect(kinds).toEqual(['overheated', 'not-hashing', 'chip-hot']);
  });
});

describe('fans', () => {
  it('that all stand still on a warm device have stopped', () => {
    expect(found({ fans: [{ rpm: 0, percent: 60 }] })).toMatchObject([
      { kind: 'fan-stopped', severity: 'act', text: '1' },
    ]);
  });

  it('may stand still when switched off, or while the device is cool', () => {
    expect(found({ fans: [{ rpm: 0, percent: 0 }] })).toEqual([]);
    expect(found({ fans: [{ rpm: 0, percent: 60 }], tempChipMaxC: 35 })).toEqual([]);
  });

  it('that never turned are no fans; one that did has stopped', () => {
    const fans = [
      { rpm: 4000, percent: 60 },
      { rpm: 0, percent: 60 },
    ];
    expect(found({ fans })).toEqual([]);
    const seen = fansSeenTurning([], { ...HEALTHY, fans: [{ rpm: 4000 }, { rpm: 3000 }] });
    expect(found({ fans }, { fansSeenTurning: fansSeenTurning(seen, { ...HEALTHY, fans }) })).toMatchObject([
      { kind: 'fan-stopped', text: '2' },
    ]);
  });
});

describe('the device’s own words', () => {
  const faults = [{ code: 'power_fault', message: 'Vin too low' }];

  it('are urgent when it has stopped, and worth a look when it hashes', () => {
    expect(found({ faults })).toMatchObject([{ severity: 'watch', text: 'power_fault: Vin too low' }]);
    expect(found({ faults, mining: false })[0]).toMatchObject({ kind: 'device-fault', severity: 'act' });
  });
});

describe('the pool', () => {
  it('in use is not the first: it failed over', () => {
    const [first, second] = HEALTHY.pools;
    const pools = [first, second].flatMap((pool, index) => (pool ? [{ ...pool, active: index === 1 }] : []));
    expect(found({ pools })).toMatchObject([
      { kind: 'pool-failover', severity: 'watch', text: 'stratum+tcp://solo.ckpool.org:3333' },
    ]);
  });

  it('in use is not told: nothing is said', () => {
    expect(found({ pools: [{ url: 'stratum+tcp://a:1' }, { url: 'stratum+tcp://b:2' }] })).toEqual([]);
  });
});
