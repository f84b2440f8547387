import { expect, it } from 'vitest';
import { gaussLegendre } from './gauss-legendre.ts';

it('has the nodes and weights of the tables (Abramowitz & Stegun, 25.4.30, carried to [0, 1])', () => {
  const two = gaussLegendre(2);
  expect(two.nodes[0]).toBeCloseTo((1 - 0.577350269189626) / 2, 14);
  expect([...two.weights].map((weight) => 2 * weight)).toEqual([
    expect.closeTo(1, 14),
    expect.closeTo(1, 14),
  ]);
  const five = gaussLegendre(5);
  expect(five.nodes[4]).toBeCloseTo((1 + 0.906179845938664) / 2, 14);
  expect(five.weights[4]).toBeCloseTo(0.236926885056189 / 2, 14);
  expect(five.nodes[2]).toBeCloseTo(0.5, 15);
  expect(five.weights[2]).toBeCloseTo(0.568888888888889 / 2, 14);
});

it('integrates every power that it promises', () => {
  for (let count = 1; count <= 12; count++) {
    const { nodes, weights } = gaussLegendre(count);
    for (let power = 0; power < 2 * count; power++) {
      const integral = nodes.reduce((sum, node, at) => sum + (weights[at] ?? 0) * node ** power, 0);
      expect(integral).toBeCloseTo(1 / (power + 1), 13);
    }
  }
});
