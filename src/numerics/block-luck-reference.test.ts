import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { gammaQuantile } from './gamma-quantile.ts';
import { gammaQ } from './incomplete-gamma.ts';
import { garwoodInterval, poissonCdf, poissonPmf, poissonQuantile, poissonTail } from './poisson.ts';

const REFERENCE = '../shared/fixtures/numerics/risk.json';

interface BlockLuck {
  readonly inputs: { readonly observations: readonly (readonly [number, number])[] };
  readonly expected: {
    readonly distribution: readonly {
      readonly expected_blocks: number;
      readonly k: readonly number[];
      readonly pmf: readonly number[];
      readonly cdf: readonly number[];
      readonly sf: readonly number[];
      readonly central95: readonly [number, number];
    }[];
    readonly observed: readonly { readonly exact95_for_mean: readonly [number, number] }[];
  };
}

interface EffortLuck {
  readonly inputs: { readonly mean_effort: readonly number[]; readonly n: number };
  readonly expected: { readonly p_mean_effort: readonly number[] };
}

interface Posterior {
  readonly expected: {
    readonly shape: number;
    readonly rate: number;
    readonly ci95: readonly [number, number];
  };
}

const cases: readonly ({ readonly id: string } & BlockLuck & EffortLuck & Posterior)[] = existsSync(REFERENCE)
  ? JSON.parse(readFileSync(REFERENCE, 'utf8')).cases
  : [];
if (cases.length === 0) console.log(`${REFERENCE} is not here: its reference answers are not checked`);

function caseNamed(id: string) {
  const found = cases.find((one) => one.id === id);
  if (found === undefined && cases.length > 0) throw new Error(`${REFERENCE} has no case "${id}"`);
  return found;
}

/** Within the file's own tolerance, 1e-12 + 1e-8 of the expected number (its numbers have 12 digits). */
function expectNear(found: number, expected: number | undefined) {
  if (expected === undefined) throw new Error('the reference has no such number');
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-12 + 1e-8 * Math.abs(expected));
}

it('block counts have the probabilities and central ranges that SciPy gives them', () => {
  for (const row of caseNamed('poisson-block-luck')?.expected.distribution ?? []) {
    for (const [index, k] of row.k.entries()) {
      expectNear(poissonPmf(k, row.expected_blocks), row.pmf[index]);
      expectNear(poissonCdf(k, row.expected_blocks), row.cdf[index]);
      expectNear(poissonTail(k, row.expected_blocks), row.sf[index]);
    }
    expect([0.025, 0.975].map((p) => poissonQuantile(p, row.expected_blocks))).toEqual(row.central95);
  }
});

it('Garwood intervals are those of SciPy', () => {
  const luck = caseNamed('poisson-block-luck');
  for (const [index, [blocks]] of luck?.inputs.observations.entries() ?? []) {
    const { low, high } = garwoodInterval(blocks, 0.95);
    const ends = luck?.expected.observed[index]?.exact95_for_mean;
    expectNear(low, ends?.[0]);
    expectNear(high, ends?.[1]);
  }
});

it('long efforts are as seldom as SciPy says', () => {
  const luck = caseNamed('effort-luck');
  for (const [index, mean] of luck?.inputs.mean_effort.entries() ?? [])
    expectNear(
      gammaQ(luck?.inputs.n ?? Number.NaN, (luck?.inputs.n ?? Number.NaN) * mean),
      luck?.expected.p_mean_effort[index],
    );
});

it('a Gamma posterior has the credible interval that SciPy gives it', () => {
  const posterior = caseNamed('poisson-gamma-posterior')?.expected;
  for (const [index, end] of posterior?.ci95.entries() ?? [])
    expectNear(
      gammaQuantile(posterior?.shape ?? Number.NaN, index === 0 ? 0.025 : 0.975) /
        (posterior?.rate ?? Number.NaN),
      end,
    );
});
