import { expect, it } from 'vitest';
import { changedTwin, TRUE_FIGURES } from './journal/changed-twin.ts';

// `npm run backtest -- --suite journal` judges a hundred changes.
it('says what a change of a simulated miner truly did, within its interval', () => {
  const { effect, truth } = changedTwin(703, false);
  expect(effect.state).toEqual({ kind: 'told' });
  for (const figure of TRUE_FIGURES) {
    expect(effect.figures[figure]?.low).toBeLessThanOrEqual(truth[figure]);
    expect(effect.figures[figure]?.high).toBeGreaterThanOrEqual(truth[figure]);
  }
});
