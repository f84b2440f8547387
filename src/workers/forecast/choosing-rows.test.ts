import { expect, test } from 'vitest';
import type { ForecastTarget } from '../../domain/forecast.ts';
import { choosingRows } from '../../insight/forecast/replay-origins.ts';
import type { TargetData } from '../../insight/forecast/target-data.ts';
import { Random } from '../../numerics/random.ts';
import { TrainingRun } from './training-run.ts';
import { FIRST_STATE, type TrainingState } from './training-state.ts';
import { WorkSlices } from './work-slices.ts';

const ROWS = 500;
const DAY_MS = 86_400_000;
const TARGET: ForecastTarget = {
  id: 'power:a1:day',
  quantity: 'power',
  subject: { kind: 'miner', id: 'a1' },
  step: 'day',
  horizon: 7,
  season: 7,
  unit: 'W',
};
/** How far ahead features are asked about. */
const AHEAD = 2;
const JUDGED = choosingRows(TARGET, ROWS);

/**
 * Power that one feature foretells in the part of the past by which may be chosen. The other part is drawn anew by its seed, and
 * another feature foretells it or does not.
 */
function pastOf({ isForetold, seed }: { readonly isForetold: boolean; readonly seed: number }): TargetData {
  const [early, newest, noise] = [new Random(5), new Random(seed), new Random(7)];
  const values = Float64Array.from(
    { length: ROWS },
    (_, row) => 100 + 10 * (row < JUDGED ? early : newest).normal(),
  );
  const change = (row: number) => (values[row + AHEAD] ?? Number.NaN) - (values[row] ?? Number.NaN);
  const told = values.map((_, row) => (row + AHEAD < JUDGED ? change(row) + 5 * noise.normal() : 0));
  const toldLate = values.map((_, row) => (row < JUDGED || !isForetold ? noise.normal() : change(row)));
  return {
    target: TARGET,
    startMs: 0,
    stepMs: DAY_MS,
    values,
    covariates: [
      { name: 'told', version: 1, values: told },
      { name: 'told late', version: 1, values: toldLate },
    ],
    ahead: [],
    exact: new Float64Array(TARGET.horizon).fill(Number.NaN),
    exactBy: 'published',
  };
}

class EnoughChosen extends Error {}

/** What a training has chosen when it begins to train. */
async function chosenFrom(data: TargetData): Promise<Pick<TrainingState, 'features' | 'chosen' | 'tried'>> {
  let state = FIRST_STATE;
  const run = new TrainingRun({
    data,
    state,
    ask: { targetId: TARGET.id, kinds: ['random-forest'], budgetS: 60, seed: 3 },
    slices: new WorkSlices({
      clockMs: () => 0,
      rest: async () => {},
      gate: async () => {},
      pauseAfter: () => 0,
    }),
    terms: { shiftableW: 0 },
    backend: 'wasm-simd',
    devices: { fit: async () => undefined },
    nowMs: () => 0,
    idOf: (kind) => `${TARGET.id}/${kind}/1`,
    async save(next) {
      state = next;
      if (state.phase === 'training') throw new EnoughChosen();
    },
    show: () => {},
  });
  await expect(run.run()).rejects.toBeInstanceOf(EnoughChosen);
  const { features, chosen, tried } = state;
  return { features, chosen, tried };
}

test('features and parameters are chosen without a look at the part of the past by which the contest judges', async () => {
  const chosen = await chosenFrom(pastOf({ isForetold: true, seed: 11 }));
  expect(chosen.features).toEqual(['told']);
  expect(chosen.tried.length).toBeGreaterThan(3);
  expect(await chosenFrom(pastOf({ isForetold: false, seed: 12 }))).toEqual(chosen);
});
