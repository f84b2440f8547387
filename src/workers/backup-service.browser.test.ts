import { parquetReadObjects } from 'hyparquet';
import { afterEach, describe, expect, it } from 'vitest';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import type { ImportMapping, ImportSurvey } from '../domain/file-import/import-file.ts';
import type { TelemetryRow } from '../domain/series.ts';
import { openEntities } from '../store/entity-store.ts';
import { openTelemetry } from '../store/telemetry-store.ts';
import type { TableAsk } from './backup-api.ts';
import { createBackupService } from './backup-service.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NOW_MS = Date.UTC(2026, 10, 21, 12);
const NAMES = ['hashrateHs', 'powerW', 'sharesAccepted'] as const;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function house(rows: readonly TelemetryRow[] = []) {
  const name = crypto.randomUUID();
  const telemetry = await openTelemetry(`${name}-t`);
  const entities = await openEntities(`${name}-e`);
  closing.push(async () => {
    telemetry.close();
    entities.close();
    indexedDB.deleteDatabase(`${name}-t`);
    indexedDB.deleteDatabase(`${name}-e`);
  });
  await telemetry.importRows(rows, NOW_MS);
  const identity = { family: 'axeos', algorithm: 'sha256' } as const;
  const address = { host: '192.168.1.5', port: 80 };
  await entities.putMiners([{ id: 'aa11', identity, address, name: 'Attic, left', addedAtMs: 1 }]);
  let changes = 0;
  const service = createBackupService({
    telemetry,
    entities,
    kind: 'real',
    nowMs: () => NOW_MS,
    storeChanged: async () => {
      changes += 1;
    },
  });
  return { telemetry, entities, service, changes: () => changes };
}

const polls = Array.from({ length: 3 * 360 }, (_, poll) =>
  rowAt('aa11', NOW_MS - 3 * HOUR_MS + poll * 10_000, {
    hashrateHs: 1.2e12 + poll * 1e7,
    powerW: 17.1 + (poll % 10) / 10,
    ...(poll % 3 === 0 ? {} : { sharesAccepted: poll }),
  }),
);

const ask = (tier: TableAsk['tier'], format: TableAsk['format']): TableAsk => ({
  format,
  tier,
  minerIds: ['aa11'],
  fromMs: NOW_MS - 4 * HOUR_MS,
  toMs: NOW_MS,
});

function asGuessed({ columns, subjects, time, decimal }: ImportSurvey): ImportMapping {
  return {
    columns: Object.fromEntries(columns.flatMap(({ key, guess }) => (guess ? [[key, guess]] : []))),
    miners: Object.fromEntries(subjects.map((subject) => [subject, 'aa11'])),
    time,
    decimal,
  };
}

async function imported(into: Awaited<ReturnType<typeof house>>, text: string, name = 'log.csv') {
  const file = new File([text], name);
  const survey = await into.service.surveyImport(file, 'UTC');
  if ('refused' in survey) throw new Error(survey.detail);
  const answer = await into.service.importFile(
    { file, zone: 'UTC', mapping: asGuessed(survey.read) },
    () => {},
  );
  if ('refused' in answer) throw new Error(answer.detail);
  return answer.read;
}

