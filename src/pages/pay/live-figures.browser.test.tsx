import { expect, test } from 'vitest';
import { FakeCollector } from '../../../tests/preview/fake-collector.ts';
import { fakeMarket } from '../../../tests/preview/fake-market.ts';
import { wordsOf } from '../../../tests/preview/mount-page.tsx';
import { showPage } from '../../../tests/support/shown-page.tsx';
import { PayPage } from './pay-page.tsx';

const NOW = Date.UTC(2026, 10, 21, 12);

test('a reward that nobody has told first-hand is said to be so, where it is counted', async () => {
  const collector = new FakeCollector('fine', { nowMs: () => NOW });
  const first = await collector.start({ fleet: 'real' });
  const market = fakeMarket(NOW);
  const { sha256 } = market.work;
  if (!sha256) throw new Error('no work');
  const show = (unverified?: readonly string[]) => {
    const outside = { ...market, work: { sha256: { ...sha256, ...(unverified ? { unverified } : {}) } } };
    return wordsOf(
      showPage({ collector, view: () => ({ ...first, outside }), nowMs: NOW }, () => <PayPage />),
    );
  };
  expect(show()).not.toContain('first-hand');
  expect(show(['BTC'])).toContain('No first-hand source confirms what a block of BTC pays');
});
