import { expect, test } from 'vitest';
import { REGISTRY } from '../../features/catalogue.ts';
import type { FeatureStanding } from '../../workers/learner-api.ts';
import { missingWords } from './missing-words.ts';

const list = {
  features: REGISTRY.definitions.map(({ evaluator: _, ...words }) => words),
  told: {},
};
const known = (name: string): FeatureStanding => ({ name, value: 1, flags: [], rows: 9, missing: 0 });

/** Why one is missing of a miner of which some features are known and some inputs nobody tells. */
function why(name: string, untold: readonly string[], haveValues: readonly string[] = []): string {
  const feature = list.features.find((each) => each.name === name);
  if (!feature) throw new Error(`no ${name}`);
  const standings = new Map(haveValues.map((each) => [each, known(each)]));
  return missingWords(feature, { list, standings, untold: new Set(untold) }).replaceAll('\u00a0', ' ');
}

test('a plug is not asked for where the device tells its power', () => {
  expect(why('power_efficiency_trend', ['wallPowerW'])).toBe(
    'It looks back over 7 d: not enough was heard in that time.',
  );
  expect(why('power_efficiency_trend', ['wallPowerW', 'powerW'])).toMatch(
    /^Not told: power at the wall \(assign a plug to it\) or Power \(this device does not tell it\)\.$/,
  );
});

test('only the air is wanting where the hottest chip stands in for the mean', () => {
  expect(why('chip_above_air_k', ['tempChipAvgC', 'tempInletC', 'roomTempC'])).not.toContain('ASIC');
});

test('alternatives stay apart from what is wanting besides', () => {
  expect(why('thermal_resistance_wall', ['tempInletC', 'roomTempC', 'wallPowerW'])).toMatch(
    /Inlet temperature .* or the air of its room .*; power at the wall /,
  );
});

test('what has a value is no cause: of a margin the worth of work is wanting, not the power', () => {
  const untold = ['wallPowerW', 'hashprice_usd_ph_day', 'merge_mining_bonus_percent'];
  const have = ['power_cost_usd_24h', 'effective_hashrate_th_s'];
  expect(why('actual_profit_margin_percent', untold, have)).toMatch(
    /^Not told: “Hashprice” of the coin it works for \(choose that above to see why\)\.$/,
  );
});

test('that nothing happened is not told as too little heard', () => {
  expect(why('recovery_time_minutes', [])).toBe(
    'As it is worked out: missing without a restart, and until it is back.',
  );
  expect(why('hashrate_variance_1min', [])).toContain('missing with fewer than two polls');
});

test('one that waits for another says for which, and why that waits', () => {
  expect(why('reported_vs_effective_ratio', [])).toMatch(
    /^It needs “.*Effective hashrate”, which is missing\. It looks/,
  );
});

test('nine places among machines are one thing that is wanting', () => {
  const deciles = [10, 20, 30, 40, 50, 60, 70, 80, 90].map((decile) => `marketJThP${decile}`);
  const name = list.features.find(({ inputs }) =>
    inputs.some((each) => 'name' in each && each.name === 'marketJThP10'),
  );
  expect(why(name?.name ?? '', deciles, ['efficiency_j_th'])).toBe(
    'Not told: how many J/TH machines of its algorithm need (too few are in the hardware catalogue).',
  );
});