describe('a table of the past', () => {
  it('as CSV holds units, ISO times, and the digits that were measured', async () => {
    const { service } = await house(polls);
    const saved = await service.exportTable(ask('raw', 'csv'), () => {});
    const lines = (await saved?.blob?.text())?.trim().split('\r\n') ?? [];
    expect(lines[0]).toBe('at_utc,miner_id,miner_name,hashrateHs [H/s],powerW [W],sharesAccepted [1]');
    expect(lines[1]).toBe('2026-11-21T09:00:00.000Z,aa11,"Attic, left",1200000000000,17.1,');
    expect(lines).toHaveLength(1 + polls.length);
    expect(saved?.rows).toBe(polls.length);
  });

  it('of a range without anything is no file, however long that range is', async () => {
    const { service } = await house(polls);
    const never = { ...ask('minute', 'csv'), fromMs: Date.UTC(1, 0), toMs: Date.UTC(2026, 9) };
    expect(await service.exportTable(never, () => {})).toEqual({ bytes: 0, rows: 0 });
    const gap = { ...ask('raw', 'csv'), fromMs: NOW_MS - HOUR_MS / 2, toMs: NOW_MS - HOUR_MS / 2 + 1 };
    expect((await service.exportTable({ ...gap, fromMs: gap.toMs - 5 }, () => {}))?.rows).toBe(1);
    expect(await service.exportTable({ ...gap, fromMs: gap.toMs, toMs: gap.toMs + 9_000 }, () => {})).toEqual(
      {
        bytes: 0,
        rows: 0,
      },
    );
    const all = await service.exportTable({ ...ask('minute', 'csv'), fromMs: Date.UTC(1, 0) }, () => {});
    expect(all?.rows).toBe(180);
    const days = await service.exportTable({ ...ask('day', 'csv'), fromMs: Date.UTC(1, 0) }, () => {});
    expect(days?.rows).toBe(1);
  });

  it('exported and imported into an empty house is the same', async () => {
    const before = await house(polls);
    const saved = await before.service.exportTable(ask('raw', 'csv'), () => {});
    const after = await house();
    const report = await imported(after, (await saved?.blob?.text()) ?? '');
    expect([report.known, report.problems]).toEqual([0, []]);
    const range = {
      minerId: 'aa11',
      names: NAMES,
      fromMs: NOW_MS - 4 * HOUR_MS,
      toMs: NOW_MS,
      maxPoints: 1e6,
    };
    expect(await after.telemetry.columns(range)).toEqual(await before.telemetry.columns(range));
    for (const tier of ['minute', 'quarter'] as const) {
      const buckets = { entityId: 'aa11', names: NAMES, fromMs: range.fromMs, toMs: range.toMs, tier };
      expect(await after.telemetry.buckets(buckets)).toEqual(await before.telemetry.buckets(buckets));
    }
  });

  it('as Parquet is read back by another library, with nulls where nothing is known', async () => {
    const { service } = await house(polls);
    const saved = await service.exportTable(ask('raw', 'parquet'), () => {});
    const file = (await saved?.blob?.arrayBuffer()) ?? new ArrayBuffer(0);
    const rows = await parquetReadObjects({ file });
    expect(rows).toHaveLength(polls.length);
    expect(rows[0]).toEqual({
      at: new Date(NOW_MS - 3 * HOUR_MS),
      miner_id: 'aa11',
      miner_name: 'Attic, left',
      'hashrateHs [H/s]': Math.fround(1.2e12),
      'powerW [W]': Math.fround(17.1),
      'sharesAccepted [1]': null,
    });
    expect(rows[1]).toMatchObject({ 'sharesAccepted [1]': 1 });
  });

  it('of longer buckets tells mean, least, greatest and how many', async () => {
    const { service } = await house(polls);
    const saved = await service.exportTable(ask('hour', 'parquet'), () => {});
    const rows = await parquetReadObjects({ file: (await saved?.blob?.arrayBuffer()) ?? new ArrayBuffer(0) });
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatchObject({
      'powerW min [W]': Math.fround(17.1),
      'powerW max [W]': Math.fround(18),
      'powerW count [1]': 360,
    });
    expect(Number(rows[0]?.['powerW mean [W]'])).toBeCloseTo(17.55, 4);
  });

  it('of a minute with but one value tells that value as mean, least and greatest alike', async () => {
    const { service } = await house([rowAt('aa11', NOW_MS - HOUR_MS, { hashrateHs: 1226343448576 })]);
    const saved = await service.exportTable(ask('minute', 'csv'), () => {});
    expect((await saved?.blob?.text())?.trim().split('\r\n')).toEqual([
      'at_utc,miner_id,miner_name,hashrateHs mean [H/s],hashrateHs min [H/s],hashrateHs max [H/s],hashrateHs count [1]',
      '2026-11-21T11:00:00.000Z,aa11,"Attic, left",1226343400000,1226343400000,1226343400000,1',
    ]);
  });

  it('that is stopped leaves no file', async () => {
    const { service } = await house(polls);
    const saving = service.exportTable(ask('raw', 'csv'), () => {});
    await service.stopDataWork();
    expect(await saving).toBeUndefined();
  });
});

