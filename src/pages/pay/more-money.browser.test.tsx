import { createSignal, Show } from 'solid-js';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../ui/base.css';
import { fakeAudits, fakeCoinFigures } from '../../../tests/preview/fake-coin-figures.ts';
import { FakeCollector } from '../../../tests/preview/fake-collector.ts';
import { mountPage, wordsOf } from '../../../tests/preview/mount-page.tsx';
import { showPage } from '../../../tests/support/shown-page.tsx';
import type { FleetView } from '../../domain/fleet-view.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import { useFleet } from '../fleet-context.ts';
import { shownPay } from './fleet-pay.ts';
import { MoreMoney } from './more-money.tsx';

const NOW = Date.UTC(2026, 0, 15, 16);
const HOUR = 3_600_000;

async function open(figures: SourcesView['figures'], pools?: string) {
  const collector = new FakeCollector('fine', { nowMs: () => NOW });
  collector.outside.figures = figures;
  const first = await collector.start({ fleet: 'real' });
  const miners = first.miners.map((view) =>
    pools === undefined || !view.reading
      ? view
      : { ...view, reading: { ...view.reading, pools: [{ url: pools, active: true }] } },
  );
  const [view] = createSignal<FleetView>({ ...first, miners });
  const { settings } = first;
  const pay = shownPay(view(), settings, NOW, 'UTC');
  const shown = { currency: settings.currency, unit: 'currency', btcPrice: undefined } as const;
  const host = showPage({ collector, view, nowMs: NOW }, () => (
    <MoreMoney pay={pay} settings={settings} shown={shown} nowMs={NOW} />
  ));
  const card = async (heading: string): Promise<HTMLElement> =>
    vi.waitFor(() => {
      const found = [...host.querySelectorAll<HTMLElement>('section')].find(
        (section) => section.querySelector('h2')?.textContent === heading,
      );
      if (!found) throw new Error(`no card ${heading}`);
      return found;
    });
  const button = (name: string): HTMLElement => {
    const found = [...host.querySelectorAll('button')].find((each) => wordsOf(each) === name);
    if (!found) throw new Error(`no button ${name}`);
    return found;
  };
  return { collector, host, card, button };
}

describe('other coins', () => {
  test('says first whether anything pays more, then lists all with their spread', async () => {
    const { card } = await open(fakeCoinFigures(NOW));
    const coins = await card('Would another coin pay more?');
    expect(wordsOf(coins)).toMatch(/NiceHash comes to .*more than BTC, after the switch/);
    const rows = [...coins.querySelectorAll('tbody tr')].map(wordsOf);
    expect(rows.find((row) => row.startsWith('BTC'))).toContain('mined now');
    expect(rows.find((row) => row.startsWith('DGB'))).toContain('one teller');
    expect(wordsOf(coins)).toContain('What was told is too old to count: XEC');
    expect(wordsOf(coins)).toMatch(/minerstat: €[\d.]+ ?\/day, \d+ min ago/);
  });

  test('counts another switch when one would stay for another time', async () => {
    const { card } = await open(fakeCoinFigures(NOW));
    const coins = await card('Would another coin pay more?');
    const bch = () =>
      wordsOf([...coins.querySelectorAll('tbody tr')].find((row) => wordsOf(row).startsWith('BCH')) ?? coins);
    const week = bch();
    const day = [...coins.querySelectorAll('label')].find((label) => wordsOf(label) === '1 day');
    if (!day) throw new Error('no choice of a day');
    await userEvent.click(day);
    expect(bch()).not.toBe(week);
  });

  test('is one sentence and one way on without sources', async () => {
    const { card } = await open({});
    const coins = await card('Would another coin pay more?');
    expect(wordsOf(coins)).toContain('Nobody tells what coins pay now.');
    expect(coins.querySelector('a')?.getAttribute('href')).toBe('/settings/sources');
    expect(coins.querySelector('table')).toBeNull();
  });
});

