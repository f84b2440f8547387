import { describe, expect, it } from 'vitest';
import { SERIES } from '../domain/series.ts';
import { telemetryRow } from '../domain/telemetry-row.ts';
import { answerHttp } from './answers/answers.ts';
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
