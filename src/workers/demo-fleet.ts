import { detect } from '../devices/detect.ts';
import { DeviceError, type DeviceTransport } from '../devices/transport.ts';
import { type DeviceAddress, formatAddress, type Miner, minerId } from '../domain/miner.ts';
import type { Settings } from '../domain/settings.ts';
import type { Snapshot } from '../store/entity-schema.ts';
import type { FleetStores } from '../store/storage-report.ts';
import { answerHttp, answerRpc } from '../twin/answers/answers.ts';
import { AnswerLost } from '../twin/answers/taken.ts';
import { demoFleet } from '../twin/fleets.ts';
import type { MinerTwin } from '../twin/miner-twin.ts';
import { addressOf, layDownPast, pastOf, seamOf, WHOLE_PAST_MS } from './demo-past.ts';
import type { OpenFleet } from './running-fleet.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How much of the past the live twins know: enough to tell a silent miner from a lucky pause. */
const LIVE_PAST_MS = 2 * HOUR_MS;
/** The failing miner fell silent this long before the newcomer came. */
const SILENT_FOR_MS = 14 * MINUTE_MS;
const SEED = 20;

const DEMO_BTC_PRICE = 88_000;

/** Market and tariff of the demo: plausible, fixed, and always shown as the demo's own. */
export const DEMO_SETTINGS: Pick<Settings, 'market' | 'tariff' | 'tariffIsExample' | 'currency'> = {
  currency: 'EUR',
  market: { hashpricePerPhPerDay: 46, btcPrice: DEMO_BTC_PRICE, poolFee: 0.01 },
  tariff: {
    kind: 'time-of-use',
    basePerKwh: 0.08,
    periods: [{ fromMinute: 17 * 60, toMinute: 20 * 60, pricePerKwh: 0.34 }],
  },
  tariffIsExample: true,
};

export interface DemoPorts extends FleetStores {
  readonly nowMs: () => number;
}

/**
 * The demo's miners, running in this worker: six twins that answer in their devices' own protocols. `prepare` lays down
 * the miners and their last hours, and goes on with the month before behind the first screen.
 */
export function openDemoFleet({ telemetry, entities, withLearnt, nowMs }: DemoPorts): OpenFleet {
  const startedMs = nowMs();
  const twins = demoFleet({
    seed: SEED,
    startMs: startedMs - LIVE_PAST_MS,
    storyFromMs: startedMs - WHOLE_PAST_MS,
    flatlineAtMs: startedMs - SILENT_FOR_MS,
  });
  const seams = twins.map(seamOf);
  const byAddress = new Map(twins.map((twin) => [formatAddress(addressOf(twin)), twin]));
  const stopped = new AbortController();

  const transportTo = (address: DeviceAddress): DeviceTransport => {
    const twin = byAddress.get(formatAddress(address));
    if (!twin) return nobody(address);
    return twinTransport(twin, nowMs);
  };

  return {
    telemetry,
    entities,
    withLearnt,
    transportTo,
    async rehearsed({ address, identity }, task) {
      const twin = byAddress.get(formatAddress(address));
      if (!twin) return undefined;
      const { rehearsed } = await import('./demo-rehearsal.ts');
      return rehearsed(twin, identity.family, task, nowMs(), (copy) =>
        twinTransport(copy, () => copy.state.atMs),
      );
    },
    // The demo needs no helper, and cannot be paired with one.
    checkProxy: async () => ({ proxy: 'ok' }),
    pair: async () => ({ proxy: 'ok' }),
    async prepare({ forgetPast, show, progress: onProgress }) {
      // From the first view on: whoever judges what is stored waits for all of it.
      onProgress(0);
      const rows = pastOf(twins, startedMs);
      const all = await Promise.all(
        twins.map((twin) => enrolled(twin, transportTo, startedMs - WHOLE_PAST_MS)),
      );
      const known = new Set((await entities.miners()).map((miner) => miner.id));
      const first = known.size === 0;
      if (first) {
        show(
          all.map(({ miner }) => miner),
          all.map(({ snapshot }) => snapshot),
        );
        await entities.saveSettings(DEMO_SETTINGS);
        await entities.putMiners(all.map(({ miner }) => miner));
      }
      // The twins live their past anew at each visit: what an earlier one left would contradict them, and one that then
      // had been up for longer would seem to restart, and models would have learnt from another market. The visitor's own names
      // and removals stay as they were.
      if (!first) {
        forgetPast(all.map(({ snapshot }) => snapshot));
        await entities.clearHistory();
        await withLearnt((models) => models.clear());
        for (const { miner } of all) await telemetry.remove(miner.id);
      }
      const present = all.filter(({ miner }) => first || known.has(miner.id));
      await entities.putSnapshots(present.map(({ snapshot }) => snapshot));
      await telemetry.append(rows);
      layDownPast({
        telemetry,
        nowMs,
        startedMs,
        seed: SEED,
        seams,
        signal: stopped.signal,
        afterFirstDay: () => layDownDemoMarket({ telemetry, entities }, startedMs, stopped.signal),
        onProgress,
      }).catch((error: unknown) => {
        // Leaving the demo closes its store under the work.
        if (!stopped.signal.aborted) throw error;
      });
    },
    close() {
      stopped.abort();
      telemetry.close();
      entities.close();
    },
  };
}

