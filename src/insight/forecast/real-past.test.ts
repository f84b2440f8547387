import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ForecastQuantity, ForecastTarget } from '../../domain/forecast.ts';
import { type ContestOutcome, holdContest } from './contest.ts';
import { ownCompetitors } from './own-competitors.ts';
import type { TargetData } from './target-data.ts';

const DATA = '../shared/data';
const DAY_MS = 86_400_000;

function cells(file: string): readonly (readonly string[])[] {
  const text = gunzipSync(readFileSync(`${DATA}/${file}`)).toString('utf8');
  const [, ...rows] = text.trim().split('\n');
  return rows.map((row) => row.split(','));
}

function dataOf(
  quantity: ForecastQuantity,
  step: 'hour' | 'day',
  horizon: number,
  values: Float64Array,
): TargetData {
  const season = quantity === 'power-price' ? 24 : 1;
  const subject = { kind: 'coin', id: 'x' } as const;
  const target: ForecastTarget = { id: quantity, quantity, subject, step, horizon, season, unit: '' };
  const exact = new Float64Array(horizon).fill(Number.NaN);
  const stepMs = step === 'hour' ? DAY_MS / 24 : DAY_MS;
  return { target, startMs: 0, stepMs, values, covariates: [], ahead: [], exact, exactBy: 'published' };
}

function held(data: TargetData, terms = {}): ContestOutcome {
  const contest = holdContest(data, { competitors: ownCompetitors(data), heldAtMs: 0, terms });
  for (;;) {
    const step = contest.next();
    if (step.done) return step.value;
  }
}

/** Bitcoin by the day from July 2018, twenty months. */
function bitcoinDays() {
  const days = cells('coins-daily/btc.csv.gz').filter(
    ([date = '']) => date >= '2018-07-01' && date < '2020-03-01',
  );
  const column = (at: number) => Float64Array.from(days, (row) => Number(row[at] || Number.NaN));
  return { price: column(1), difficulty: column(2), ratesThs: column(3) };
}

function expectHonest({ contest }: ContestOutcome): void {
  for (const { entries, speaker } of contest.bands) {
    const rule = entries.find(({ verdict }) => verdict === 'is-rule');
    const spoken = entries.find((entry) => entry.speaker.name === speaker.name);
    expect(spoken?.scores.mase).toBeLessThanOrEqual(rule?.scores.mase ?? 0);
    expect(spoken?.scores.coverage80).toBeGreaterThan(0.7);
    expect(spoken?.scores.coverage80).toBeLessThan(0.9);
    expect(spoken?.scores.coverage95).toBeGreaterThan(0.88);
  }
}

describe.skipIf(!existsSync(DATA))('on recorded series', () => {
  it('the price of Bitcoin is as now, and its difficulty what the chain makes of it', () => {
    const { price, difficulty, ratesThs } = bitcoinDays();
    const priced = held(dataOf('price', 'day', 7, price));
    expectHonest(priced);
    expect(priced.seats.map(({ speaker }) => speaker.name)).toEqual([
      'persistence',
      'persistence',
      'persistence',
    ]);
    const chain = {
      price,
      difficulty,
      subsidy: new Float64Array(price.length + 7).fill(12.5),
      feesPerBlock: new Float64Array(price.length),
      hashesPerDifficulty: 2 ** 32,
      networkHashrateHs: ratesThs.map((rate) => rate * 1e12),
      blockTimeS: 600,
      poolFee: 0,
      epoch: { startedAtMs: 0, blocks: 0, difficulty: 1, atMs: 0 },
    };
    const hard = held({ ...dataOf('difficulty', 'day', 7, difficulty), chain });
    expectHonest(hard);
    expect(hard.seats.at(-1)?.speaker.name).toBe('known retarget');
  }, 60_000);

  it('the price of power of the next six hours is foreseen better than by a rule, and that saves money', () => {
    const hours = cells('electricity/se3_dayahead_hourly.csv.gz').slice(9_000, 9_000 + 4_320);
    const values = Float64Array.from(hours, ([, price]) => Number(price || Number.NaN));
    const outcome = held(dataOf('power-price', 'hour', 48, values), { shiftableW: 3_000 });
    expectHonest(outcome);
    const [, soon] = outcome.contest.bands;
    expect(soon?.speaker.kind).not.toBe('rule');
    expect(soon?.entries.find(({ verdict }) => verdict === 'speaks')?.gainPerDay?.low80).toBeGreaterThan(0);
  }, 60_000);
});

if (!existsSync(DATA)) console.log(`${DATA} is not here: contests are not tried on recorded series`);
