import { afterEach, expect, test, vi } from 'vitest';
import { type MountedPage, mountPage } from '../../../tests/preview/mount-page.tsx';
import { DoubtNotice } from './doubt-notice.tsx';

let page: MountedPage | undefined;
afterEach(() => page?.remove());

test('a price that is held back stands above the money, with both figures and the way to the sources', async () => {
  page = mountPage(() => <DoubtNotice nowMs={Date.now()} />, 'fine', {});
  const { collector, words } = page;
  collector.outside.doubts = {
    coingecko: [
      {
        of: 'price',
        coin: 'BTC',
        currency: 'EUR',
        told: 830_000,
        toldAtMs: Date.now(),
        known: 83_000,
        knownBy: 'coinbase',
        knownAtMs: Date.now() - 300_000,
        counted: false,
      },
    ],
  };
  expect(words()).not.toContain('cannot');
  await collector.outside.chooseSource('coingecko', { enabled: true });
  await vi.waitFor(() =>
    expect(words()).toMatch(
      /CoinGecko says that 1 BTC is €830,000.00; Coinbase Exchange said €83,000.00 .* ago/,
    ),
  );
  expect(words()).toContain('It is not counted until it is as before');
  expect(document.querySelector('a[href="/settings/sources"]')).not.toBeNull();
  await collector.outside.chooseSource('coingecko', { enabled: false });
  await vi.waitFor(() => expect(words()).not.toContain('€830,000.00'));
});
