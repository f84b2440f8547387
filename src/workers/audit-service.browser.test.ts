import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { minerAtPool } from '../../tests/support/miner-at-pool.ts';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import type { PoolAccount, PoolReward } from '../domain/pool-account.ts';
import { answerKey } from '../domain/sourced.ts';
import { bestFigures } from '../domain/sources-view.ts';
import { Random } from '../numerics/random.ts';
import { type EntityStore, openEntities } from '../store/entity-store.ts';
import { openTelemetry, type TelemetryStore } from '../store/telemetry-store.ts';
import { poolAudits } from './audit-service.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const NOW_MS = Date.UTC(2026, 10, 21, 9);
const TODAY_MS = Date.UTC(2026, 10, 21);
const DAYS = 28;
const RETARGET_MS = TODAY_MS - 9 * DAY_MS;
const DIFFICULTY = { before: 1.5e14, after: 1.6e14 };
const SHARE_DIFFICULTY = 65_536;
const SHARES_A_MINUTE = 20;
const FEES = 0.03;

let name = '';
let telemetry: TelemetryStore;
let entities: EntityStore;

beforeEach(async () => {
  name = crypto.randomUUID();
  telemetry = await openTelemetry(`${name}-telemetry`);
  entities = await openEntities(`${name}-entities`);
});
afterEach(() => {
  telemetry.close();
  entities.close();
  indexedDB.deleteDatabase(`${name}-telemetry`);
  indexedDB.deleteDatabase(`${name}-entities`);
});

/** Two miners' minutes as the collector stores them; each is restarted once, and one is not seen for a night. */
async function mine(): Promise<readonly number[]> {
  const random = new Random(5);
  const sharesByDay = new Array<number>(DAYS).fill(0);
  for (const id of ['one', 'two']) {
    let counter = 0;
    for (let day = 0; day < DAYS; day++) {
      const rows = [];
      for (let minute = 0; minute < 1440; minute++) {
        const atMs = TODAY_MS + (day - DAYS) * DAY_MS + minute * MINUTE_MS;
        const found = random.poisson(SHARES_A_MINUTE);
        if (day === 11 && minute === 700) counter = 0;
        counter += found;
        sharesByDay[day] = (sharesByDay[day] ?? 0) + found;
        if (id === 'two' && day === 4 && minute < 400) continue;
        rows.push(
          rowAt(id, atMs, {
            hashrateHs: 9.4e13 * (1 + 0.02 * random.normal()),
            poolDifficulty: SHARE_DIFFICULTY,
            sharesAccepted: counter,
            uptimeS: minute * 60,
          }),
        );
      }
      await telemetry.append(rows);
    }
    await telemetry.compact(NOW_MS);
  }
  return sharesByDay;
}

const miner = (id: string) => minerAtPool(id, NOW_MS, { url: 'stratum+tcp://btc.viabtc.io:3333' });

/** What ViaBTC would list of these days, paying this part of what it owes by FPPS at 4 %. */
function rewards(sharesByDay: readonly number[], part: number): readonly PoolReward[] {
  return sharesByDay.map((shares, day) => {
    const atMs = TODAY_MS + (day - DAYS) * DAY_MS;
    const difficulty = atMs < RETARGET_MS ? DIFFICULTY.before : DIFFICULTY.after;
    const owed = ((shares * SHARE_DIFFICULTY) / difficulty) * (3.125 + FEES) * 0.96;
    return { atMs, of: 'day', coin: 'BTC', amount: owed * part };
  });
}

async function told(sharesByDay: readonly number[], part: number): Promise<void> {
  const account: PoolAccount = {
    atMs: NOW_MS,
    hashrates: [],
    coins: [],
    workers: [],
    payouts: [],
    rewards: rewards(sharesByDay, part),
  };
  const network = { coin: 'BTC', atMs: NOW_MS, difficulty: DIFFICULTY.after, height: 925_000 };
  for (const [quantity, provider, value] of [
    ['account:viabtc:rewards', 'viabtc', account],
    ['network:BTC', 'mempool', network],
  ] as const)
    await entities.sources.putAnswer({
      key: answerKey(quantity, provider),
      quantity,
      provider,
      heard: { value, provider, atMs: NOW_MS, receivedAtMs: NOW_MS },
      askedAtMs: NOW_MS,
      failures: 0,
      nextAtMs: NOW_MS,
    });
  await telemetry.outside.add('difficulty:BTC', [
    { atMs: RETARGET_MS - 14 * DAY_MS, value: DIFFICULTY.before },
    { atMs: RETARGET_MS - 28 * DAY_MS, value: DIFFICULTY.before },
    { atMs: RETARGET_MS, value: DIFFICULTY.after },
  ]);
  await telemetry.outside.add(
    'fees:BTC',
    Array.from({ length: DAYS }, (_, i) => ({ atMs: TODAY_MS - (i + 1) * DAY_MS, value: FEES })),
  );
}

async function audited() {
  const settings = await entities.settings();
  const answers = await entities.sources.answers();
  const figures = bestFigures(answers, () => []);
  return poolAudits({
    nowMs: () => NOW_MS,
    view: () => ({ miners: [miner('one'), miner('two')], settings }),
    figures: async () => figures,
    telemetry,
    entities,
    past: (series, fromMs, toMs) => telemetry.outside.read(series, fromMs, toMs),
  });
}

describe('the audit of a pool, from stored shares to the verdict', () => {
  test('waits for the owner’s word on the way of pay, then finds four weeks paid as owed', async () => {
    await told(await mine(), 1);
    expect(await audited()).toMatchObject([{ provider: 'viabtc', missing: 'terms' }]);
    await entities.saveSettings({
      poolTerms: [{ provider: 'viabtc', coin: 'BTC', scheme: 'FPPS', poolFee: 0.04 }],
    });
    const began = performance.now();
    const [report] = await audited();
    console.info(`two miners' four weeks were audited in ${Math.round(performance.now() - began)} ms`);
    expect(report).toMatchObject({
      fromMs: TODAY_MS - DAYS * DAY_MS,
      toMs: TODAY_MS,
      audit: { verdict: { kind: 'paid-as-owed' } },
    });
    expect(report?.recorded).toBeGreaterThan(0.98);
    // A restart hides the shares of its minute, and the first minute those of before it.
    expect(report?.audit?.paidFraction).toBeCloseTo(1, 2);
    expect(report?.audit?.interval?.low).toBeLessThan(1);
    expect(report?.audit?.interval?.high).toBeGreaterThan(1);
  });

  test('finds that a tenth is missing, with the sum and the odds', async () => {
    await told(await mine(), 0.9);
    await entities.saveSettings({
      poolTerms: [{ provider: 'viabtc', coin: 'BTC', scheme: 'FPPS', poolFee: 0.04 }],
    });
    const [report] = await audited();
    const verdict = report?.audit?.verdict;
    expect(verdict).toMatchObject({ kind: 'less-than-owed' });
    expect(verdict?.kind === 'less-than-owed' && verdict.missingFraction).toBeCloseTo(0.1, 2);
    // And of other terms it is no accusation: at 13.6 % it paid what it owes.
    await entities.saveSettings({
      poolTerms: [{ provider: 'viabtc', coin: 'BTC', scheme: 'FPPS', poolFee: 0.136 }],
    });
    expect((await audited())[0]?.audit?.verdict.kind).toBe('paid-as-owed');
  });
});
