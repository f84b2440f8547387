import { createSignal } from 'solid-js';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../ui/base.css';
import { FakeCollector } from '../../../tests/preview/fake-collector.ts';
import { fakeFigures, fakeMarket, fakePowerPrices } from '../../../tests/preview/fake-market.ts';
import { wordsOf } from '../../../tests/preview/mount-page.tsx';
import { showPage } from '../../../tests/support/shown-page.tsx';
import { localDay } from '../../domain/economics/local-time.ts';
import type { FleetView } from '../../domain/fleet-view.ts';
import type { Settings } from '../../domain/settings.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import { PayPage } from './pay-page.tsx';

const NOW = Date.UTC(2026, 0, 15, 16);
const MIDNIGHT = localDay(NOW, new Intl.DateTimeFormat().resolvedOptions().timeZone).fromMs;
const DAY = 86_400_000;

interface Situation {
  readonly view?: Partial<FleetView>;
  readonly settings?: Partial<Settings>;
  readonly figures?: SourcesView['figures'];
}

async function open({ view: change = {}, settings = {}, figures = {} }: Situation = {}) {
  const collector = new FakeCollector('fine', { nowMs: () => NOW });
  collector.outside.figures = figures;
  const first = await collector.start({ fleet: 'real' });
  const [view, setView] = createSignal<FleetView>({
    ...first,
    ...change,
    settings: { ...first.settings, ...settings },
  });
  await collector.subscribe(({ settings: kept }) =>
    setView((before) => ({ ...before, settings: { ...kept, ...settings } })),
  );
  const host = showPage({ collector, view, nowMs: NOW }, () => <PayPage />);
  const section = (heading: string) =>
    [...host.querySelectorAll('h2')].find(({ textContent }) => textContent === heading)?.closest('section');
  /** The words of the card with this heading. */
  const card = (heading: string): string => {
    const found = section(heading);
    return found ? wordsOf(found) : '';
  };
  const choose = (label: string) => {
    const radio = [...host.querySelectorAll('label')].find((each) => each.textContent === label)?.control;
    if (!(radio instanceof HTMLInputElement)) throw new Error(`no choice ${label}`);
    radio.click();
  };
  const switches = () => wordsOf(host.querySelector('[aria-label="How figures are written"]') ?? host);
  return {
    host,
    view,
    setView,
    section,
    card,
    choose,
    verdict: () => wordsOf(host.querySelector('section') ?? host),
    switches,
  };
}

/** The fleet with its first miner doing Scrypt. */
function withScrypt(view: FleetView): Partial<FleetView> {
  const [first, ...others] = view.miners;
  if (!first) throw new Error('the fake fleet is empty');
  const identity = { ...first.miner.identity, algorithm: 'scrypt' as const };
  return { miners: [{ ...first, miner: { ...first.miner, identity } }, ...others] };
}

beforeEach(() => localStorage.clear());

describe('what work earns', () => {
  test('without sources says in one sentence that they exist, and leaves the typed figures in sight', async () => {
    const { host, card } = await open();
    expect(card('What work earns')).toContain('These figures are typed by hand.');
    expect(host.querySelector('a[href="/settings/sources"]')?.textContent).toBe('Choose sources');
    expect(host.querySelector('details')?.textContent ?? '').not.toContain('Hashprice');
  });

  test('counts with what sources tell, and says who told it and how long ago', async () => {
    const { card, verdict, host } = await open({ view: { outside: fakeMarket(NOW) } });
    expect(card('What work earns')).toMatch(
      /SHA-256 work \(BTC\) €0\.04680 per TH\/s a day mempool\.space.* CoinGecko, 3 min ago/,
    );
    expect(card('What work earns')).toMatch(/Bitcoin €91,234 CoinGecko, 2 min ago/);
    expect(card('How it is counted')).toContain('€0.04680 per TH/s a day');
    const before = verdict();
    const fold = [...host.querySelectorAll('summary')].find(({ textContent }) =>
      textContent?.startsWith('What counts while'),
    );
    fold?.click();
    const field = [...host.querySelectorAll('label')].find(
      (each) => each.textContent === 'Hashprice',
    )?.control;
    if (!(field instanceof HTMLInputElement)) throw new Error('no field for the hashprice');
    await userEvent.fill(field, '500');
    expect(verdict()).toBe(before);
  });

  test('marks a figure that is old, and one that no source tells any more gives way to the typed one', async () => {
    const market = fakeMarket(NOW);
    const { sha256 } = market.work;
    if (!sha256) throw new Error('no work');
    const old = { ...market, work: { sha256: { ...sha256, atMs: NOW - 7 * 3_600_000 } } };
    const { card, setView, view } = await open({ view: { outside: old } });
    expect(card('What work earns')).toContain('7 h ago: not quite fresh');
    setView({ ...view(), outside: { work: {} } });
    expect(card('What work earns')).toContain('What is typed below counts.');
    expect(card('How it is counted')).toContain('€0.04720 per TH/s a day');
  });

  test('counts other work than SHA-256 once a source knows what it is worth', async () => {
    const { view, setView, host, card } = await open();
    setView({ ...view(), ...withScrypt(view()) });
    expect(wordsOf(host)).toContain('Running 5 of 6 now');
    expect(wordsOf(host)).toContain('Sources can tell what such work is worth.');
    setView({ ...view(), outside: fakeMarket(NOW) });
    expect(wordsOf(host)).toContain('Running all now');
    expect(card('How it is counted')).toMatch(/\([\d.]+ TH\/s × .* \+ .*per TH\/s a day\) × 99 % after/);
    expect(card('Where it stops to pay')).toContain('Your miners do several kinds of work');
  });

  test('a fleet that only does other work is sent to the sources', async () => {
    const { view, setView, host } = await open();
    const [scrypt] = withScrypt(view()).miners ?? [];
    setView({ ...view(), miners: scrypt ? [scrypt] : [] });
    const link = host.querySelector('section a[href="/settings/sources"]');
    expect(link?.textContent).toBe('Choose sources');
    expect(wordsOf(host)).toContain('What other work is worth is told by sources alone.');
  });
});

