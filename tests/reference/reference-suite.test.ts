import { expect, test, vi } from 'vitest';
import { referenceSuite } from './reference-suite.ts';
import { hasReferences, USUAL_FOLDER } from './reference-topics.ts';

test('our numerics say what SciPy, statsmodels and scikit-learn say', () => {
  if (!hasReferences(USUAL_FOLDER)) {
    console.log(`Skipped: no reference problems at ${USUAL_FOLDER}.`);
    return;
  }
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const { figures, failures } = referenceSuite(USUAL_FOLDER, undefined);
  expect(failures).toEqual([]);
  expect(figures).toMatchObject({ failed: 0 });
  expect(figures.cases).toBeGreaterThan(0);
});
