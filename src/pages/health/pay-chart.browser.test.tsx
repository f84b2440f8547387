import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page as browser } from 'vitest/browser';
import { type MountedPage, mountPage, wordsOf } from '../../../tests/preview/mount-page.tsx';
import { HealthPage } from './health-page.tsx';

/** Generous: the page comes as modules of its own, which the test's server first has to make. */
const LAZY_MS = 20_000;

let page: MountedPage | undefined;
beforeEach(() => browser.viewport(1280, 900));
afterEach(() => page?.remove());

describe('pay that falls behind', () => {
  const cardOf = (trouble: string) =>
    [...document.querySelectorAll('article')].find((card) =>
      card.querySelector('h3')?.textContent?.includes(trouble),
    );
  const chart = () => {
    const found = document.querySelector<HTMLElement>(
      'figure[aria-label^="Pay of Braiins Pool (BTC) by day"]',
    );
    if (!found) throw new Error('no chart of pay');
    return found;
  };
  /** The page with the finding's evidence open. */
  async function underpaid(isKept = true) {
    const mounted = mountPage(HealthPage, 'fine', { path: '/health' });
    page = mounted;
    mounted.collector.health.underpaid = true;
    mounted.collector.health.daysKept = isKept;
    await vi.waitFor(() => {
      const fold = cardOf('it earns far less than its hashrate should bring')?.querySelector('details');
      expect(fold).toBeTruthy();
      if (fold && !fold.open) fold.querySelector('summary')?.click();
      chart();
    }, LAZY_MS);
    return mounted;
  }

  test('is drawn by the day beside what was expected, told in a caption and listed in a table', async () => {
    await underpaid();
    await vi.waitFor(() => expect(chart().querySelector('canvas')).not.toBeNull(), LAZY_MS);
    const words = () => wordsOf(chart());
    expect(words()).toContain('Credited, sats');
    expect(words()).toContain('95 % likely of an honest pool');
    expect(words()).toMatch(/Since it began, 4 days: [\d ]+ sats .*a day credited, [\d ]+ sats .*expected\./);
    expect(words()).toContain('Gaps are days that could not be judged.');
    chart().querySelector<HTMLElement>('details summary')?.click();
    await vi.waitFor(() => expect(chart().querySelectorAll('tbody tr')).toHaveLength(10), LAZY_MS);
    await vi.waitFor(
      () => expect(chart().querySelector('[aria-label*="The drop began"]')).not.toBeNull(),
      LAZY_MS,
    );
  });

  test('says that its days are not kept where they were judged before', async () => {
    await underpaid(false);
    expect(wordsOf(chart())).toContain('No single day of this time is kept.');
    expect(chart().querySelector('canvas')).toBeNull();
  });

  test('is in sats alone, or with its worth behind, as its owner chose', async () => {
    const { collector } = await underpaid();
    const market = { ...collector.view().settings.market, btcPrice: 100_000 };
    collector.change({ settings: { ...collector.view().settings, market, sumsIn: 'currency' } });
    await vi.waitFor(() => expect(wordsOf(chart())).toContain('€'), LAZY_MS);
    collector.change({ settings: { ...collector.view().settings, market, sumsIn: 'sats' } });
    await vi.waitFor(() => expect(wordsOf(chart())).not.toContain('€'), LAZY_MS);
    expect(wordsOf(chart())).toContain('sats');
  });
});