describe('from work to what is left', () => {
  test('tells the way in a sentence and step by step, for all and for one miner', async () => {
    const { section, card, view, setView } = await open();
    expect(card('From work to what is left')).toMatch(
      /Of €5\.\d\d a day, €\d+\.\d\d go off: −€\d+\.\d\d is left\./,
    );
    const all = card('From work to what is left');
    const select = section('From work to what is left')?.querySelector('select');
    if (!select) throw new Error('nothing to choose a miner by');
    await userEvent.selectOptions(select, 'Kitchen Gamma');
    const [option] = select.options;
    setView({ ...view(), atMs: NOW + 1, miners: view().miners.map((miner) => ({ ...miner })) });
    expect(select.selectedOptions[0]?.textContent).toBe('Kitchen Gamma');
    // A list that is open must not be built anew under the finger.
    expect(select.options[0]).toBe(option);
    expect(card('From work to what is left')).not.toBe(all);
    expect(card('From work to what is left')).toMatch(/Pool fee −€0\.00\d+ −1\.0 %/);
  });
});

describe('hours', () => {
  const heading = 'By the hour';

  const openFigures = (host: HTMLElement) => {
    const found = [...host.querySelectorAll('summary')].find(
      ({ textContent }) => textContent === 'Each hour in figures',
    );
    if (!found) throw new Error('no figures of each hour');
    if (!found.closest('details')?.open) found.click();
  };

  test('of one price all day long are one sentence, without an empty picture', async () => {
    const { host, card } = await open();
    expect(card(heading)).toMatch(/The same at every hour: −€\d\.\d+ an hour, at €0\.25\/kWh\./);
    expect(wordsOf(host)).not.toContain('Each hour in figures');
  });

  test('of one miner are shown alone', async () => {
    const { card, section } = await open();
    const all = card(heading);
    const select = section(heading)?.querySelector('select');
    if (!select) throw new Error('nothing to choose a miner by');
    await userEvent.selectOptions(select, 'Kitchen Gamma');
    expect(card(heading)).toMatch(/The same at every hour: −€0\.00\d+ an hour/);
    expect(card(heading)).not.toBe(all);
  });

  test('of a market tell net and price of each, and which are worth switching off', async () => {
    const tariff = { kind: 'spot', provider: 'awattar' } as const;
    const outside = { ...fakeMarket(NOW), powerPrices: fakePowerPrices(MIDNIGHT) };
    const { host, card } = await open({ view: { outside }, settings: { tariff } });
    openFigures(host);
    await vi.waitFor(() => expect(host.querySelectorAll('ol > li').length).toBeGreaterThanOrEqual(48));
    const tracks = [...host.querySelectorAll('ol[data-short]')].map(
      (day) => getComputedStyle(day).gridTemplateColumns.split(' ').length,
    );
    // A day fills its rows: none of them ends ragged.
    expect(tracks).toHaveLength(2);
    for (const count of tracks) expect([2, 3, 4, 6, 8, 12]).toContain(count);
    expect(card(heading)).toMatch(/:00( [AP]M)?: −€0\.\d+, at €0\.194\/kWh, (off|past)/);
    expect(card(heading)).toMatch(/Tomorrow, \S+( [AP]M)? to \S+( [AP]M)?: off would save €\d/);
    expect(card(heading)).toMatch(/Today now .* Best: .* Worst: .* Tomorrow .* Best: .* Worst: /);
    expect(card('How it is counted')).toMatch(/The price is the mean of the \d+ prices of the day\./);
  });

  test('of a day whose prices are not all known are not made up, and there is a way to a source', async () => {
    const tariff = { kind: 'spot', provider: 'awattar' } as const;
    const { host, card, verdict } = await open({ view: { outside: fakeMarket(NOW) }, settings: { tariff } });
    expect(verdict()).toContain('Not all prices of power of today are known');
    expect(host.querySelector('section a[href="/settings/sources"]')?.textContent).toBe('Choose sources');
    expect(card(heading)).toBe('');
  });

  test('of a tomorrow without prices say so, and claim nothing', async () => {
    const tariff = { kind: 'spot', provider: 'awattar' } as const;
    const outside = { ...fakeMarket(NOW), powerPrices: fakePowerPrices(MIDNIGHT, 1) };
    const { card } = await open({ view: { outside }, settings: { tariff } });
    expect(card(heading)).toContain('Prices of tomorrow are not known yet.');
    expect(card(heading)).not.toContain('Tomorrow,');
  });
});

