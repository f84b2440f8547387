import { afterEach, expect, test, vi } from 'vitest';
import { type MountedPage, mountPage, wordsOf } from '../../../tests/preview/mount-page.tsx';
import { SourcesPage } from './sources-page.tsx';

let page: MountedPage | undefined;
afterEach(() => page?.remove());

async function mounted(options: Parameters<typeof mountPage>[2] = {}) {
  page = mountPage(SourcesPage, 'fine', options);
  const found = page;
  await vi.waitFor(() => expect(found.words()).toContain('Who is asked over the internet'));
  return found;
}
const switchOf = (name: string) => {
  const label = [...document.querySelectorAll('label')].find((each) => each.textContent === name);
  const input = label && document.getElementById(label.htmlFor);
  if (!(input instanceof HTMLInputElement)) throw new Error(`no switch of ${name}`);
  return input;
};
const rowOf = (name: string) => {
  const row = switchOf(name).closest('li');
  if (!row) throw new Error(`no row of ${name}`);
  return row;
};

test('at first nobody is asked, and the page says so', async () => {
  const { words, collector } = await mounted();
  expect(words()).toContain('Nobody. Davylamp talks to your miners and to its helper alone.');
  expect(collector.outside.calls).toEqual([]);
});

test('a provider that is switched on is named with its address, says how it does, and can be taken back', async () => {
  const { words, collector, control } = await mounted();
  switchOf('CoinGecko').click();
  await vi.waitFor(() => expect(words()).toContain('CoinGecko is on.'));
  expect(document.querySelector('ul code')?.textContent).toBe('api.coingecko.com');
  expect(wordsOf(rowOf('CoinGecko'))).toMatch(/Answered \d+ s ago/);
  control('Undo').click();
  await vi.waitFor(() => expect(words()).toContain('Nobody. Davylamp talks'));
  expect(words()).toMatch(/api.coingecko.com switched off, last asked .* ago/);
  expect(collector.outside.calls.map((call) => call.split(' ').slice(0, 2).join(' '))).toEqual([
    'chooseSource coingecko',
    'chooseSource coingecko',
  ]);
});

test('the usual ones are switched on with one press, and each is named before', async () => {
  const { words, control } = await mounted();
  expect(words()).toMatch(/CoinGecko, mempool.space.*free, without an account/);
  control('Switch these on').click();
  await vi.waitFor(() => expect(words()).toContain('sources are on.'));
  expect(words()).not.toContain('Begin with the usual ones');
});

test('one that fails says why in plain words, what it said itself, and how old its last answer is', async () => {
  const { collector } = await mounted();
  collector.outside.fails = {
    coingecko: { kind: 'rate-limited', detail: 'You have exceeded the limit', atMs: 0 },
  };
  switchOf('CoinGecko').click();
  await vi.waitFor(() =>
    expect(wordsOf(rowOf('CoinGecko'))).toContain('It was asked too often, and wants a pause.'),
  );
  expect(wordsOf(rowOf('CoinGecko'))).toContain('It says: “You have exceeded the limit”');
  expect(wordsOf(rowOf('CoinGecko'))).toMatch(/Last good answer (59 min|1 h.*) ago\./);
});

test('one that wants a key asks for it, keeps it, and never shows it', async () => {
  const { collector, words } = await mounted();
  collector.outside.fails = { coinmarketcap: { kind: 'refused', detail: 'no key', atMs: 0 } };
  switchOf('CoinMarketCap').click();
  const row = rowOf('CoinMarketCap');
  await vi.waitFor(() => expect(wordsOf(row)).toContain('Needs your key'));
  const input = row.querySelector<HTMLInputElement>('input[type=password]');
  if (!input) throw new Error('no field for the key');
  input.value = 'my-key';
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  row.querySelector<HTMLButtonElement>('form button[type=submit]')?.click();
  await vi.waitFor(() => expect(words()).toContain('Key kept.'));
  expect(collector.outside.calls).toContain('saveSourceKey coinmarketcap kept');
  expect(input.value).toBe('');
});

