import { dieboldMariano } from '../../../src/numerics/diebold-mariano.ts';
import type { ReferenceProblem } from '../reference-topics.ts';

export function dieboldMarianoTest({ inputs, expected }: ReferenceProblem) {
  const [a, b] = [inputs.numbers('e1'), inputs.numbers('e2')].map((errors) =>
    errors.map((error) => error * error),
  );
  return {
    results: expected.list('results').map((asked) => {
      const h = asked.number('h');
      const { statistic, p } = dieboldMariano(a ?? [], b ?? [], h);
      return { h, statistic, p_two_sided: p };
    }),
  };
}
