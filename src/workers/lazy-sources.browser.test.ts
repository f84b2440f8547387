import { afterEach, expect, test, vi } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../domain/settings.ts';
import { openEntities } from '../store/entity-store.ts';
import { openTelemetry } from '../store/telemetry-store.ts';
import { type LazySources, lazySources } from './lazy-sources.ts';

const closes: (() => void)[] = [];
afterEach(() => {
  for (const close of closes.splice(0)) close();
});

/** A tab's sources without a helper; the markets that they have told. */
async function tab(
  name: string,
  settings: Settings = DEFAULT_SETTINGS,
): Promise<{ readonly sources: LazySources; readonly told: unknown[] }> {
  const entities = await openEntities(name);
  const telemetry = await openTelemetry(`${name}-telemetry`);
  const told: unknown[] = [];
  const sources = lazySources({
    nowMs: Date.now,
    random: () => 0,
    entities,
    outside: telemetry.outside,
    locks: navigator.locks,
    connection: undefined,
    view: () => ({ settings, miners: [] }),
    onMarket: (market) => told.push(market),
    onStoreProblem: (error) => {
      throw error;
    },
  });
  closes.push(() => {
    sources.close();
    entities.close();
    telemetry.close();
  });
  return { sources, told };
}

test('a source that is switched on in one tab is known to the others, which had none', async () => {
  const name = `lazy-${crypto.randomUUID()}`;
  const [first, second] = [await tab(name), await tab(name)];
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(first.told).toEqual([]);
  // Blockchair lets no page ask it, and there is no helper here: nobody is really asked.
  await second.sources.chooseSource('blockchair', { enabled: true });
  await vi.waitFor(() => expect(first.told).not.toEqual([]), 5_000);
});

test('who has switched nothing on loads nothing, whatever other tabs do', async () => {
  const name = `lazy-${crypto.randomUUID()}`;
  const [first, second] = [await tab(name), await tab(name)];
  await second.sources.saveSourceKey('coinmarketcap', 'a-key');
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(first.told).toEqual([]);
});

test('a page that looks at the sources makes no market of them while none is on', async () => {
  const { sources, told } = await tab(`lazy-${crypto.randomUUID()}`);
  await sources.followSources(() => {});
  await vi.waitFor(() => expect(told).toEqual([undefined]));
  await sources.chooseSource('blockchair', { enabled: true });
  await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ currency: 'EUR', work: {} }));
  await sources.chooseSource('blockchair', { enabled: false });
  await vi.waitFor(() => expect(told.at(-1)).toBeUndefined());
});

test('a price that was typed for hours nobody tells counts while no source is on, too', async () => {
  const tariff: Settings['tariff'] = { kind: 'spot', provider: 'tibber', fallbackPerKwh: 0.12 };
  const { sources, told } = await tab(`lazy-${crypto.randomUUID()}`, { ...DEFAULT_SETTINGS, tariff });
  await sources.followSources(() => {});
  await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ powerPrices: [{ pricePerKwh: 0.12 }] }));
});

test('the demo has no sources, and hears of none', async () => {
  const demo = lazySources(undefined);
  const views: unknown[] = [];
  await demo.followSources((view) => views.push(view));
  expect(views).toEqual([{ sources: {}, figures: {} }]);
  await expect(demo.chooseSource('blockchair', { enabled: true })).rejects.toThrow(/demo asks nobody/);
  demo.close();
});