test.each([
  ['AntPool', 'antpool', 'Key', 'Secret', true],
  ['ViaBTC', 'viabtc', 'Key', 'Secret', false],
  ['WattTime', 'watttime', 'User name', 'Password', true],
] as const)('%s has two fields for what its key is made of', async (name, id, first, second, bothWanted) => {
  const { collector } = await mounted();
  switchOf(name).click();
  const row = rowOf(name);
  const fieldOf = (label: string) => {
    const its = [...row.querySelectorAll('label')].find((each) => each.textContent === label);
    const input = its && document.getElementById(its.htmlFor);
    if (!(input instanceof HTMLInputElement)) throw new Error(`no field ${label}`);
    return input;
  };
  const type = (label: string, value: string) => {
    fieldOf(label).value = value;
    fieldOf(label).dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  const keep = () => fieldOf(first).closest('form')?.querySelector<HTMLButtonElement>('button')?.click();
  await vi.waitFor(() => fieldOf(second));
  type(first, 'mine');
  if (bothWanted) {
    keep();
    await vi.waitFor(() => expect(wordsOf(row)).toContain('It wants both.'));
    expect(collector.outside.keys).toEqual([]);
  }
  type(second, 'hidden');
  keep();
  await vi.waitFor(() => expect(collector.outside.keys).toEqual([`${id} mine:hidden`]));
  expect([fieldOf(first).value, fieldOf(second).value]).toEqual(['', '']);
});

test('a price that cannot be right is named with what is known, and that it does not count', async () => {
  const { collector, words } = await mounted();
  collector.outside.doubts = {
    coingecko: [
      {
        of: 'price',
        coin: 'BTC',
        currency: 'EUR',
        told: 830_000,
        toldAtMs: Date.now(),
        known: 83_000,
        knownBy: 'coingecko',
        knownAtMs: Date.now() - 300_000,
        counted: false,
      },
    ],
  };
  switchOf('CoinGecko').click();
  await vi.waitFor(() => expect(wordsOf(rowOf('CoinGecko'))).toContain('It told what cannot be right'));
  expect(words()).toMatch(
    /CoinGecko says that 1 BTC is €830,000.00; .* it was €83,000.00. It is not counted/,
  );
});

test('what a provider told stands in its row, with its age', async () => {
  const { collector } = await mounted();
  const atMs = Date.now() - 60_000;
  collector.outside.figures = {
    'prices:EUR': {
      value: [{ coin: 'BTC', currency: 'EUR', price: 83_210, atMs }],
      provider: 'coingecko',
      atMs,
      receivedAtMs: atMs,
    },
  };
  switchOf('CoinGecko').click();
  await vi.waitFor(() => expect(wordsOf(rowOf('CoinGecko'))).toContain('What it told'));
  expect(wordsOf(rowOf('CoinGecko'))).toContain('1 BTC = €83,210.00');
});

test('a test of a provider that must be told something says what', async () => {
  await mounted();
  switchOf('Octopus Energy').click();
  const row = () => rowOf('Octopus Energy');
  await vi.waitFor(() => expect(row().querySelector('[aria-label="Test Octopus Energy"]')).not.toBeNull());
  row().querySelector<HTMLButtonElement>('[aria-label="Test Octopus Energy"]')?.click();
  await vi.waitFor(() => expect(wordsOf(row())).toContain('It wants to be told: Tariff code, Region.'));
});

test('a test asks now, and tells what came of it', async () => {
  const { collector } = await mounted();
  switchOf('CoinGecko').click();
  const row = () => rowOf('CoinGecko');
  await vi.waitFor(() => expect(row().querySelector('[aria-label="Test CoinGecko"]')).not.toBeNull());
  row().querySelector<HTMLButtonElement>('[aria-label="Test CoinGecko"]')?.click();
  await vi.waitFor(() => expect(wordsOf(row())).toMatch(/It answers\..*1 BTC = €83,210.00, .*ago/));
  expect(collector.outside.calls).toContain('testSource coingecko');
});

test('in the demo the page says whose sources these are', async () => {
  const { words } = await mounted({ kind: 'demo' });
  expect(words()).toContain('The demo asks nobody: its figures are examples.');
});
