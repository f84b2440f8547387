import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BayesianNetwork, type Evidence, type NetworkNode } from './bayesian-network.ts';
import { eliminationOrder } from './elimination-order.ts';
import { noisyOr } from './noisy-or.ts';

/** Cloudy, sprinkler, rain, wet grass (Russell & Norvig, Artificial Intelligence, 3rd edition, figure 14.12). */
const lawn: readonly NetworkNode[] = [
  { name: 'cloudy', states: 2, parents: [], table: [0.5, 0.5] },
  { name: 'sprinkler', states: 2, parents: ['cloudy'], table: [0.5, 0.5, 0.9, 0.1] },
  { name: 'rain', states: 2, parents: ['cloudy'], table: [0.8, 0.2, 0.2, 0.8] },
  {
    name: 'wet',
    states: 2,
    parents: ['sprinkler', 'rain'],
    table: [1, 0, 0.1, 0.9, 0.1, 0.9, 0.01, 0.99],
  },
];

/** Every combination of states with its probability, by the chain rule alone. */
function enumerated(nodes: readonly NetworkNode[], evidence: Evidence) {
  const numberOf = new Map(nodes.map(({ name }, number) => [name, number]));
  let worlds: { states: number[]; weight: number }[] = [{ states: [], weight: 1 }];
  for (const { name, states: count, parents, table } of nodes)
    worlds = worlds.flatMap(({ states, weight }) =>
      Array.from({ length: count }, (_, state) => {
        const row = parents.reduce((place, parent) => {
          const number = numberOf.get(parent) ?? 0;
          return place * (nodes[number]?.states ?? 1) + (states[number] ?? 0);
        }, 0);
        const told = evidence[name];
        const likelihood =
          told === undefined ? 1 : typeof told === 'number' ? Number(told === state) : (told[state] ?? 0);
        return {
          states: [...states, state],
          weight: weight * (table[row * count + state] ?? 0) * likelihood,
        };
      }),
    );
  return worlds;
}

