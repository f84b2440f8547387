import { afterEach, expect, test, vi } from 'vitest';
import { FakeCollector } from '../../../tests/preview/fake-collector.ts';
import { type MountedPage, mountPage } from '../../../tests/preview/mount-page.tsx';
import { PayPage } from './pay-page.tsx';

let page: MountedPage | undefined;
afterEach(() => {
  page?.remove();
  vi.restoreAllMocks();
});

/** What the owner's own sources have told. */
function outsideFigures() {
  const atMs = Date.now() - 60_000;
  const retarget = { atMs: atMs + 3 * 86_400_000, height: 901_152, remainingBlocks: 432, changePct: 4.2 };
  const told = { provider: 'mempool', atMs, receivedAtMs: atMs };
  return {
    'retarget:BTC': { ...told, value: { coin: 'BTC', atMs, blockTimeS: 580, retarget } },
    'rewards:BTC': { ...told, value: { blocks: 144, endHeight: 900_720, feesPerBlock: 0.04 } },
  };
}

test('in the demo nobody is asked, nothing that sources told is shown, and the page says so', async () => {
  const started = vi.spyOn(FakeCollector.prototype, 'start');
  page = mountPage(PayPage, 'fine', { kind: 'demo' });
  page.collector.outside.figures = outsideFigures();
  const { words } = page;
  await vi.waitFor(() => expect(words()).toContain('The demo asks nobody: its figures are examples.'));
  await vi.waitFor(() => expect(words()).toContain('The demo asks nobody where Bitcoin stands'));
  await vi.waitFor(() => expect(words()).toContain('The demo asks nobody how hard a block is now'));
  // Whatever a page asks of sources it asks within a moment of being there.
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(words()).not.toContain('mempool.space');
  // To choose sources would change nothing of the demo.
  expect(words()).not.toContain('Choose sources');
  // The owner's own fleet would ask whom he has switched on.
  expect(started.mock.calls.map(([options]) => options.fleet)).toEqual(['demo']);
});
