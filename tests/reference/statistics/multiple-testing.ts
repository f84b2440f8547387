import { benjaminiHochberg, holm } from '../../../src/numerics/multiple-testing.ts';
import type { ReferenceProblem } from '../reference-topics.ts';

export function multipleTesting({ inputs }: ReferenceProblem) {
  const p = inputs.numbers('p');
  return { holm: holm(p), bh: benjaminiHochberg(p) };
}