/** Up to six nodes of two or three states, with tables that leave nothing impossible, and evidence of both kinds. */
const networks = fc
  .array(
    fc.record({
      states: fc.integer({ min: 2, max: 3 }),
      parents: fc.array(fc.nat(5), { maxLength: 3 }),
      chances: fc.infiniteStream(fc.integer({ min: 1, max: 1_000 })),
      seen: fc.option(
        fc.oneof(
          fc.nat(2),
          fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 3, maxLength: 3 }),
        ),
      ),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((drawn) => {
    const nodes: NetworkNode[] = [];
    const evidence: Record<string, number | readonly number[]> = {};
    for (const [number, { states, parents, chances, seen }] of drawn.entries()) {
      const before = [...new Set(parents.filter((parent) => parent < number))];
      const rows = before.reduce((product, parent) => product * (nodes[parent]?.states ?? 1), 1);
      const table = Array.from({ length: rows }, () => {
        const row = Array.from({ length: states }, () => chances.next().value ?? 1);
        const sum = row.reduce((total, each) => total + each, 0);
        return row.map((each) => each / sum);
      }).flat();
      nodes.push({ name: `n${number}`, states, parents: before.map((parent) => `n${parent}`), table });
      if (typeof seen === 'number') evidence[`n${number}`] = seen % states;
      else if (seen) evidence[`n${number}`] = seen.slice(0, states);
    }
    return { nodes, evidence };
  });

describe('a Bayesian network', () => {
  test('answers the wet lawn as the textbook does', () => {
    const given = new BayesianNetwork(lawn).posterior({ wet: 1 });
    // P(sprinkler | wet) = 0.2781/0.6471 and P(rain | wet) = 0.4581/0.6471.
    expect(given?.marginals.sprinkler?.[1]).toBeCloseTo(0.2781 / 0.6471, 12);
    expect(given?.marginals.rain?.[1]).toBeCloseTo(0.4581 / 0.6471, 12);
    expect(Math.exp(given?.logEvidence ?? 0)).toBeCloseTo(0.6471, 12);
  });

  test('explains away: rain makes the sprinkler less likely once the lawn is wet', () => {
    const network = new BayesianNetwork(lawn);
    const chance = (evidence: Evidence) =>
      network.posterior(evidence)?.marginals.sprinkler?.[1] ?? Number.NaN;
    expect(chance({ wet: 1, rain: 1 })).toBeLessThan(chance({ wet: 1 }));
  });

  test('agrees with every combination added up, whatever it is like and whatever was seen', () => {
    fc.assert(
      fc.property(networks, ({ nodes, evidence }) => {
        const worlds = enumerated(nodes, evidence);
        const total = worlds.reduce((sum, { weight }) => sum + weight, 0);
        const network = new BayesianNetwork(nodes);
        const posterior = network.posterior(evidence);
        expect(posterior?.logEvidence).toBeCloseTo(Math.log(total), 9);
        for (const [number, { name, states }] of nodes.entries())
          for (let state = 0; state < states; state += 1) {
            const weight = worlds
              .filter((world) => world.states[number] === state)
              .reduce((sum, world) => sum + world.weight, 0);
            expect(posterior?.marginals[name]?.[state]).toBeCloseTo(weight / total, 9);
          }
        const best = network.mostProbableExplanation(evidence);
        const found = worlds.find(({ states }) => nodes.every(({ name }, at) => best?.[name] === states[at]));
        const likeliest = Math.max(...worlds.map(({ weight }) => weight));
        expect(found?.weight).toBeGreaterThanOrEqual(likeliest * (1 - 1e-12));
      }),
      { numRuns: 60 },
    );
  });

  test('says that what it holds for impossible cannot have been', () => {
    const network = new BayesianNetwork(lawn);
    expect(network.posterior({ sprinkler: 0, rain: 0, wet: 1 })).toBeUndefined();
    expect(network.mostProbableExplanation({ sprinkler: 0, rain: 0, wet: 1 })).toBeUndefined();
    expect(network.posterior({ rain: [0, 0] })).toBeUndefined();
  });

  test('is not brought down by likelihoods next to nothing', () => {
    const posterior = new BayesianNetwork(lawn).posterior({
      rain: [1e-300, 3e-300],
      cloudy: [1e-300, 1e-300],
    });
    // Odds of rain: 1 to 1 before, 3 to 1 by what was seen.
    expect(posterior?.marginals.rain?.[1]).toBeCloseTo(0.75, 12);
    expect(posterior?.logEvidence).toBeCloseTo(Math.log(2) + 2 * Math.log(1e-300), 9);
  });

  test('answers forty causes in a row without a table of them all', () => {
    const chain = Array.from(
      { length: 40 },
      (_, number): NetworkNode => ({
        name: `n${number}`,
        states: 2,
        parents: number === 0 ? [] : [`n${number - 1}`],
        table: number === 0 ? [0.9, 0.1] : [0.9, 0.1, 0.1, 0.9],
      }),
    );
    // Of a chain that flips with 0.1, P(1) = ½ − 0.4·0.8ⁿ after n steps.
    const posterior = new BayesianNetwork(chain).posterior();
    expect(posterior?.marginals.n39?.[1]).toBeCloseTo(0.5 - 0.4 * 0.8 ** 39, 12);
  });

  test('refuses what is no network, and says what is wrong', () => {
    const root = { name: 'a', states: 2, parents: [], table: [0.5, 0.5] };
    const child = (table: readonly number[]) => [root, { name: 'b', states: 2, parents: ['a'], table }];
    const made = (nodes: readonly NetworkNode[]) => () => new BayesianNetwork(nodes);
    expect(made([root, root])).toThrow('same name');
    expect(made([{ ...root, parents: ['b'] }])).toThrow('“b” does not stand before its child “a”');
    expect(made(child([0.5, 0.5]))).toThrow('2 entries and not 4');
    expect(made(child([0.5, 0.5, 0.5, 0.6]))).toThrow('row 1 of “b” is no distribution');
    expect(made(child([Number.NaN, 1, 1, 0]))).toThrow('row 0 of “b”');
    const network = new BayesianNetwork([root]);
    expect(() => network.posterior({ c: 1 })).toThrow('no node “c”');
    expect(() => network.posterior({ a: 2 })).toThrow('no state 2');
    expect(() => network.posterior({ a: [1] })).toThrow('likelihoods');
    expect(() => network.posterior({ a: [Number.NaN, 1] })).toThrow('likelihoods');
  });
});

describe('a noisy-OR', () => {
  test('is brought about by each cause as if the others were not there', () => {
    const table = noisyOr([{ strength: 0.9 }, { strength: 0.5 }], 0.1);
    const [none, second, first, both] = [1, 3, 5, 7].map((place) => table[place]);
    expect(none).toBeCloseTo(0.1, 12);
    expect(second).toBeCloseTo(1 - 0.9 * 0.5, 12);
    expect(first).toBeCloseTo(1 - 0.9 * 0.1, 12);
    expect(both).toBeCloseTo(1 - 0.9 * 0.5 * 0.1, 12);
  });

  test('becomes likelier with every cause, and its rows are distributions', () => {
    const strengths = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 });
    fc.assert(
      fc.property(strengths, fc.double({ min: 0, max: 1, noNaN: true }), (drawn, leak) => {
        const table = noisyOr(
          drawn.map((strength) => ({ strength })),
          leak,
        );
        for (let row = 0; row < 2 ** drawn.length; row += 1) {
          const [absent = 0, present = 0] = table.slice(2 * row, 2 * row + 2);
          expect(absent + present).toBeCloseTo(1, 12);
          for (let cause = 0; cause < drawn.length; cause += 1) {
            const withIt = row | (1 << cause);
            expect(table[2 * withIt + 1]).toBeGreaterThanOrEqual(present - 1e-12);
          }
        }
      }),
    );
  });

  test('takes probabilities only', () => {
    expect(() => noisyOr([{ strength: 1.1 }], 0)).toThrow('1.1 is no probability');
    expect(() => noisyOr([], Number.NaN)).toThrow(RangeError);
  });
});

test('variables go in the order of the tables that they leave: the end of a chain before its middle', () => {
  expect(
    eliminationOrder(
      [2, 2, 2],
      [
        [0, 1],
        [1, 2],
      ],
    ),
  ).toEqual([0, 1, 2]);
  expect(
    eliminationOrder(
      [2, 2, 9, 2],
      [
        [0, 2],
        [1, 2],
        [3, 0],
      ],
    ),
  ).toEqual([3, 0, 1, 2]);
});
