import { describe, expect, it } from 'vitest';
import { SERIES } from '../domain/series.ts';
import { telemetryRow } from '../domain/telemetry-row.ts';
import { answerHttp } from './answers/answers.ts';
import { antminerChains } from './answers/antminer-chains.ts';
import { demoFleet } from './fleets.ts';
import { twinReading } from './twin-reading.ts';

const START_MS = Date.UTC(2026, 5, 1);

describe('a reading taken straight from a twin', () => {
  it('says what the device itself answers at that moment', () => {
    const [desk] = demoFleet({ seed: 2, startMs: START_MS });
    desk?.advanceTo(START_MS + 600_000);
    if (desk === undefined) throw new Error('the demo has no miner');
    const info = JSON.parse(answerHttp(desk, 'GET', '/api/system/info')?.body ?? '');
    const reading = twinReading(desk);
    expect((reading?.hashrateHs ?? 0) / 1e9).toBeCloseTo(info.hashRate, 6);
    expect((reading?.hashrateAvgHs ?? 0) / 1e9).toBeCloseTo(info.hashRate_1h, 6);
    expect(reading?.powerW).toBeCloseTo(info.power, 6);
    expect(reading?.tempChipMaxC).toBe(info.temp);
    expect((reading?.voltageInV ?? 0) * 1000).toBeCloseTo(info.voltage, 6);
    expect((reading?.voltageCoreV ?? 0) * 1000).toBeCloseTo(info.coreVoltageActual, 6);
    expect(reading?.shares).toEqual({ accepted: info.sharesAccepted, rejected: info.sharesRejected });
    expect(reading?.bestShare).toBe(info.bestDiff);
    expect(reading?.uptimeS).toBe(info.uptimeSeconds);
  });

  it('has the rate of each board of an Antminer, as its chains tell them', () => {
    const twin = demoFleet({ seed: 2, startMs: START_MS }).find(({ model }) => model.boards === 3);
    twin?.advanceTo(START_MS + 600_000);
    if (twin === undefined) throw new Error('the demo has no miner of three boards');
    const boards = twinReading(twin)?.boards ?? [];
    const chains = antminerChains(twin);
    expect(boards).toHaveLength(3);
    for (const { id, hashrateHs, tempChipC } of boards) {
      expect((hashrateHs ?? 0) / 1e9).toBeCloseTo(Number(chains[`chain_rate${id + 1}`]), 2);
      expect(tempChipC).toBe(chains[`temp2_${id + 1}`]);
    }
    const sumHs = boards.reduce((sum, { hashrateHs = 0 }) => sum + hashrateHs, 0);
    expect(sumHs / twin.measured.hashrateHs).toBeCloseTo(1, 9);
  });

  it('tells a board whose chips stall by its rate', () => {
    const twin = demoFleet({ seed: 2, startMs: START_MS }).find(({ model }) => model.boards === 3);
    if (twin === undefined) throw new Error('the demo has no miner of three boards');
    const chips = Array.from({ length: 63 }, (_, chip) => twin.model.chipsPerBoard + chip);
    for (const chip of chips) twin.addFault({ kind: 'chip-stalled', chip, fromMs: START_MS });
    twin.advanceTo(START_MS + 600_000);
    const [first = 0, second = 0] = twin.boardsHs;
    expect(second / first).toBeCloseTo(63 / 126, 1);
  });

  it('becomes a telemetry row that has what the family tells, and NaN for the rest', () => {
    for (const twin of demoFleet({ seed: 2, startMs: START_MS })) {
      twin.advanceTo(START_MS + 600_000);
      const reading = twinReading(twin);
      if (reading === undefined) throw new Error(`${twin.name} does not answer`);
      const { values } = telemetryRow('id', reading);
      const at = (name: string): number =>
        values[SERIES.findIndex((series) => series.name === name)] ?? Number.NaN;
      for (const name of [
        'hashrateHs',
        'hashrateAvgHs',
        'tempChipMaxC',
        'fanRpm',
        'sharesAccepted',
        'uptimeS',
      ]) {
        expect(at(name), `${twin.name} ${name}`).toBeGreaterThan(0);
      }
      expect(Number.isNaN(at('powerW'))).toBe(twin.model.family === 'cgminer');
    }
  });
});