describe('an import into a house that lives', () => {
  it('leaves every minute as it was measured, and fills the others', async () => {
    const measured = rowAt('aa11', NOW_MS - HOUR_MS + 5_000, { powerW: 20 });
    const into = await house([measured]);
    const at = (ms: number) => new Date(NOW_MS - HOUR_MS + ms).toISOString();
    const text = `time,power_w,asic_temp_c\n${at(5_000)},99,60\n${at(20_000)},98,61\n${at(70_000)},18,62\n`;
    const report = await imported(into, text);
    expect([report.stored, report.known]).toEqual([4, 2]);
    const { series } = await into.telemetry.buckets({
      entityId: 'aa11',
      names: ['powerW', 'tempChipMaxC'],
      tier: 'minute',
      fromMs: NOW_MS - HOUR_MS,
      toMs: NOW_MS,
    });
    expect([...(series.powerW?.last ?? [])]).toEqual([20, 18]);
    expect([...(series.tempChipMaxC?.last ?? [])]).toEqual([61, 62]);
  });

  it('takes over a year that was told one quantity after the other', async () => {
    const into = await house();
    const days = Array.from({ length: 30 }, (_, day) =>
      new Date(NOW_MS - (300 - day) * 24 * HOUR_MS).toISOString(),
    );
    const entity = (name: string, value: number) => days.map((day) => `sensor.gamma_${name},${value},${day}`);
    const text = [
      'entity_id,state,last_changed',
      ...entity('power', 17),
      ...entity('vr_temperature', 60),
    ].join('\n');
    const report = await imported(into, text);
    expect([report.stored, report.known, report.lines]).toEqual([60, 0, 60]);
    expect((await into.telemetry.extent()).oldestAtMs).toBeLessThan(NOW_MS - 299 * 24 * HOUR_MS);
    const again = await imported(into, text);
    expect([again.stored, again.known]).toEqual([0, 60]);
  });

  it('of a file of no known kind says so', async () => {
    const { service } = await house();
    expect(await service.surveyImport(new File(['\0\0'], 'x.bin'), 'UTC')).toMatchObject({
      refused: 'not-readable',
    });
  });
});

describe('a backup', () => {
  it('notes when it was made, and tells the collector of what was restored', async () => {
    const before = await house(polls);
    const saved = await before.service.makeBackup({ app: 'test', passphrase: 'correct horse' }, () => {});
    expect(await before.service.lastBackup()).toMatchObject({ atMs: NOW_MS, encrypted: true });
    await before.service.makeBackup({ app: 'test' }, () => {});
    expect((await before.service.lastBackup()).encrypted).toBe(false);
    const after = await house();
    const file = new File([saved?.blob ?? ''], 'davylamp.backup');
    expect(await after.service.restoreBackup({ file }, () => {})).toMatchObject({
      refused: 'needs-passphrase',
    });
    expect(await after.service.restoreBackup({ file, passphrase: 'x' }, () => {})).toMatchObject({
      refused: 'wrong-passphrase',
    });
    expect(await after.service.restoreBackup({ file, passphrase: 'correct horse' }, () => {})).toMatchObject({
      report: { whole: true },
    });
    expect(after.changes()).toBe(1);
  });

  it('that is stopped is no backup', async () => {
    const { service } = await house(polls);
    const making = service.makeBackup({ app: 'test' }, () => {});
    await service.stopDataWork();
    expect(await making).toBeUndefined();
    expect((await service.lastBackup()).atMs).toBeUndefined();
  });
});
