import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browserOf } from '../../tests/support/learner-browser.ts';
import { minerAtPool } from '../../tests/support/miner-at-pool.ts';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import type { Miner } from '../domain/miner.ts';
import { REGISTRY } from '../features/catalogue.ts';
import { type EntityStore, openEntities } from '../store/entity-store.ts';
import { type ModelStore, openModels } from '../store/model-store.ts';
import { StoreError } from '../store/store-error.ts';
import { openTelemetry, type TelemetryStore } from '../store/telemetry-store.ts';
import type { FeatureNews, FeatureReport, LearnerApi } from './learner-api.ts';
import { createLearnerService } from './learner-service.ts';
import { repairedTelemetry } from './repaired-buckets.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.UTC(2026, 2, 20, 12);
/** What the worker has been told by the time: rows of a minute are all there 20 s after it. */
const SETTLED_MS = 20_000;

const GAMMA: Miner = {
  id: 'a1',
  identity: { family: 'axeos', algorithm: 'sha256', make: 'Bitaxe', model: 'Gamma', boardVersion: '601' },
  address: { host: '192.168.1.7', port: 80 },
  name: 'Kitchen',
  addedAtMs: NOW_MS - 3 * DAY_MS,
  purchase: { boughtAtMs: NOW_MS - 100 * DAY_MS, price: 90, currency: 'EUR', warrantyMonths: 12 },
};

let name = '';
let telemetry: TelemetryStore;
let entities: EntityStore;
let models: ModelStore;
let nowMs = NOW_MS;
let learner: LearnerApi;
let passMinute: () => void;
let supersede: (why: StoreError) => void;
let opening: StoreError | undefined;
/** What happens in the store just after the newest minutes were read, once. */
let behindTheReader: (() => Promise<void>) | undefined;
let pausedMs = 0;