describe('where it stops to pay', () => {
  test('says what would turn the answer and how far that is, and of each miner where it is asked for', async () => {
    const { host, card } = await open();
    const words = card('Where it stops to pay');
    expect(words).toContain('Running does not pay now.');
    expect(words).toMatch(
      /A kilowatt-hour for less than €0\.\d{3}\/kWh Today it costs €0\.250\/kWh on average: that would have to fall by \d+ %/,
    );
    expect(words).toMatch(/Bitcoin above €\d+,\d{3}, at today’s difficulty It is at €97,000/);
    expect(host.querySelector('table[aria-label="Where each miner stops to pay"]')).toBeNull();
    [...host.querySelectorAll('summary')]
      .find(({ textContent }) => textContent === 'Miner by miner')
      ?.click();
    await vi.waitFor(() =>
      expect(
        host.querySelectorAll('table[aria-label="Where each miner stops to pay"] tbody tr'),
      ).toHaveLength(6),
    );
  });

  test('says of a fleet that pays what would end that', async () => {
    const { card } = await open({ settings: { tariff: { kind: 'flat', pricePerKwh: 0.01 } } });
    expect(card('Where it stops to pay')).toMatch(/Running pays now\..*A kilowatt-hour for more than/);
    expect(card('Where it stops to pay')).toMatch(/Bitcoin below .* that may fall by \d+ %/);
  });
});

