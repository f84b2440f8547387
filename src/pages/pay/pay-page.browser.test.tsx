import { createSignal } from 'solid-js';
import { describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../ui/base.css';
import { FakeCollector } from '../../../tests/preview/fake-collector.ts';
import type { Scenario } from '../../../tests/preview/fake-views.ts';
import { wordsOf } from '../../../tests/preview/mount-page.tsx';
import { showPage } from '../../../tests/support/shown-page.tsx';
import type { FleetView } from '../../domain/fleet-view.ts';
import type { Settings } from '../../domain/settings.ts';
import { PayPage } from './pay-page.tsx';

const NOW = Date.UTC(2026, 0, 15, 16);

async function open(scenario: Scenario = 'fine', change: Partial<Settings> = {}) {
  const collector = new FakeCollector(scenario, { nowMs: () => NOW });
  const first = await collector.start({ fleet: 'real' });
  const [view, setView] = createSignal<FleetView>({ ...first, settings: { ...first.settings, ...change } });
  await collector.subscribe(setView);
  const host = showPage({ collector, view, nowMs: NOW }, () => <PayPage />);
  const input = (label: string, place = 0): HTMLInputElement => {
    const labels = [...host.querySelectorAll('label')].filter(({ textContent }) => textContent === label);
    const found = labels[place]?.control;
    if (!(found instanceof HTMLInputElement)) throw new Error(`no field ${label}`);
    return found;
  };
  const button = (name: string): HTMLButtonElement => {
    const found = [...host.querySelectorAll('button')].find(
      (candidate) => candidate.textContent?.trim() === name || candidate.ariaLabel === name,
    );
    if (!found) throw new Error(`no button ${name}`);
    return found;
  };
  const type = async (field: HTMLInputElement, text: string) => {
    await userEvent.fill(field, text);
    field.blur();
  };
  const choose = async (label: string, choice: string) => {
    const found = [...host.querySelectorAll('label')].find(({ textContent }) => textContent === label);
    if (!(found?.control instanceof HTMLSelectElement)) throw new Error(`no list ${label}`);
    await userEvent.selectOptions(found.control, choice);
  };
  const month = (name: string, group: string): HTMLInputElement => {
    const found = host.querySelector<HTMLInputElement>(`[aria-label="${group}"] [aria-label="${name}"]`);
    if (!found) throw new Error(`no month ${name}`);
    return found;
  };
  return { host, collector, view, input, button, type, choose, month };
}

const sentence = (host: HTMLElement) => host.querySelector('section p')?.textContent ?? '';

/** The money at the end of a line of the arithmetic. */
function resultOf(host: HTMLElement, label: string): number {
  const lines = [...host.querySelectorAll('dl div')].filter(
    (line) => line.querySelector('dt')?.textContent === label,
  );
  const written = lines.flatMap((line) => line.querySelector('strong')?.textContent ?? [])[0];
  return Number(written?.replace('−', '-').replaceAll(/[^\d.-]/g, ''));
}

describe('does it pay now', () => {
  test('answers in one sentence, and flags a price that is only an example', async () => {
    const { host } = await open();
    expect(sentence(host)).toMatch(/^Running all now loses €/);
    expect(host.textContent).toContain('which is an example');
  });

  test('says of a fleet on solo pools that it is the mean of a lottery, and not where they share', async () => {
    const { host, view, collector } = await open();
    expect(host.textContent).toContain('Your pools are solo pools: this is the mean of a lottery.');
    const miners = view().miners.map((miner) =>
      miner.reading
        ? { ...miner, reading: { ...miner.reading, pools: [{ url: 'stratum.braiins.com:3333' }] } }
        : miner,
    );
    collector.change({ miners });
    await vi.waitFor(() => expect(host.textContent).not.toContain('lottery'));
    const [first, ...others] = miners;
    if (!first?.reading) throw new Error('the fake fleet is empty');
    const pools = [{ url: 'stratum+tcp://public-pool.io:21496' }];
    collector.change({
      miners: [{ ...first, reading: { ...first.reading, pools, networkDifficulty: 1.46e14 } }, ...others],
    });
    await vi.waitFor(() => expect(host.textContent).toContain('1 of 6 mine on solo pools alone'));
    expect(host.textContent).toMatch(
      /one block in [\d\s,]+ years on average; the chance within a year is 0\.00\d+\s%/,
    );
  });

  test('asks for the hashprice first, and answers as soon as it is typed', async () => {
    const { host, input, button } = await open('fine', { market: { poolFee: 0 } });
    expect(sentence(host)).toBe('Tell me the hashprice first.');
    button('Type the hashprice').click();
    expect(document.activeElement).toBe(input('Hashprice'));
    await userEvent.fill(input('Hashprice'), '250');
    expect(sentence(host)).toMatch(/^Running all now earns \D*\d/);
    expect(sentence(host)).not.toContain('loses');
  });

  test('keeps a price when its field is left, and takes it back on undo', async () => {
    const { host, collector, view, input, button, type } = await open();
    const before = sentence(host);
    await type(input('Price'), '0,05');
    await vi.waitFor(() => expect(collector.calls).toContain('saveSettings tariff,tariffIsExample'));
    await vi.waitFor(() => expect(view().settings.tariff).toEqual({ kind: 'flat', pricePerKwh: 0.05 }));
    expect(view().settings.tariffIsExample).toBe(false);
    expect(sentence(host)).not.toBe(before);
    button('Undo').click();
    await vi.waitFor(() => expect(view().settings.tariff).toEqual({ kind: 'flat', pricePerKwh: 0.25 }));
    expect(view().settings.tariffIsExample).toBe(true);
    expect(sentence(host)).toBe(before);
  });

  test('takes back the last change only, when the hashprice and then the fee were changed', async () => {
    const { host, view, input, button, type } = await open();
    await type(input('Hashprice'), '80');
    await vi.waitFor(() => expect(host.textContent).toContain('Hashprice kept.'));
    await type(input('Pool fee'), '3');
    await vi.waitFor(() => expect(host.textContent).toContain('Pool fee kept.'));
    expect(host.textContent).not.toContain('Hashprice kept.');
    button('Undo').click();
    await vi.waitFor(() => expect(view().settings.market.poolFee).not.toBe(0.03));
    expect(view().settings.market.hashpricePerPhPerDay).toBe(80);
  });

  test('writes what is earned in satoshi as well, where a bitcoin price is typed', async () => {
    const { host, input, type } = await open('fine', { market: { hashpricePerPhPerDay: 46, poolFee: 0 } });
    expect(host.textContent).not.toContain('sats');
    await type(input('Bitcoin price (optional)'), '80000');
    await vi.waitFor(() => expect(host.textContent).toMatch(/\d\ssats\/day/));
    await type(input('Bitcoin price (optional)'), '');
    await vi.waitFor(() => expect(host.textContent).not.toContain('sats'));
  });

  test('counts wanted heat as money saved, as much of it as is wanted, apart from what is earned', async () => {
    const { host, view, input, type, choose } = await open();
    const cold = resultOf(host, 'Net');
    expect(host.textContent).not.toContain('Saved heating');
    await choose('What would heat these rooms otherwise', 'priced');
    expect(host.textContent).toContain('Not kept yet: fill in what is empty.');
    expect(view().settings.heat.share).toBe(0);
    await type(input('What a kWh of heat costs otherwise'), '0.25');
    await vi.waitFor(() =>
      expect(view().settings.heat).toMatchObject({
        share: 1,
        pricePerKwhHeat: 0.25,
        season: { months: [1, 2, 3, 4, 10, 11, 12] },
      }),
    );
    // Heat worth as much as the power that makes it: all that was earned is left.
    await vi.waitFor(() => expect(resultOf(host, 'Net')).toBeCloseTo(resultOf(host, 'Earned'), 3));
    expect(host.textContent).toMatch(/is saved heating, not earned: mining by itself leaves/);
    await type(input('Part of the heat that is wanted'), '50');
    await vi.waitFor(() => expect(view().settings.heat.share).toBe(0.5));
    expect(resultOf(host, 'Saved heating')).toBeCloseTo(resultOf(host, 'Power') / 2, 3);
    expect(resultOf(host, 'Net')).toBeCloseTo(cold + resultOf(host, 'Saved heating'), 3);
  });

  test('counts no heat out of its season, and says so', async () => {
    const { host, view, choose, month } = await open();
    const cold = resultOf(host, 'Net');
    await choose('What would heat these rooms otherwise', 'resistive');
    await vi.waitFor(() => expect(resultOf(host, 'Saved heating')).toBeGreaterThan(0));
    month('January', 'When these rooms are heated').click();
    await vi.waitFor(() => expect(view().settings.heat.season?.months).toEqual([2, 3, 4, 10, 11, 12]));
    await vi.waitFor(() => expect(host.textContent).toContain('These rooms are not heated today'));
    expect(resultOf(host, 'Net')).toBeCloseTo(cold, 3);
  });

  test('says what is wrong with a price where it stands, and keeps nothing', async () => {
    const { host, collector, input, type } = await open();
    await type(input('Price'), 'a lot');
    expect(host.textContent).toContain('Write a number, such as 0.25.');
    expect(input('Price').getAttribute('aria-invalid')).toBe('true');
    expect(collector.calls.filter((call) => call.startsWith('saveSettings'))).toEqual([]);
  });

  test('names the dear hours to switch off', async () => {
    const { host, input, type } = await open('fine', {
      market: { hashpricePerPhPerDay: 60, poolFee: 0 },
      tariff: {
        kind: 'time-of-use',
        basePerKwh: 0.05,
        periods: [{ fromMinute: 1020, toMinute: 1200, pricePerKwh: 0.05 }],
      },
    });
    expect(host.textContent).toContain('no hour is worth switching off');
    await type(input('Price'), '0.40');
    expect(host.textContent).toMatch(/Off from \S+( PM)? to \S+( PM)? would save/);
    expect(wordsOf(host)).toMatch(/This hour: [+−]\W?€\d\.\d+, with power at €0\.(05|40)\/kWh\./);
  });

  test('marks a period without days, counts on with the last good prices, and keeps nothing', async () => {
    const { host, collector } = await open('fine', {
      tariff: {
        kind: 'time-of-use',
        basePerKwh: 0.2,
        periods: [{ fromMinute: 1020, toMinute: 1200, weekdays: [1], pricePerKwh: 0.4 }],
      },
    });
    const before = sentence(host);
    host.querySelector<HTMLInputElement>('[aria-label="Monday"]')?.click();
    expect(host.textContent).toContain('Choose at least one day.');
    expect(host.textContent).toContain('Not kept yet');
    expect(sentence(host)).toBe(before);
    expect(collector.calls.filter((call) => call.startsWith('saveSettings'))).toEqual([]);
  });

  test('adds a period that counts at once, and removes it again', async () => {
    const { host, view, button } = await open('fine', {
      tariff: {
        kind: 'time-of-use',
        basePerKwh: 0.2,
        periods: [{ fromMinute: 1020, toMinute: 1200, pricePerKwh: 0.4 }],
      },
    });
    button('Add a period').click();
    await vi.waitFor(() =>
      expect(view().settings.tariff).toMatchObject({ periods: [{}, { pricePerKwh: 0.2 }] }),
    );
    const removers = () => host.querySelectorAll('[aria-label^="Remove period"]');
    expect(removers()).toHaveLength(2);
    button('Remove period 2').click();
    button('Remove period 1').click();
    await vi.waitFor(() => expect(view().settings.tariff).toMatchObject({ periods: [] }));
    expect(removers()).toHaveLength(0);
  });

  test('shows the arithmetic with every factor', async () => {
    const { host } = await open('fine', { market: { hashpricePerPhPerDay: 46, poolFee: 0.01 } });
    const words = host.textContent?.replaceAll(/[\u00a0\u202f]/g, ' ') ?? '';
    expect(words).toMatch(/Earned[\d.]+ TH\/s × €0\.04600 per TH\/s a day × 99 % after the pool’s fee = €/);
    expect(words).toMatch(/Power\d\.\d+ kW × 24 h × €0\.25\/kWh = €/);
  });

  test('says of a hashprice that nobody typed that it is an example', async () => {
    const { host, type, input } = await open('fine', { market: { hashpricePerPhPerDay: 46, poolFee: 0 } });
    expect(host.textContent).toContain('An example that comes with the demo, not a live price.');
    await type(input('Hashprice'), '50');
    expect(host.textContent).toMatch(/Typed 0\ss ago\./);
    expect(host.textContent).not.toContain('not a live price');
  });

  test('does not count a miner that finds nothing, and says so', async () => {
    const { host } = await open('silent-death');
    expect(sentence(host)).toMatch(/^Running 5 of 6 now/);
    expect(host.textContent).toContain('Kitchen Gamma: no shares now, so nothing earned.');
  });

  test('keeps the focus on a miner’s link when the next view comes', async () => {
    const { host, collector } = await open();
    const link = host.querySelector<HTMLAnchorElement>('tbody a');
    link?.focus();
    collector.change();
    expect(link?.textContent).toBe('Kitchen Gamma');
    expect(document.activeElement).toBe(link);
  });

  test('claims nothing about miners that do not answer', async () => {
    const { host } = await open('lost-all');
    expect(sentence(host)).toBe('No running miner answers now, so I cannot say.');
    expect(host.textContent).not.toContain('nothing is earned');
  });

  test('without a miner tells what the page is for', async () => {
    const { host } = await open('empty');
    expect(host.textContent).toContain('No miner to count yet');
  });
});

describe('money of power that is worked out', () => {
  test('is told with how far it may be off, in the tiles and miner by miner', async () => {
    const { host, collector, view } = await open();
    for (const { miner, reading } of view().miners) {
      const deviceW = reading?.powerW ?? 18;
      await collector.setPlugReadings(miner.id, [{ atMs: 0, deviceW, wallW: 1.3 * deviceW }]);
    }
    await vi.waitFor(() => expect(wordsOf(host.querySelector('dl') ?? host)).toMatch(/Net[^±]*\d ± \D?\d/));
    const row = [...host.querySelectorAll('tr')].find((each) => wordsOf(each).startsWith('Kitchen Gamma'));
    expect(wordsOf(row ?? host)).toMatch(/^Kitchen Gamma [\d.]+ J\/TH wall ± \d\.\d % .* ± /);
  });
});