beforeEach(async () => {
  name = crypto.randomUUID();
  telemetry = await openTelemetry(`${name}-telemetry`);
  entities = await openEntities(`${name}-entities`);
  models = await openModels(`${name}-models`);
  await entities.putMiners([GAMMA]);
  nowMs = NOW_MS + SETTLED_MS;
  opening = undefined;
  behindTheReader = undefined;
  const repaired = repairedTelemetry(telemetry, entities.repairs);
  learner = createLearnerService({
    nowMs: () => nowMs,
    timeZone: 'UTC',
    offsetMinutes: () => 0,
    registry: REGISTRY,
    async open(_, onSuperseded) {
      if (opening) throw opening;
      supersede = onSuperseded;
      return {
        telemetry: {
          async buckets(asked) {
            const found = await repaired.buckets(asked);
            const happen = asked.tier === 'minute' && asked.toMs === NOW_MS ? behindTheReader : undefined;
            if (happen) behindTheReader = undefined;
            await happen?.();
            return found;
          },
        },
        entities,
        models,
        past: (series, fromMs, toMs) => telemetry.outside.read(series, fromMs, toMs),
        close() {},
      };
    },
    browser: browserOf(name),
    pause: (ms, signal) =>
      new Promise((resolve, reject) => {
        pausedMs = ms;
        passMinute = resolve;
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
  });
  await learner.start({ fleet: 'real' });
});
afterEach(async () => {
  await learner.stopFeatures();
  telemetry.close();
  entities.close();
  models.close();
  indexedDB.deleteDatabase(`${name}-models`);
  indexedDB.deleteDatabase(`${name}-telemetry`);
  indexedDB.deleteDatabase(`${name}-entities`);
});

/** A poll a minute over [fromMs, toMs): 1.2 TH/s at 18 W, 15 J/TH. */
async function mine(fromMs: number, toMs: number, powerW = 18): Promise<void> {
  const minutes = Math.round((toMs - fromMs) / MINUTE_MS);
  const rows = Array.from({ length: minutes }, (_, i) =>
    rowAt('a1', fromMs + i * MINUTE_MS + 5_000, {
      hashrateHs: 1.2e12,
      powerW,
      tempChipMaxC: 55 + (i % 10),
      uptimeS: 60 * i,
    }),
  );
  await telemetry.importRows(rows, NOW_MS);
}

/** What comes of following, piece by piece. */
class News {
  readonly all: FeatureNews[] = [];
  #read = 0;
  #heard = () => {};

  readonly listen = (one: FeatureNews): void => {
    this.all.push(one);
    this.#heard();
  };

  /** The next report, or the failure in its place. */
  async next(): Promise<FeatureReport> {
    for (;;) {
      const one = this.all[this.#read];
      if (one) this.#read += 1;
      if (one?.kind === 'failed') throw new Error(one.detail);
      if (one?.kind === 'report') return one.report;
      if (!one)
        await new Promise<void>((resolve) => {
          this.#heard = resolve;
        });
    }
  }
}

const KITCHEN = { kind: 'miner', id: 'a1', name: 'Kitchen' } as const;

function standing(report: FeatureReport, feature: string) {
  const found = report.standings.find((each) => each.name === feature);
  if (!found) throw new Error(`no ${feature} in the report`);
  return found;
}

test('what is stored of a miner becomes its features, with where they lie and how old they are', async () => {
  await mine(NOW_MS - 3 * DAY_MS, NOW_MS);
  const news = new News();
  await learner.followFeatures(KITCHEN, news.listen);
  const report = await news.next();
  expect(report).toMatchObject({ toMs: NOW_MS, isEmpty: false });
  const efficiency = standing(report, 'efficiency_j_th');
  expect(efficiency).toMatchObject({ endMs: NOW_MS, knownMs: NOW_MS, flags: [] });
  expect(efficiency.value).toBeCloseTo(15, 5);
  expect(efficiency.rows - efficiency.missing).toBe(3 * 1440);
  expect(efficiency.rows).toBe((NOW_MS - report.fromMs) / MINUTE_MS);
  expect(efficiency.spread?.quantiles.map((value) => Math.round(value))).toEqual([15, 15, 15, 15, 15]);
  const hot = standing(report, 'max_chip_temp_c');
  expect(hot.spread?.quantiles[2]).toBeCloseTo(59.5, 1);
  expect(hot.spread?.bins.reduce((sum, count) => sum + count, 0)).toBe(3 * 1440);
  expect(standing(report, 'age_days').value).toBeCloseTo(99.5, 5);
  expect(news.all.filter(({ kind }) => kind === 'progress').at(-1)).toEqual({ kind: 'progress', done: 1 });
});

test('a minute later only the new minute is worked out', async () => {
  await mine(NOW_MS - DAY_MS, NOW_MS);
  const news = new News();
  await learner.followFeatures(KITCHEN, news.listen);
  const before = standing(await news.next(), 'efficiency_j_th');
  const progressed = news.all.length;
  nowMs += MINUTE_MS;
  await mine(NOW_MS, NOW_MS + MINUTE_MS, 24);
  passMinute();
  const after = standing(await news.next(), 'efficiency_j_th');
  expect(after.value).toBeCloseTo(20, 5);
  expect(after.rows).toBe(before.rows + 1);
  expect(news.all.slice(progressed).map(({ kind }) => kind)).toEqual(['report']);
});

test('a miner that fell silent keeps its last value, with its age', async () => {
  await mine(NOW_MS - DAY_MS, NOW_MS - 2 * HOUR_MS);
  const news = new News();
  await learner.followFeatures(KITCHEN, news.listen);
  const efficiency = standing(await news.next(), 'efficiency_j_th');
  expect(efficiency.value).toBeNaN();
  expect(efficiency.flags).toEqual(['missing']);
  expect(efficiency.knownMs).toBe(NOW_MS - 2 * HOUR_MS);
  expect(efficiency.known).toBeCloseTo(15, 5);
});

test('a past that is filled in later is worked out anew', async () => {
  await mine(NOW_MS - DAY_MS, NOW_MS);
  const news = new News();
  await learner.followFeatures(KITCHEN, news.listen);
  const before = standing(await news.next(), 'efficiency_j_th');
  await mine(NOW_MS - 2 * DAY_MS, NOW_MS - DAY_MS);
  nowMs += MINUTE_MS;
  passMinute();
  const after = standing(await news.next(), 'efficiency_j_th');
  expect(after.rows - after.missing).toBe(before.rows - before.missing + 1440);
});

test('a past that is laid down while it is read is looked at again at once, and worked out anew', async () => {
  await mine(NOW_MS - DAY_MS, NOW_MS);
  behindTheReader = () => mine(NOW_MS - 2 * DAY_MS, NOW_MS - DAY_MS);
  const news = new News();
  await learner.followFeatures(KITCHEN, news.listen);
  const before = standing(await news.next(), 'efficiency_j_th');
  expect(before.rows - before.missing).toBe(1440);
  await vi.waitFor(() => expect(pausedMs).toBe(10_000));
  nowMs += pausedMs;
  passMinute();
  const after = standing(await news.next(), 'efficiency_j_th');
  expect(after.rows - after.missing).toBe(2 * 1440);
  nowMs += 10_000;
  passMinute();
  expect(standing(await news.next(), 'efficiency_j_th').missing).toBe(after.missing);
  await vi.waitFor(() => expect(pausedMs).toBe(40_000));
});

test('what its owner has put right is worked out anew', async () => {
  await mine(NOW_MS - DAY_MS, NOW_MS);
  const news = new News();
  await learner.followFeatures(KITCHEN, news.listen);
  expect(standing(await news.next(), 'efficiency_j_th').known).toBeCloseTo(15, 5);
  const stretches = [{ fromMs: NOW_MS - DAY_MS, toMs: NOW_MS }];
  const change = { kind: 'rescale', series: 'powerW', stretches, factor: 0.5, offset: 0 } as const;
  await entities.repairs.add({
    id: 'half',
    minerId: 'a1',
    madeAtMs: NOW_MS,
    change,
    values: 1440,
    sample: [],
  });
  nowMs += MINUTE_MS;
  passMinute();
  expect(standing(await news.next(), 'efficiency_j_th').known).toBeCloseTo(7.5, 5);
});

test('what nobody tells is named, and what the owner has typed counts', async () => {
  await entities.saveSettings({
    market: { poolFee: 0.02, btcPrice: 90_000, btcEnteredAtMs: NOW_MS - DAY_MS },
  });
  await mine(NOW_MS - DAY_MS, NOW_MS);
  const coin = { kind: 'coin', id: 'BTC', name: 'BTC' } as const;
  const news = new News();
  await learner.followFeatures(coin, news.listen);
  const report = await news.next();
  expect(standing(report, 'price_usd').value).toBe(90_000);
  expect(report.untold).toContain('difficulty');
  expect(report.untold).not.toContain('price');
  const ofMiner = new News();
  await learner.followFeatures(KITCHEN, ofMiner.listen);
  const { untold } = await ofMiner.next();
  expect(untold).toContain('wifiRssiDbm');
  // Without a difficulty nobody knows what the coin's work is worth.
  expect(untold).toContain('hashprice_usd_ph_day');
  expect(untold).not.toContain('power_price_now');
  expect(untold).not.toContain('ratedHashrateHs');
});

test('a difficulty that a miner hears with its work is known of its coin without a source', async () => {
  const { reading } = minerAtPool('a1', NOW_MS, { url: 'stratum+tcp://public-pool.io:21496' });
  if (!reading) throw new Error('no reading');
  const told = { ...reading, networkDifficulty: 146e12 };
  await entities.putSnapshots([
    { minerId: 'a1', answeredAtMs: NOW_MS, identity: GAMMA.identity, reading: told },
  ]);
  await telemetry.importRows([rowAt('a1', NOW_MS - HOUR_MS, { networkDifficulty: 146e12 })], NOW_MS);
  const news = new News();
  await learner.followFeatures({ kind: 'coin', id: 'BTC', name: 'BTC' }, news.listen);
  const report = await news.next();
  expect(report.untold).not.toContain('difficulty');
  expect(standing(report, 'network_difficulty').value / 146e12).toBeCloseTo(1, 6);
});

test('the house, the fleet and the coin that is worked for have features, too', async () => {
  await mine(NOW_MS - DAY_MS, NOW_MS);
  const all = await learner.entities();
  expect(all.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
    'miner a1',
    'fleet fleet',
    'site home',
    'coin BTC',
  ]);
  const news = new News();
  await learner.followFeatures({ kind: 'fleet', id: 'fleet' }, news.listen);
  expect(standing(await news.next(), 'fleet_hashrate_th_s').value).toBeCloseTo(1.2, 5);
  await learner.followFeatures({ kind: 'site', id: 'home' }, news.listen);
  expect(standing(await news.next(), 'power_price_now').value).toBe(0.25);
});

test('a miner that never answered is empty, and following it can be stopped', async () => {
  const news = new News();
  await learner.followFeatures(KITCHEN, news.listen);
  expect(await news.next()).toMatchObject({ isEmpty: true });
  await learner.stopFeatures();
  const heard = news.all.length;
  nowMs += MINUTE_MS;
  passMinute();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(news.all).toHaveLength(heard);
});

test('a newer version that takes the store ends it, with the reason', async () => {
  const news = new News();
  await learner.followFeatures(KITCHEN, news.listen);
  await news.next();
  supersede(new StoreError('newer-version', 'another tab'));
  await expect(news.next()).rejects.toThrow('another tab');
  expect(news.all.at(-1)).toMatchObject({ problem: { kind: 'newer-version' } });
});

test('a store that an older tab blocks is told as such', async () => {
  opening = new StoreError('blocked', 'an older tab');
  expect(await learner.start({ fleet: 'real' })).toEqual({ kind: 'blocked', detail: 'an older tab' });
  await expect(learner.entities()).rejects.toMatchObject({ failure: true, kind: 'store' });
});
