import type { AllocationLimit, ProtocolRequirements, ResourceName } from '../../../src/domain/allocation.ts';
import { allocate } from '../../../src/insight/allocation/allocate.ts';
import { openHighs } from '../../../src/numerics/programming/highs-solver.ts';
import type { Program } from '../../../src/numerics/programming/program.ts';
import type { Given } from '../given.ts';
import type { Solution } from '../reference-topics.ts';

const solver = await openHighs();
const NAMES: readonly ResourceName[] = [
  'cpu-cores',
  'memory-gb',
  'bandwidth-mbps',
  'storage-gb',
  'power-w',
  'heat-w',
];

/** The resources of a problem, in the words of the product. */
function givenTask(inputs: Given, falls?: Float64Array) {
  const [uses, capacity] = [inputs.matrix('usage'), inputs.numbers('capacity')];
  const [lower, upper] = [inputs.numbers('lower'), inputs.numbers('upper')];
  const names = uses.map((_, row) => NAMES[row] ?? 'heat-w');
  const protocols = Array.from(
    inputs.numbers('earnings'),
    (earnedPerUnitDay, j): ProtocolRequirements => ({
      id: `p${j}`,
      earnedPerUnitDay,
      ...(falls ? { fallPerUnit: falls[j] } : {}),
      perUnit: Object.fromEntries(names.map((name, row) => [name, uses[row]?.[j] ?? 0])),
      ...((lower[j] ?? 0) > 0 ? { least: lower[j] } : {}),
      ...(Number.isFinite(upper[j]) ? { most: upper[j] } : {}),
    }),
  );
  return {
    names,
    protocols,
    resources: Object.fromEntries(names.map((name, row) => [name, capacity[row] ?? 0])),
  };
}

function solved(inputs: Given, falls?: Float64Array): Readonly<Record<string, unknown>> {
  const { names, protocols, resources } = givenTask(inputs, falls);
  const result = allocate(resources, protocols, solver);
  if (result.status !== 'optimal') return { status: result.status };
  const worthOf = (isIt: (limit: AllocationLimit) => boolean) =>
    result.worths
      .filter(({ limit }) => isIt(limit))
      .reduce((sum, { worthPerUnitDay }) => sum + worthPerUnitDay, 0);
  const prices = names.map((name) =>
    worthOf((limit) => limit.kind === 'resource' && limit.resource === name),
  );
  const reduced = protocols.map(({ id }) => worthOf((limit) => limit.kind !== 'resource' && limit.id === id));
  const dual =
    prices.reduce((sum, price, row) => sum + price * (resources[names[row] ?? ''] ?? 0), 0) +
    reduced.reduce(
      (sum, price, j) => sum + price * ((price > 0 ? protocols[j]?.most : protocols[j]?.least) ?? 0),
      0,
    );
  return {
    status: result.status,
    objective: result.earnedPerDay,
    x: protocols.map(({ id }) => result.units[id]),
    shadow_prices: prices,
    reduced_costs: reduced,
    dual_objective: dual,
  };
}

export const linear: Solution = ({ inputs }) => solved(inputs);

export const falling: Solution = ({ inputs }) => solved(inputs, inputs.numbers('curvature'));

/** On or off, each with a least size and a cost of its own. */
export const switched: Solution = ({ inputs }) => {
  const [earnings, uses] = [inputs.numbers('earnings'), inputs.matrix('usage')];
  const [least, upper] = [inputs.numbers('min_when_on'), inputs.numbers('upper')];
  const [cost, capacity] = [inputs.numbers('fixed_cost'), inputs.numbers('capacity')];
  const count = earnings.length;
  const program: Program = {
    sense: 'maximise',
    columns: [
      ...Array.from(earnings, (objective, j) => ({ objective, upper: upper[j] })),
      ...Array.from(cost, (each) => ({ objective: -each, upper: 1, isInteger: true })),
    ],
    rows: [
      ...uses.map((use, row) => ({
        upper: capacity[row],
        terms: Array.from(use, (value, j) => [j, value] as const),
      })),
      ...Array.from(earnings, (_, j) => ({
        upper: 0,
        terms: [
          [j, 1],
          [count + j, -(upper[j] ?? 0)],
        ] as const,
      })),
      ...Array.from(earnings, (_, j) => ({
        lower: 0,
        terms: [
          [j, 1],
          [count + j, -(least[j] ?? 0)],
        ] as const,
      })),
    ],
  };
  const { objective, values } = solver.solve(program);
  return {
    objective,
    on: Array.from(values.subarray(count), Math.round),
  };
};

/** The most return for risk: weights that sum to one, none above its limit. */
export const meanVariance: Solution = ({ inputs }) => {
  const [mu, covariance, upper] = [inputs.numbers('mu'), inputs.matrix('cov'), inputs.number('upper')];
  return {
    fits: Array.from(inputs.numbers('gammas'), (gamma) => {
      const { values, objective, rowPrices } = solver.solve({
        sense: 'maximise',
        columns: Array.from(mu, (each) => ({ objective: each, upper })),
        rows: [{ lower: 1, upper: 1, terms: Array.from(mu, (_, j) => [j, 1] as const) }],
        curvature: Array.from(mu, (_, i) =>
          Array.from({ length: i + 1 }, (_each, j) => [i, j, -gamma * (covariance[i]?.[j] ?? 0)] as const),
        ).flat(),
      });
      return {
        gamma,
        weights: values,
        objective,
        budget_multiplier: rowPrices[0],
      };
    }),
  };
};