test('the demo says that it asks nobody, and sends nobody to sources that would not speak of it', async () => {
  const page = mountPage(
    () => {
      const fleet = useFleet();
      return (
        <Show when={fleet.view()}>
          {(view) => (
            <MoreMoney
              pay={shownPay(view(), view().settings, NOW, 'UTC')}
              settings={view().settings}
              shown={{ currency: 'EUR', unit: 'currency' }}
              nowMs={NOW}
            />
          )}
        </Show>
      );
    },
    'fine',
    { kind: 'demo', nowMs: () => NOW },
  );
  onTestFinished(page.remove);
  await vi.waitFor(() => expect(page.words()).toContain('The demo asks nobody what coins pay.'));
  expect(page.words()).toContain('The demo has no account at a pool.');
});

describe('luck', () => {
  test('tells who mines alone his odds at once, never that a block is due', async () => {
    const { card, host } = await open(fakeCoinFigures(NOW));
    const luck = await card('Luck');
    expect(wordsOf(luck)).toMatch(/One block in \d+ years on average/);
    expect(wordsOf(luck)).toMatch(/in a year .*% \(1 in \d+\)/);
    expect(wordsOf(luck)).toMatch(/Difficulty 149\.00 T, told by mempool\.space .*\d+ min ago/);
    expect(wordsOf(luck)).toMatch(/ckpool .*3\.40 G 53 % of such runs/i);
    expect(wordsOf(host)).not.toMatch(/\bdue\b/i);
  });

  test('tells all others on request alone', async () => {
    const { card, button } = await open(fakeCoinFigures(NOW), 'stratum+tcp://stratum.braiins.com:3333');
    const luck = await card('If you mined alone');
    expect(luck.querySelector('table')).toBeNull();
    await userEvent.click(button('Show my odds if I mined alone'));
    expect(wordsOf(luck)).toMatch(/One block in \d+ years on average/);
  });

  test('says that nobody tells the difficulty', async () => {
    const { card } = await open({});
    const luck = await card('Luck');
    expect(wordsOf(luck)).toContain('Nobody tells how hard a block is now');
    expect(luck.querySelector('a')?.getAttribute('href')).toBe('/settings/sources');
  });
});

describe('pay of pools', () => {
  test('is checked on request, and says what was found and what it rests on', async () => {
    const { collector, card, button } = await open(fakeCoinFigures(NOW));
    collector.insight.audits = fakeAudits(NOW);
    const audit = await card('Do your pools pay what they owe?');
    expect(wordsOf(audit)).not.toContain('Paid as owed');
    await userEvent.click(button('Check my pools'));
    await vi.waitFor(() => expect(wordsOf(audit)).toContain('Paid as owed'));
    expect(wordsOf(audit)).toContain('Braiins Pool, BTC');
    expect(wordsOf(audit)).toMatch(/Next payout about 2026-01-\d\d/);
    expect(wordsOf(audit)).toContain('It has several ways');
    expect(button('Check again').textContent).toBe('Check again');
  });

  test('can be told which of a pool’s ways is theirs, with its fee or another', async () => {
    const { collector, card, button } = await open(fakeCoinFigures(NOW));
    collector.insight.audits = fakeAudits(NOW);
    const audit = await card('Do your pools pay what they owe?');
    await userEvent.click(button('Check my pools'));
    const viabtc = await vi.waitFor(() => {
      const found = [...audit.querySelectorAll('details')].find(({ open }) => open);
      if (!found) throw new Error('no terms are asked for');
      return found;
    });
    const way = viabtc.querySelector('select');
    if (!way) throw new Error('no choice of the way of pay');
    expect([...way.options].map(({ value }) => value)).toEqual(['listed', 'PPS+', 'PPLNS', 'SOLO']);
    const kept = () => collector.view().settings.poolTerms;
    await userEvent.selectOptions(way, 'PPLNS');
    await vi.waitFor(() =>
      expect(kept()).toEqual([{ provider: 'viabtc', coin: 'BTC', scheme: 'PPLNS', poolFee: 0.02 }]),
    );
    const fee = viabtc.querySelector('input');
    if (!fee) throw new Error('no field for the fee');
    await userEvent.fill(fee, '1.5');
    await userEvent.tab();
    await vi.waitFor(() => expect(kept()).toMatchObject([{ scheme: 'PPLNS', poolFee: 0.015 }]));
    // The list was made anew by then, and the hand is still in it.
    expect(viabtc.isConnected).toBe(true);
  });

  test('cannot be checked while the past cannot be read', async () => {
    const { collector, card, button } = await open(fakeCoinFigures(NOW));
    collector.insight.audits = new Error('the store is gone');
    const audit = await card('Do your pools pay what they owe?');
    await userEvent.click(button('Check my pools'));
    await vi.waitFor(() => expect(wordsOf(audit)).toContain('nothing was checked'));
  });

  test('is one sentence and one way on without an account', async () => {
    const { card } = await open({});
    const audit = await card('Do your pools pay what they owe?');
    expect(wordsOf(audit)).toContain('No pool tells what it pays you.');
    expect(audit.querySelector('a')?.getAttribute('href')).toBe('/settings/sources');
    expect(audit.querySelector('button')).toBeNull();
  });
});