/** The market that the demo's settings end; the visitor may have typed another price meanwhile, or chosen another currency. */
async function layDownDemoMarket(
  { telemetry, entities }: Pick<DemoPorts, 'telemetry' | 'entities'>,
  nowMs: number,
  signal: AbortSignal,
): Promise<(atMs: number) => number> {
  const [{ layDownMarket }, { market, currency }] = await Promise.all([
    import('./demo-market.ts'),
    entities.settings(),
  ]);
  const btcPrice = market.btcPrice ?? DEMO_BTC_PRICE;
  const { outside } = telemetry;
  const { sources } = entities;
  return layDownMarket({ outside, sources, nowMs, seed: SEED, currency, btcPrice, signal });
}

/** Answers as the device would over its own protocol, so that the demo runs through the same adapters as real miners. */
function twinTransport(twin: MinerTwin, nowMs: () => number): DeviceTransport {
  const wake = () => {
    twin.advanceTo(nowMs());
    if (!twin.reachable) throw new DeviceError('unreachable', `${twin.name} does not answer`);
  };
  return {
    async http({ method = 'GET', path, body }) {
      wake();
      const answer = orTimeout(twin, () => answerHttp(twin, method, path, { body }));
      if (!answer) throw new DeviceError('unreachable', `${twin.name} has no web server`);
      return { status: answer.status, headers: answer.headers, text: answer.body };
    },
    async rpc(command, { parameter } = {}) {
      wake();
      const answer = orTimeout(twin, () => answerRpc(twin, command, parameter));
      if (answer === undefined) throw new DeviceError('unreachable', `${twin.name} does not speak cgminer`);
      return answer;
    },
    message() {
      return Promise.reject(new DeviceError('unreachable', `${twin.name} does not speak WhatsMiner's API`));
    },
  };
}

/** An answer that is lost is waited for in vain. */
function orTimeout<T>(twin: MinerTwin, answer: () => T): T {
  try {
    return answer();
  } catch (cause) {
    if (!(cause instanceof AnswerLost)) throw cause;
    throw new DeviceError('timeout', `${twin.name} did not answer`, { cause });
  }
}

function nobody({ host }: DeviceAddress): DeviceTransport {
  const refuse = () => Promise.reject(new DeviceError('unreachable', `${host} is not part of the demo`));
  return { http: refuse, rpc: refuse, message: refuse };
}

async function enrolled(
  twin: MinerTwin,
  transportTo: (address: DeviceAddress) => DeviceTransport,
  addedAtMs: number,
): Promise<{ readonly miner: Miner; readonly snapshot: Snapshot }> {
  const address = addressOf(twin);
  const transport = transportTo(address);
  const nowMs = () => twin.state.atMs;
  const { adapter } = await detect(transport, { nowMs });
  const { identity, reading } = await adapter.read(transport, { nowMs });
  const id = minerId(identity, address);
  return {
    miner: { id, identity, address, name: twin.name, addedAtMs },
    snapshot: { minerId: id, answeredAtMs: reading.atMs, identity, reading },
  };
}
