import { describe, expect, it } from 'vitest';
import type { Reading } from './reading.ts';
import { MINER_STATE_CODES, SERIES, type SeriesName } from './series.ts';
import { telemetryRow } from './telemetry-row.ts';

function told(reading: Partial<Reading>, name: SeriesName): number | undefined {
  const place = SERIES.findIndex((series) => series.name === name);
  const value = telemetryRow('gamma', { atMs: 1, ...reading }).values[place];
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

describe('the state that one reading tells', () => {
  const cases: readonly [what: string, reading: Partial<Reading>, code: number | undefined][] = [
    ['it hashes', { hashrateHs: 1e12 }, MINER_STATE_CODES.hashing],
    ['it claims to hash', { mining: true }, MINER_STATE_CODES.hashing],
    ['it is too hot', { hashrateHs: 1e12, overheated: true }, MINER_STATE_CODES.degraded],
    ['it names a fault', { mining: true, faults: [{ message: 'fan lost' }] }, MINER_STATE_CODES.degraded],
    ['its owner paused it', { hashrateHs: 0, paused: true }, MINER_STATE_CODES.paused],
    ['it hashes nothing', { hashrateHs: 0 }, MINER_STATE_CODES.offline],
    ['it says that it does not', { hashrateHs: 5, mining: false }, MINER_STATE_CODES.offline],
    ['nothing of hashing is told', { tempVrC: 50 }, undefined],
  ];
  for (const [what, reading, code] of cases)
    it(what, () => {
      expect(told(reading, 'state')).toBe(code);
    });
});

describe('a row of several boards and fans', () => {
  const boards = [
    { id: 0, hashrateHs: 30e12, tempChipC: 61 },
    { id: 1, hashrateHs: 31e12, tempChipC: 66 },
  ];

  it('has the rate of each board that is there', () => {
    expect(told({ boards }, 'board1Hs')).toBe(30e12);
    expect(told({ boards }, 'board2Hs')).toBe(31e12);
    expect(told({ boards }, 'board3Hs')).toBeUndefined();
  });

  it('has the spread of chips, of boards where no chip is told, of nothing that is alone', () => {
    expect(told({ boards }, 'tempChipSpreadC')).toBe(5);
    const perChip = [{ tempC: 50 }, {}, { tempC: 62.5 }];
    expect(told({ boards: [{ id: 0, perChip }] }, 'tempChipSpreadC')).toBe(12.5);
    expect(told({ boards: [{ id: 0, tempChipC: 61 }] }, 'tempChipSpreadC')).toBeUndefined();
  });

  it('has the mean clock of the memory of those cards that tell one', () => {
    const cards = [{ id: 0, memoryClockMhz: 2_000 }, { id: 1 }, { id: 2, memoryClockMhz: 2_100 }];
    expect(told({ boards: cards }, 'memoryClockMhz')).toBe(2_050);
    expect(told({ boards }, 'memoryClockMhz')).toBeUndefined();
  });

  it('has the slowest fan only where there are two', () => {
    expect(told({ fans: [{ rpm: 4_000 }, { rpm: 3_000 }] }, 'fanRpmMin')).toBe(3_000);
    expect(told({ fans: [{ rpm: 4_000 }, { percent: 30 }] }, 'fanRpmMin')).toBeUndefined();
  });
});
