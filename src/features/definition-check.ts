import { type EntityKind, type FeatureDefinition, type FeatureInput, STEP_MS } from './definition.ts';
import type { KnownInputs } from './known-inputs.ts';
import type { ToldInput } from './told-inputs.ts';

/**
 * What is wrong with a definition taken by itself and with what it is worked out from: a sentence for each defect, none
 * for a sound one. Cycles are found by {@link dependencyOrder}.
 */
export function definitionProblems(
  definition: FeatureDefinition,
  byName: ReadonlyMap<string, FeatureDefinition>,
  known: KnownInputs,
): readonly string[] {
  return [
    ...ownProblems(definition),
    ...definition.inputs.flatMap((input) => {
      const problem = inputProblem(definition.entity, input, byName, known);
      return problem === undefined ? [] : [`${definition.name}: ${problem}.`];
    }),
  ];
}

/** Which unit a name promises by its end. */
const UNIT_OF_ENDING: readonly (readonly [ending: string, unit: string])[] = [
  ['_percent', '%'],
  ['_j_th', 'J/TH'],
  ['_th_s', 'TH/s'],
  ['_degree_hours', 'K·h'],
  ['_hours', 'h'],
  ['_days', 'd'],
  ['_ms', 'ms'],
  ['_w', 'W'],
  ['_c', '°C'],
  ['_v', 'V'],
  ['_a', 'A'],
  ['_mhz', 'MHz'],
  ['_rpm', 'rpm'],
  // The feature table's word for money; ours is in the owner's currency.
  ['_usd', '¤'],
];

function ownProblems(definition: FeatureDefinition): string[] {
  const { name, unit, formula, source, step, windowMs, range, missing, version } = definition;
  const [least, greatest] = range;
  const promised = UNIT_OF_ENDING.find(([ending]) => name.endsWith(ending))?.[1];
  const defects: readonly (readonly [boolean, string])[] = [
    [!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name), 'its name is not snake case'],
    [promised !== undefined && promised !== unit, `its name promises ${promised}, its unit is "${unit}"`],
    [formula.trim() === '', 'no formula is stated'],
    [source.trim() === '', 'no source is stated'],
    [STEP_MS[step] === undefined, `there is no step "${step}"`],
    [!(windowMs >= 0 && Number.isFinite(windowMs)), `a window of ${windowMs} ms has no length`],
    [!(least < greatest), `from ${least} to ${greatest} is no range`],
    [
      definition.outlier === 'winsorise' && !(Number.isFinite(least) && Number.isFinite(greatest)),
      'a range without an end has nothing to winsorise at',
    ],
    [
      missing.rule === 'hold' && !(missing.forMs > 0 && Number.isFinite(missing.forMs)),
      'it holds its last value for no stated time',
    ],
    [
      missing.rule === 'hold' && missing.reason.trim() === '',
      'no reason is stated for holding its last value',
    ],
    [!(Number.isInteger(version) && version >= 1), `${version} is no version`],
  ];
  return defects.filter(([is]) => is).map(([, problem]) => `${name}: ${problem}.`);
}

/** Which statistics a kind of series has. */
const STATS_OF_KIND: Readonly<Record<string, readonly string[]>> = {
  gauge: ['mean', 'min', 'max', 'last', 'count', 'm2'],
  counter: ['last', 'count', 'increment', 'resets'],
  state: ['last', 'count', 'share'],
};

function inputProblem(
  entity: EntityKind,
  input: FeatureInput,
  byName: ReadonlyMap<string, FeatureDefinition>,
  known: KnownInputs,
): string | undefined {
  if (input.from === 'series') return seriesProblem(input, known);
  if (input.from === 'fact') return toldProblem('fact', known.facts, input.name, entity);
  if (input.from === 'feature' || input.from === 'linked') return featureProblem(entity, input, byName);
  if (input.from === 'ahead' && !(input.aheadMs > 0)) return `${input.aheadMs} ms is not ahead`;
  return toldProblem('outside series', known.outside, input.series, entity);
}

function seriesProblem(
  { series, stat }: Extract<FeatureInput, { from: 'series' }>,
  known: KnownInputs,
): string | undefined {
  const its = known.series.find(({ name }) => name === series);
  if (its === undefined) return `there is no series "${series}"`;
  // Of a gauge whose values are codes, too, it is counted how long each was held.
  if (stat === 'share' && its.codes !== undefined) return undefined;
  return STATS_OF_KIND[its.kind]?.includes(stat) ? undefined : `a ${its.kind} (${series}) has no "${stat}"`;
}

function featureProblem(
  entity: EntityKind,
  input: Extract<FeatureInput, { from: 'feature' | 'linked' }>,
  byName: ReadonlyMap<string, FeatureDefinition>,
): string | undefined {
  const its = byName.get(input.name);
  const kind = input.from === 'feature' ? entity : input.entity;
  if (its === undefined) return `there is no feature "${input.name}"`;
  if (its.entity !== kind) return `"${input.name}" is a feature of a ${its.entity}, not of a ${kind}`;
  if (input.from === 'linked' && kind === 'miner') return 'there are many miners, nothing is linked to one';
  return undefined;
}

function toldProblem(
  what: string,
  told: readonly ToldInput[],
  name: string,
  entity: EntityKind,
): string | undefined {
  const its = told.find((one) => one.name === name);
  if (its === undefined) return `there is no ${what} "${name}"`;
  return its.entities.includes(entity) ? undefined : `the ${what} "${name}" is not told of a ${entity}`;
}