describe('units', () => {
  test('satoshi change every sum of the page, and are kept for all pages', async () => {
    const page = await open({ view: { outside: fakeMarket(NOW) } });
    expect(page.verdict()).toContain('€');
    page.choose('satoshi');
    expect(page.verdict()).toMatch(/loses [\d\s]+ sats\/day/);
    expect(page.verdict()).not.toContain('€');
    expect(page.card('Miner by miner')).toMatch(/\d sats/);
    expect(page.card('From work to what is left')).toMatch(/Of [\d\s]+ sats a day/);
    expect(page.card('Where it stops to pay')).toMatch(/Work worth more than [\d\s.]+ sats per TH\/s a day/);
    // A kilowatt-hour is billed in the currency, so it stands in both.
    expect(page.card('Where it stops to pay')).toMatch(/kilowatt-hour for less than €0\.\d+\/kWh \(\d+ sats/);
    expect(page.switches()).toMatch(/Satoshi at €91,234 for a bitcoin \(CoinGecko, 2 min ago\)\./);
    await vi.waitFor(() => expect(page.view().settings.sumsIn).toBe('sats'));
  });

  test('satoshi without a price of bitcoin leave the currency, and say why', async () => {
    const market = { hashpricePerPhPerDay: 46, poolFee: 0 };
    const page = await open({ settings: { market, sumsIn: 'sats' } });
    expect(page.verdict()).toContain('€');
    expect(page.switches()).toContain('No price of bitcoin is known, so sums stay in EUR.');
    expect(page.host.querySelector('a[href="/settings/sources"]')).not.toBeNull();
  });

  test('work is written by the petahash where that was chosen', async () => {
    const { card, choose } = await open({ view: { outside: fakeMarket(NOW) } });
    choose('PH/s');
    expect(card('What work earns')).toContain('€46.80 per PH/s a day');
    expect(card('How it is counted')).toContain('€46.80 per PH/s a day');
  });
});

test('figures come before the fields that set them', async () => {
  const { host, card } = await open({ view: { outside: fakeMarket(NOW) } });
  await vi.waitFor(() => expect(card('Luck')).not.toBe(''));
  const headings = [...host.querySelectorAll('h2')].map(({ textContent }) => textContent);
  expect(headings.indexOf('What work earns')).toBeGreaterThan(headings.indexOf('The books'));
});

test('of many miners ten stand there at first, and all where they are asked for', async () => {
  const { host, view, setView } = await open();
  const [first] = view().miners;
  if (!first) throw new Error('the fake fleet is empty');
  const miners = Array.from({ length: 30 }, (_, i) => ({
    ...first,
    miner: { ...first.miner, id: `m${i}`, name: `Miner ${i}` },
  }));
  setView({ ...view(), miners });
  const rows = () =>
    host.querySelectorAll('table[aria-label="What each miner earns and costs today"] tbody tr').length;
  const button = (name: string) =>
    [...host.querySelectorAll('button')].find(({ textContent }) => textContent === name);
  expect(rows()).toBe(10);
  button('Show all 30')?.click();
  expect(rows()).toBe(30);
  button('Show fewer')?.click();
  expect(rows()).toBe(10);
});

test('what is on the page stands in a list, and each entry leads to the top of its part', async () => {
  const { host, card } = await open({ view: { outside: fakeMarket(NOW) } });
  await vi.waitFor(() => expect(card('The books')).not.toBe(''));
  const list = host.querySelector('nav[aria-label="On this page"]');
  const led = [...(list?.querySelectorAll('a') ?? [])].map((link) => {
    link.click();
    const heading = document.activeElement?.querySelector('h2');
    expect(heading?.getBoundingClientRect().top, link.textContent ?? '').toBeLessThan(innerHeight);
    return [link.textContent, heading?.textContent];
  });
  expect(led).toEqual([
    ['Breakdown', 'From work to what is left'],
    ['Miners', 'Miner by miner'],
    ['Break-even', 'Where it stops to pay'],
    ['Coins', 'Would another coin pay more?'],
    ['Luck', 'Luck'],
    ['Pools', 'Do your pools pay what they owe?'],
    ['Books', 'The books'],
    ['Outlook', 'The next change of difficulty'],
    ['Prices', 'What work earns'],
  ]);
});

describe('what is coming', () => {
  test('tells the next change of difficulty and the next halving with who told of them', async () => {
    const { card } = await open({ figures: fakeFigures(NOW) });
    const change = 'The next change of difficulty';
    await vi.waitFor(() => expect(card(change)).toMatch(/told 12 min ago: 4\.2 % harder, about /));
    expect(card(change)).toMatch(/€\d+\.\d\d\/day instead of €\d+\.\d\d\/day/);
    expect(card(change)).toContain('mempool.space');
    expect(card('The next halving')).toMatch(
      /at block 1 050 000, the reward of a block falls to 1\.5625 BTC/,
    );
  });

  test('without a source says why, and tells no halving', async () => {
    const { card, host } = await open();
    await vi.waitFor(() => expect(card('The next change of difficulty')).toContain('No source is on'));
    expect(host.textContent).not.toContain('The next halving');
  });

  test('counts nothing with what was told four days ago, and says how old it is', async () => {
    const value = { retarget: { atMs: NOW + DAY, changePct: 4 } };
    const told = { provider: 'mempool', atMs: NOW - 4 * DAY, receivedAtMs: NOW - 4 * DAY };
    const { card } = await open({ figures: { 'retarget:BTC': { ...told, value } } });
    await vi.waitFor(() =>
      expect(card('The next change of difficulty')).toContain('4 d ago: too old to count with.'),
    );
    expect(card('The next change of difficulty')).not.toContain('instead of');
  });

  test('a day that is over is no forecast', async () => {
    const value = { retarget: { atMs: NOW - DAY, changePct: 4 } };
    const told = { provider: 'mempool', atMs: NOW - 2 * DAY, receivedAtMs: NOW - 2 * DAY };
    const { card } = await open({ figures: { 'retarget:BTC': { ...told, value } } });
    await vi.waitFor(() =>
      expect(card('The next change of difficulty')).toContain('Nothing newer has been heard.'),
    );
    expect(card('The next change of difficulty')).not.toContain('instead of');
  });
});
