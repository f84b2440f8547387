import type { FeatureWords } from '../../workers/learner-api.ts';

/** Of each, one alone will do for a feature that reads them beside each other. */
const EITHER: readonly (readonly string[])[] = [
  ['wallPowerW', 'powerW'],
  ['tempChipAvgC', 'tempChipMaxC'],
  ['tempInletC', 'roomTempC'],
  ['voltageCoreSetV', 'voltageCoreV'],
  ['state', 'hashrateHs'],
  ['state', 'uptimeS'],
  ['board1Hs', 'board2Hs', 'board3Hs', 'board4Hs'],
  ['largestPoolShare', 'largestBoardShare', 'largestCircuitShare'],
];
/** What is told of it counts; the feature does without. */
const DISPENSABLE: ReadonlySet<string> = new Set([
  'hwErrorPct',
  'poolLatencyMs',
  'merge_mining_bonus_percent',
]);
/** Of a group, what these read for itself: they compare two of it, or hold a steady hour by its spread. */
const NEEDS_ITSELF: Readonly<Record<string, readonly string[]>> = {
  hot_spot_score: ['tempChipAvgC', 'tempChipMaxC'],
  core_voltage_droop_percent: ['voltageCoreSetV', 'voltageCoreV'],
  thermal_resistance_wall: ['tempChipMaxC'],
  thermal_resistance_board: ['tempChipMaxC'],
};

type Input = FeatureWords['inputs'][number];

/** What an input is called where it is told. */
export function inputName(input: Input): string {
  return input.from === 'series' || input.from === 'outside' || input.from === 'ahead'
    ? input.series
    : input.name;
}

/** What a feature cannot do without: of each group of names one, in the order in which it reads them. */
export function neededInputs({ name, inputs }: FeatureWords): readonly (readonly string[])[] {
  const names = [...new Set(inputs.map(inputName))];
  const itself = NEEDS_ITSELF[name] ?? [];
  const needed = new Map<string, readonly string[]>();
  for (const each of names) {
    if (names.length > 1 && DISPENSABLE.has(each)) continue;
    const group = EITHER.find((some) => some.includes(each) && some.every((one) => names.includes(one)));
    const isSpared = group?.some((one) => itself.includes(one)) && !itself.includes(each);
    if (isSpared) continue;
    const either = group === undefined || itself.includes(each) ? [each] : group;
    needed.set(either.join(' '), either);
  }
  return [...needed.values()];
}