describe('the calendar of payouts', () => {
  test('is there at once: what waits, what comes with its odds, what was sent and what it was worth', async () => {
    const { card } = await open(fakeCoinFigures(NOW));
    const calendar = await card('When your pools pay');
    await vi.waitFor(() => expect(wordsOf(calendar)).toContain('31 000 sats of 50 000 sats waiting'));
    expect(calendar.querySelector('progress')?.value).toBeCloseTo(0.62, 9);
    expect(wordsOf(calendar)).toContain('1 000 sats a payment, the mean of what you paid');
    const tables = [...calendar.querySelectorAll('table')];
    const rows = tables.map((table) => [...table.querySelectorAll('tbody tr')].map(wordsOf));
    expect(rows[0]?.[0]).toMatch(/ and .*> 99\.9 % ?5\d [0-9]00 sats/);
    expect(rows[0]?.at(-1)).toMatch(/ [1-9]\d % /);
    expect(rows[1]).toHaveLength(3);
    expect(rows[1]?.[0]).toMatch(/2026 ?42 000 sats ?1 000 sats/);
    expect(wordsOf(calendar)).toMatch(/Comes by (14 Feb|Feb 14,) 2026/);
    expect(wordsOf(calendar)).not.toMatch(/\bdue\b/i);
  });

  test('calls solo mining luck, and tells no day of it', async () => {
    const { card } = await open(fakeCoinFigures(NOW));
    const calendar = await card('When your pools pay');
    const solo = await vi.waitFor(() => {
      const found = [...calendar.querySelectorAll('section')].find((each) => /ckpool/i.test(wordsOf(each)));
      if (!found) throw new Error('no section of the solo pool');
      return found;
    });
    expect(wordsOf(solo)).toContain('That is luck, which no calendar holds');
    expect(solo.querySelector('table, progress')).toBeNull();
  });

  test('is no card without an account', async () => {
    const { card, host } = await open({});
    await card('Do your pools pay what they owe?');
    expect(wordsOf(host)).not.toContain('When your pools pay');
  });
});

test('other pools of the coin stand side by side, where its chain is known whole', async () => {
  const told = { provider: 'mempool', atMs: NOW, receivedAtMs: NOW };
  const { card } = await open({
    ...fakeCoinFigures(NOW),
    'rewards:BTC': { ...told, value: { blocks: 144, feesPerBlock: 0.03 } },
  });
  const offers = await card('What other pools would leave');
  const rowsNow = () => [...offers.querySelectorAll('tbody tr')].map(wordsOf);
  const best = rowsNow();
  expect(best).toHaveLength(5);
  offers.querySelector('button')?.click();
  const rows = rowsNow();
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.slice(0, 5)).toEqual(best);
  expect(rows.find((row) => row.startsWith('Braiins Pool'))).toMatch(/FPPS 2\.5 % – – \d \d{3} sats/);
  const { host } = await open({});
  expect(wordsOf(host)).not.toContain('What other pools would leave');
});

