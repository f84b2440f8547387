import { afterEach, beforeEach, expect, test } from 'vitest';
import { minerAtPool } from '../../../tests/support/miner-at-pool.ts';
import type { FleetView, MinerView } from '../../domain/fleet-view.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../domain/settings.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import type { BookedFinding } from '../../insight/health/finding-book.ts';
import { type JudgedPast, NOTHING_JUDGED } from '../../insight/health/judged-past.ts';
import { type EntityStore, openEntities } from '../../store/entity-store.ts';
import { findingsReport, type ReportPorts, withOutlooks } from './report-maker.ts';
import { Slices } from './slices.ts';

const NOW_MS = Date.UTC(2026, 2, 20, 12);
const DAY_MS = 86_400_000;
const DUSTY: BookedFinding = {
  id: 'a:slow-decline:1',
  finding: {
    minerId: 'a',
    trouble: 'slow-decline',
    sinceMs: NOW_MS - 20 * DAY_MS,
    confidence: 0.999,
    size: { value: -0.3, low: -0.35, high: -0.25, unit: 'part' },
    evidence: [{ figure: 'hashrate', direction: 'down', nats: 20, sinceMs: NOW_MS, charts: ['hashrateHs'] }],
  },
  foundAtMs: NOW_MS - 10 * DAY_MS,
  stoodAtMs: NOW_MS,
  causes: { causes: [{ cause: 'dust', chance: 0.95, reasons: [] }], otherwise: 0.01 },
  causesAtMs: NOW_MS,
};
/** It earns 20 a day, and loses three tenths of it, probably by dust. */
const PAST: JudgedPast = {
  ...NOTHING_JUDGED,
  fromMs: NOW_MS - 30 * DAY_MS,
  toMs: NOW_MS,
  watchedQuarters: 96 * 30,
  book: [DUSTY],
  means: {
    a: { fromMs: NOW_MS - 900 * DAY_MS, quarters: 96, restarts: 0, sums: {}, hours: [], underWay: [] },
  },
};

const told = (provider: string, value: unknown, atMs = NOW_MS) => ({
  provider,
  value,
  atMs,
  receivedAtMs: atMs,
});
function dollarAt(rate: number, atMs = NOW_MS): SourcesView['figures'] {
  return {
    'prices:EUR': told('coingecko', [{ coin: 'BTC', currency: 'EUR', price: 100_000 * rate, atMs }], atMs),
    'network:BTC': told('blockchair', { coin: 'BTC', priceUsd: 100_000 }, atMs),
  };
}

function ports(change: Partial<Settings> = {}, figures: SourcesView['figures'] = {}): ReportPorts {
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    market: { poolFee: 0, hashpricePerPhPerDay: 100 },
    ...change,
  };
  const at = minerAtPool('a', NOW_MS, { url: 'stratum+tcp://solo.ckpool.org:3333' });
  const rates = { expectedHashrateHs: 0.2e15, hashrateHs: 0.2e15, powerW: 3000 };
  const miner: MinerView = { ...at, reading: at.reading && { ...at.reading, ...rates } };
  const view: FleetView = {
    fleet: 'real',
    atMs: NOW_MS,
    leading: true,
    alerts: [],
    settings,
    miners: [miner],
  };
  return {
    nowMs: () => NOW_MS,
    zone: () => 'Europe/Berlin',
    view: () => view,
    figures: async () => figures,
    entities,
  };
}

let name = '';
let entities: EntityStore;
beforeEach(async () => {
  name = crypto.randomUUID();
  entities = await openEntities(name);
});
afterEach(() => {
  entities.close();
  indexedDB.deleteDatabase(name);
});

/** What cleaning costs, and whether parts are said to have no price. */
async function cleaning(change: Partial<Settings> = {}, figures: SourcesView['figures'] = {}) {
  await entities.saveSettings(change);
  const its = ports(change, figures);
  const slices = new Slices({ clockMs: () => 0, rest: async () => undefined }, new AbortController().signal);
  const report = await withOutlooks(await findingsReport(PAST, its), PAST, its, slices);
  const work = report.plan.find((each) => each.work === 'clean');
  return { costOfDoing: work?.costOfDoing.value, partsUnpriced: report.partsUnpriced };
}

test('parts are priced by what sources told last of a coin in both currencies, and not without', async () => {
  expect(await cleaning()).toEqual({ costOfDoing: undefined, partsUnpriced: true });
  const [cheap, dear] = [await cleaning({}, dollarAt(0.5)), await cleaning({}, dollarAt(1.5))];
  // What it takes is $4 for a small machine.
  expect((dear.costOfDoing ?? 0) - (cheap.costOfDoing ?? 0)).toBeCloseTo(4, 9);
  expect(cheap.partsUnpriced).toBe(false);
  expect(await cleaning({}, dollarAt(1, NOW_MS - 2 * DAY_MS))).toMatchObject({ partsUnpriced: true });
});

test('an hour of work counts what its owner says', async () => {
  const [free, paid] = [
    await cleaning({ perWorkHour: 0 }, dollarAt(1)),
    await cleaning({ perWorkHour: 40 }, dollarAt(1)),
  ];
  // A quarter of an hour.
  expect((paid.costOfDoing ?? 0) - (free.costOfDoing ?? 0)).toBeCloseTo(10, 9);
});

test('dollars need no rate', async () => {
  expect((await cleaning({ currency: 'USD' })).partsUnpriced).toBe(false);
});
