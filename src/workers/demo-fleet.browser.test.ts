import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { aModel } from '../../tests/support/a-model.ts';
import { learntIn } from '../../tests/support/learnt-in.ts';
import { detect } from '../devices/detect.ts';
import type { Contest } from '../domain/forecast.ts';
import { SERIES } from '../domain/series.ts';
import { telemetryRow } from '../domain/telemetry-row.ts';
import { openEntities } from '../store/entity-store.ts';
import { openTelemetry } from '../store/telemetry-store.ts';
import { openDemoFleet } from './demo-fleet.ts';
import { layDownMarket } from './demo-market.ts';
import { endFleet, type OpenFleet, runFleet } from './running-fleet.ts';

const NAMES = SERIES.map(({ name }) => name);
const HOUR_MS = 3_600_000;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function demo(nowMs: number, name: string = crypto.randomUUID()) {
  const [telemetry, entities] = [await openTelemetry(`${name}-t`), await openEntities(`${name}-e`)];
  const withLearnt = learntIn(`${name}-m`);
  const fleet = openDemoFleet({ telemetry, entities, withLearnt, nowMs: () => nowMs });
  closing.push(() => {
    fleet.close();
    indexedDB.deleteDatabase(`${name}-t`);
    indexedDB.deleteDatabase(`${name}-e`);
    indexedDB.deleteDatabase(`${name}-m`);
  });
  const heard: number[] = [];
  const shown: number[] = [];
  await fleet.prepare?.({
    show: (miners) => shown.push(miners.length),
    progress: (done) => heard.push(done),
    forgetPast: () => {},
  });
  return { fleet, telemetry, entities, withLearnt, heard, shown };
}

test('the demo is there before its past is, tells the last day first, and then how far the month is', async () => {
  const nowMs = Date.UTC(2026, 10, 21, 12);
  const { telemetry, entities, heard, shown } = await demo(nowMs);
  // Nobody takes the past for all there is before any of it is laid down.
  expect([shown, heard]).toEqual([[6], [0]]);
  const [miner] = await entities.miners();
  const rowsSince = async (hours: number) => {
    const range = { fromMs: nowMs - hours * HOUR_MS, toMs: nowMs, names: ['hashrateHs'] as const };
    return (await telemetry.buckets({ entityId: miner?.id ?? '', tier: 'minute', ...range })).atMs.length;
  };
  await vi.waitFor(() => expect(heard.length).toBeGreaterThan(2), { timeout: 20_000, interval: 20 });
  expect(await rowsSince(24)).toBeGreaterThan(24 * 60 - 5);
  expect(heard).toEqual([...heard].sort((a, b) => a - b));
  // A piece is small enough that nothing waits long for the store.
  expect(heard[1]).toBeLessThan(0.05);
});

test('what is laid down of a miner’s past is told in the same series as what it answers from then on', async () => {
  const nowMs = Date.UTC(2026, 10, 21, 12);
  const { fleet, telemetry, entities } = await demo(nowMs);
  for (const { id, name, address } of await entities.miners()) {
    const transport = fleet.transportTo(address);
    const { adapter } = await detect(transport, { nowMs: () => nowMs });
    const { reading } = await adapter.read(transport, { nowMs: () => nowMs });
    const { values } = telemetryRow(id, reading);
    const live = NAMES.filter((_, place) => !Number.isNaN(values[place]));
    const range = { fromMs: nowMs - HOUR_MS, toMs: nowMs, names: NAMES };
    const past = await telemetry.buckets({ entityId: id, tier: 'minute', ...range });
    expect.soft([name, NAMES.filter((each) => past.series[each])]).toEqual([name, live]);
  }
});