/** What is offered to be saved while a test runs, by its name. */
function savedFiles(): ReadonlyMap<string, Promise<string>> {
  const files = new Map<string, Promise<string>>();
  let offered = Promise.resolve('');
  const create = vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    if (blob instanceof Blob) offered = blob.text();
    return 'blob:offered';
  });
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    files.set(this.download, offered);
  });
  onTestFinished(() => {
    create.mockRestore();
    click.mockRestore();
  });
  return files;
}

describe('the books', () => {
  test('are made on request, with a look at the rows and files to save', async () => {
    const files = savedFiles();
    const { collector, card, button } = await open(fakeCoinFigures(NOW));
    const atMs = Float64Array.from({ length: 40 * 24 }, (_, i) => NOW - (40 * 24 - i) * HOUR);
    collector.outside.pasts = { 'price:BTC:EUR': { atMs, values: atMs.map(() => 80_000) } };
    const books = await card('The books');
    await userEvent.click(button('Make the tables'));
    await vi.waitFor(() => expect(books.querySelectorAll('table')).toHaveLength(2));
    expect(wordsOf(books)).toContain('From 2025-12-16 to 2026-01-14.');
    expect(wordsOf(books)).toContain('Braiins Pool');
    await userEvent.click(button('Save the days'));
    const days = await files.get('davylamp-days-2025-12-16-2026-01-14.csv');
    const [head = '', first = ''] = days?.split('\r\n') ?? [];
    expect(head).toContain('day,time_zone,from_utc,to_utc,credited_BTC');
    expect(head).toContain('energy_kWh,power_cost_EUR');
    expect(first).toMatch(/^2025-12-16,.*T\d\d:00:00\.000Z/);
    expect(days?.trim().split('\r\n')).toHaveLength(31);
    await userEvent.click(button('Save the payouts'));
    const payouts = await files.get('davylamp-payouts-2025-12-16-2026-01-14.csv');
    expect(payouts?.trim().split('\r\n')).toHaveLength(4);
    expect(payouts).toContain('80000');
  });

  test('say what is missing where no pool tells the pay, and where prices are an example', async () => {
    const { card, button } = await open({});
    const books = await card('The books');
    await userEvent.click(button('Make the tables'));
    await vi.waitFor(() => expect(wordsOf(books)).toContain('No pool tells your pay'));
    expect(wordsOf(books)).toContain('Power is counted at the example price');
    expect([...books.querySelectorAll('button')].map(wordsOf)).not.toContain('Save the payouts');
  });

  test('can be stopped while they are made, and leave nothing half', async () => {
    const { collector, card, button } = await open({});
    const series = collector.series.bind(collector);
    let days = 0;
    const waiting: (() => void)[] = [];
    collector.series = async (query) => {
      days += 1;
      if (days > 10) await new Promise<void>((resolve) => waiting.push(resolve));
      return series(query);
    };
    const books = await card('The books');
    await userEvent.click(button('Make the tables'));
    await vi.waitFor(() => expect(wordsOf(books)).toMatch(/Reading day \d+ of 30/));
    expect(books.querySelector('progress')).not.toBeNull();
    await userEvent.click(button('Stop'));
    for (const goOn of waiting) goOn();
    await vi.waitFor(() => expect(books.querySelector('progress')).toBeNull());
    expect(books.querySelector('table')).toBeNull();
    expect(wordsOf(books)).not.toContain('could not be read');
  });

  test('say that the past could not be read', async () => {
    const { collector, card, button } = await open({});
    collector.series = async () => {
      throw new Error('the store is gone');
    };
    const books = await card('The books');
    await userEvent.click(button('Make the tables'));
    await vi.waitFor(() => expect(wordsOf(books)).toContain('The past could not be read'));
  });
});
