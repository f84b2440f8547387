import { expect, test } from 'vitest';
import { REGISTRY } from '../../features/catalogue.ts';
import { type FeatureDefinition, STEP_MS } from '../../features/definition.ts';
import { inputName, neededInputs } from './spare-inputs.ts';

/** So that nothing is outside of what can be, and a chip is warmer than its air. */
const LIKELY: Readonly<Record<string, number>> = {
  hashrateHs: 1e12,
  ratedHashrateHs: 1e12,
  tempChipAvgC: 55,
  tempChipMaxC: 60,
  tempInletC: 20,
  roomTempC: 20,
  maxChipC: 80,
  poolFeeShare: 0.01,
  pollMs: 10_000,
  state: 400,
  uptimeS: 3_600,
};

/** The last value where all is told but some. */
function valueWithout(definition: FeatureDefinition, without: readonly string[]): number {
  const stepMs = STEP_MS[definition.step];
  const rows = Math.ceil(definition.windowMs / stepMs) + 2;
  const inputs = definition.inputs.map((input) => {
    const name = inputName(input);
    const likely = without.includes(name) ? Number.NaN : (LIKELY[name] ?? 1);
    const isEvent = input.from === 'series' && (input.stat === 'share' || input.stat === 'resets');
    // Something happens in the last row but one: a restart, an outage.
    const event = (i: number) =>
      Number((i === rows - 2) === (input.from === 'series' && input.stat === 'resets'));
    const isTold = !Number.isNaN(likely);
    return Float64Array.from({ length: rows }, (_, i) =>
      isEvent && isTold ? event(i) : likely * (1 + 0.001 * Math.sin(i)),
    );
  });
  const out = new Float64Array(rows);
  definition.evaluator({ stepMs, offsetMinutes: () => 0 })(inputs, out, rows, Date.UTC(2026, 0, 1));
  return out.at(-1) ?? Number.NaN;
}

test('what a feature is said to do without, it does without; and without what it is said to need it has no value', () => {
  const spared: string[] = [];
  const wrong: string[] = [];
  for (const definition of REGISTRY.definitions) {
    const { evaluator: _, ...words } = definition;
    const names = new Set(words.inputs.map(inputName));
    const needed = neededInputs(words);
    const kept = needed.map(([first]) => first);
    const spare = [...names].filter((name) => !kept.includes(name));
    if (spare.length === 0 || Number.isNaN(valueWithout(definition, []))) continue;
    // The boards are compared with each other: two of them at least.
    if (spare.includes('board2Hs')) continue;
    if (Number.isNaN(valueWithout(definition, spare))) wrong.push(`${definition.name} needs one of ${spare}`);
    for (const group of needed)
      if (!Number.isNaN(valueWithout(definition, group)))
        wrong.push(`${definition.name} does without ${group}`);
    spared.push(definition.name);
  }
  expect(wrong).toEqual([]);
  expect(spared).toEqual(
    expect.arrayContaining([
      'power_efficiency_trend',
      'chip_above_air_k',
      'earnings_usd_24h',
      'power_cost_usd_24h',
    ]),
  );
});