test('the market behind the demo lies in its own store, and ends at each visit where its settings are', async () => {
  const hourMs = Date.UTC(2026, 10, 21, 12);
  const nowMs = hourMs + 17 * 60_000;
  const { telemetry, entities } = await demo(nowMs);
  const { outside } = telemetry;
  const { sources } = entities;
  const heardOf = async () => (await sources.answers()).map(({ quantity }) => quantity).sort();
  await vi.waitFor(
    async () => expect(await heardOf()).toEqual(['network:BTC', 'prices:EUR', 'retarget:BTC', 'rewards:BTC']),
    { timeout: 20_000, interval: 50 },
  );
  const { atMs, values } = await outside.read('price:BTC:EUR', 0, Number.POSITIVE_INFINITY);
  expect([atMs.at(-1), values.at(-1)]).toEqual([hourMs, 88_000]);
  const { values: temps } = await outside.read('weather:temp', hourMs - 180 * 24 * HOUR_MS, hourMs);
  expect(temps).toHaveLength(180 * 24);

  const signal = new AbortController().signal;
  const later = { nowMs: nowMs + HOUR_MS, seed: 20, currency: 'USD', btcPrice: 90_000, signal };
  await layDownMarket({ outside, sources, ...later });
  expect((await outside.keys()).filter(([series]) => series === 'price:BTC:EUR')).toEqual([]);
  const dollars = await outside.read('price:BTC:USD', 0, Number.POSITIVE_INFINITY);
  expect([dollars.atMs.at(-1), dollars.values.at(-1)]).toEqual([hourMs + HOUR_MS, 90_000]);
});

test('what was learnt from the market of an earlier visit is forgotten with it, but not how quick the device is', async () => {
  const nowMs = Date.UTC(2026, 10, 21, 12);
  const name = crypto.randomUUID();
  const { fleet, withLearnt } = await demo(nowMs, name);
  const targetId = 'price:BTC:day';
  await withLearnt(async (models) => {
    await models.add(aModel(), new Uint8Array(9));
    await models.keep({ targetId, madeAtMs: nowMs, steps: [] });
    await models.putContest({ targetId } as Contest, {});
    const training = { id: 't', targetId, queuedAtMs: nowMs, wish: 'run', isOver: false } as const;
    await models.trainings.add({ ...training, ask: {}, view: {} });
    await models.trainings.keepCheckpoint('t', 'state', { phase: 'search' });
    await models.putTrial('a net', { quickest: 'wasm' });
  });
  fleet.close();
  await demo(nowMs + HOUR_MS, name);
  await withLearnt(async (models) => {
    expect(await models.report()).toEqual({ models: 0, forecasts: 0, trainings: 0, bytes: 0 });
    expect(await models.trial('a net')).toEqual({ quickest: 'wasm' });
  });
});

test('who comes back to the demo after a while finds no miner restarted', async () => {
  const name = crypto.randomUUID();
  onTestFinished(() => {
    indexedDB.deleteDatabase(`${name}-t`);
    indexedDB.deleteDatabase(`${name}-e`);
    indexedDB.deleteDatabase(`${name}-m`);
  });
  const visit = async (laterMs: number) => {
    const [telemetry, entities] = [await openTelemetry(`${name}-t`), await openEntities(`${name}-e`)];
    const nowMs = () => Date.now() + laterMs;
    const ports = { nowMs, random: () => 0, locks: undefined, limitsOf: async () => ({}), removed: () => {} };
    const demo = openDemoFleet({ telemetry, entities, withLearnt: learntIn(`${name}-m`), nowMs });
    let askedAtMs = Number.POSITIVE_INFINITY;
    const transportTo: OpenFleet['transportTo'] = (address) => {
      askedAtMs = Math.min(askedAtMs, nowMs());
      return demo.transportTo(address);
    };
    const running = await runFleet({ ...demo, transportTo }, 'demo', ports);
    const answered = () =>
      running.collector.view().miners.filter(({ answeredAtMs = 0 }) => answeredAtMs >= askedAtMs);
    await vi.waitFor(() => expect(answered()).toHaveLength(6), { timeout: 20_000, interval: 50 });
    await running.collector.stop();
    const events = await entities.eventsBetween(0, nowMs() + HOUR_MS);
    // As if the visit had lasted ten minutes.
    const lasts = await entities.snapshots();
    const later = ({ uptimeS = 0 }) => uptimeS + 600;
    await entities.putSnapshots(
      lasts.map((last) => ({ ...last, reading: { ...last.reading, uptimeS: later(last.reading) } })),
    );
    await endFleet(running);
    return events.map(({ minerId, kind }) => [minerId, kind]).filter(([, kind]) => kind === 'restarted');
  };
  expect(await visit(0)).toEqual([]);
  expect(await visit(HOUR_MS)).toEqual([]);
});
