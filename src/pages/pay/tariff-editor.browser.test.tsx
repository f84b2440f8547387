import { createSignal, Show } from 'solid-js';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../ui/base.css';
import { FakeCollector } from '../../../tests/preview/fake-collector.ts';
import { showPage } from '../../../tests/support/shown-page.tsx';
import type { Tariff } from '../../domain/economics/tariff.ts';
import { type EnergyPriceSeries, energyPriceSeries } from '../../domain/energy-price.ts';
import type { FleetView } from '../../domain/fleet-view.ts';
import type { UtilityRate } from '../../domain/utility-rate.ts';
import { createPayDraft } from './create-pay-draft.ts';
import { PowerCard } from './power-card.tsx';
import { dropUnfinished } from './unfinished-tariff.ts';

const HOUR = 3_600_000;
const NOW = new Date(2026, 0, 15, 16, 30).getTime();
const TODAY = new Date(2026, 0, 15).getTime();
const FLAT: Tariff = { kind: 'flat', pricePerKwh: 0.25 };
const SPOT: Tariff = { kind: 'spot', provider: 'awattar' };

beforeEach(() => dropUnfinished('real'));

/** The editor alone, over what is kept. */
async function open(tariff: Tariff = FLAT, prepare: (collector: FakeCollector) => void = () => {}) {
  const collector = new FakeCollector('fine', { nowMs: () => NOW });
  prepare(collector);
  await collector.saveSettings({ tariff });
  collector.calls.length = 0;
  const [view, setView] = createSignal<FleetView>(await collector.start({ fleet: 'real' }));
  await collector.subscribe(setView);
  const [isHere, setHere] = createSignal(true);
  const host = showPage({ collector, view, nowMs: NOW }, () => (
    <Show when={isHere()}>
      <Editor />
    </Show>
  ));
  const words = () => host.textContent?.replaceAll(/[\u00a0\u202f]/g, ' ') ?? '';
  const tariffKept = () => view().settings.tariff;
  const leave = () => setHere(false);
  return { host, collector, view, words, tariffKept, leave, ...controlsOf(host) };
}

function Editor() {
  const draft = createPayDraft();
  const settings = () => draft.settings();
  return (
    <PowerCard
      tariff={settings()?.tariff ?? FLAT}
      isExample={settings()?.tariffIsExample ?? false}
      currency={settings()?.currency ?? 'EUR'}
      onPreview={(tariff) => draft.preview({ tariff })}
      onKeep={(tariff) => void draft.keep({ tariff, tariffIsExample: false }, 'Kept.')}
    />
  );
}

function controlsOf(host: HTMLElement) {
  const control = (label: string, place = 0): HTMLElement => {
    const labels = [...host.querySelectorAll('label')].filter(
      ({ textContent }) => textContent?.trim() === label,
    );
    const found = labels[place]?.control;
    if (!found) throw new Error(`no field ${label}`);
    return found;
  };
  const button = (name: string): HTMLButtonElement => {
    const found = [...host.querySelectorAll('button')].find(
      (candidate) => candidate.textContent?.trim() === name || candidate.ariaLabel === name,
    );
    if (!found) throw new Error(`no button ${name}`);
    return found;
  };
  const type = async (label: string, text: string, place = 0) => {
    const field = control(label, place);
    await userEvent.fill(field, text);
    field.blur();
  };
  const choose = (label: string, choice: string) => userEvent.selectOptions(control(label), choice);
  const unfold = (heading: string) => {
    const found = [...host.querySelectorAll('summary')].find(({ textContent }) =>
      textContent?.includes(heading),
    );
    if (!found) throw new Error(`no fold ${heading}`);
    found.click();
  };
  return { control, button, type, choose, unfold };
}

/** aWATTar told today's prices twelve minutes ago: 0.10 at midnight, a cent more each hour. */
function told(change: Partial<EnergyPriceSeries> = {}, ageMs = 12 * 60_000, hours = 24) {
  const rows = Array.from({ length: hours }, (_, hour) => ({
    fromMs: TODAY + hour * HOUR,
    toMs: TODAY + (hour + 1) * HOUR,
    pricePerKwh: 0.1 + hour / 100,
  }));
  const series = energyPriceSeries(
    { id: 'DE-LU', includes: 'wholesale', direction: 'import', currency: 'EUR', ...change },
    rows,
  );
  const receivedAtMs = NOW - ageMs;
  return { value: [series], provider: 'awattar', atMs: receivedAtMs, receivedAtMs };
}

function awattarOn(figure = told()) {
  return (collector: FakeCollector) => {
    collector.outside.figures = { 'energy:awattar': figure };
    void collector.outside.chooseSource('awattar', { enabled: true, fields: { country: 'de' } });
  };
}

const EDISON: UtilityRate = {
  currency: 'EUR',
  utility: 'Edison',
  name: 'TOU-D',
  energy: {
    periods: [[{ rate: 0.1, maxUnit: 'kWh' }], [{ rate: 0.3, maxUnit: 'kWh' }]],
    weekdays: Array.from({ length: 12 }, () => Array.from({ length: 24 }, (_, hour) => (hour >= 17 ? 1 : 0))),
    weekend: Array.from({ length: 12 }, () => Array.from({ length: 24 }, () => 0)),
  },
  fixedCharge: { amount: 12, per: 'month' },
  minimumCharge: { amount: 10, per: 'month' },
};

describe('a price that the market makes', () => {
  test('has its provider chosen and switched on where it stands', async () => {
    const { collector, words, control, choose, button, tariffKept } = await open();
    control('By the market').click();
    expect(words()).toContain('Choose who tells the prices.');
    expect(words()).toContain('Not kept yet');
    expect(collector.calls.filter((call) => call.startsWith('saveSettings'))).toEqual([]);
    await choose('Who tells the market’s price', 'awattar');
    await vi.waitFor(() => expect(tariffKept()).toMatchObject({ kind: 'spot', provider: 'awattar' }));
    expect(words()).toContain('What a kWh costs now is not known: aWATTar is off.');
    expect(words()).toContain('Learns the address of your line.');
    button('Switch aWATTar on').click();
    await vi.waitFor(() => expect(words()).toContain('aWATTar: Needs to be told more'));
    await choose('Country', 'de');
    button('Keep').click();
    await vi.waitFor(() => expect(words()).toMatch(/aWATTar: Answered \d+ s ago/));
    expect(collector.outside.calls.at(-1)).toBe('chooseSource awattar {"fields":{"country":"de"}}');
  });

  test('is told in one line with what comes on top, by whom and when, and drawn by the hour', async () => {
    const { words, type, host } = await open(SPOT, awattarOn());
    await vi.waitFor(() =>
      expect(words()).toMatch(/0\.26\/kWh now: .0\.26 market, by aWATTar, told 12 min ago/),
    );
    expect(words()).toContain('Only the market’s price counts so far.');
    await type('Surcharge and grid', '0.10');
    await type('VAT', '20');
    await vi.waitFor(() =>
      expect(words()).toMatch(/0\.432\/kWh now: .0\.26 market \+ .0\.10 surcharge and levies \+ 20 % VAT/),
    );
    expect(words()).not.toContain('Only the market’s price counts so far.');
    expect(words()).toMatch(/Cheapest .*0\.24\/kWh\. Dearest .*0\.516\/kWh\./);
    expect(words()).toContain('Tomorrow’s prices are not known yet.');
    expect(host.querySelectorAll('[data-now="true"]')).toHaveLength(1);
  });

  test('asks for what its provider must know in words of that provider', async () => {
    const { words, choose, button } = await open(SPOT);
    await choose('Who tells the market’s price', 'octopus');
    await vi.waitFor(() => expect(words()).toContain('Octopus Energy is off'));
    expect(words()).toContain('Learns roughly where you live');
    button('Switch Octopus Energy on').click();
    await vi.waitFor(() => expect(words()).toContain('such as AGILE-24-10-01'));
  });

  test('says that there are no prices yet', async () => {
    const { words } = await open(SPOT, (collector) => {
      void collector.outside.chooseSource('awattar', { enabled: true, fields: { country: 'de' } });
    });
    await vi.waitFor(() => expect(words()).toContain('aWATTar has told no prices yet.'));
    expect(words()).toContain('No prices of today are known yet.');
  });

  test('keeps the older prices of a provider that fails, with their age and its words', async () => {
    const { words } = await open(SPOT, (collector) => {
      collector.outside.fails = {
        awattar: { kind: 'provider-failed', detail: '503 Service Unavailable', atMs: NOW },
      };
      awattarOn(told({}, 5 * HOUR))(collector);
    });
    await vi.waitFor(() => expect(words()).toMatch(/market, by aWATTar, told 5 h ago/));
    expect(words()).toContain('aWATTar: It has trouble of its own.');
    expect(words()).toContain('503 Service Unavailable');
    expect(words()).toMatch(/Last good answer .* ago/);
  });

  test('is not counted in another currency than the owner’s, and says so', async () => {
    const { words } = await open(SPOT, awattarOn(told({ currency: 'SEK' })));
    await vi.waitFor(() => expect(words()).toContain('aWATTar tells prices in SEK, and you count in EUR'));
    expect(words()).toContain('What a kWh costs now is not known');
    expect(words()).toContain('No prices of today are known yet.');
  });

  test('that is not known for all of a day says for how much of it', async () => {
    const { words } = await open({ ...SPOT, fallbackPerKwh: 0.3 }, awattarOn(told({}, HOUR, 10)));
    await vi.waitFor(() => expect(words()).toContain('10 of 24 hours are known.'));
    expect(words()).toContain(
      'the price you chose for such times, because aWATTar tells no price for this hour.',
    );
  });

  test('follows the series that is chosen of several', async () => {
    const [first] = told().value;
    if (!first) throw new Error('no series');
    const other = {
      ...first,
      id: 'AT',
      prices: first.prices.map((price) => ({ ...price, pricePerKwh: 0.5 })),
    };
    const { words, choose, tariffKept } = await open(SPOT, awattarOn({ ...told(), value: [first, other] }));
    await vi.waitFor(() => expect(words()).toContain('Which of its prices'));
    await choose('Which of its prices', 'AT');
    await vi.waitFor(() => expect(tariffKept()).toMatchObject({ seriesId: 'AT' }));
    await vi.waitFor(() => expect(words()).toMatch(/0\.50\/kWh now/));
  });
});

describe('what is typed', () => {
  test('stays while another kind is looked at, and while views come', async () => {
    const { control, type, words, collector, tariffKept } = await open();
    control('By the market').click();
    await type('Price where the market’s is not known (optional)', '0.31');
    collector.change();
    expect(control('Price where the market’s is not known (optional)')).toHaveProperty('value', '0.31');
    expect(words()).toContain('Not kept yet');
    control('One price').click();
    expect(control('Price')).toHaveProperty('value', '0.25');
    control('By the market').click();
    expect(control('Price where the market’s is not known (optional)')).toHaveProperty('value', '0.31');
    expect(tariffKept()).toEqual(FLAT);
  });

  test('is marked as no example any more, and comes back on undo', async () => {
    const { words, type, button, tariffKept } = await open();
    expect(words()).toContain('example');
    await type('Price', '0.31');
    await vi.waitFor(() => expect(tariffKept()).toEqual({ kind: 'flat', pricePerKwh: 0.31 }));
    expect(words()).toMatch(/0\.31\/kWh at all times, as typed/);
    await vi.waitFor(() => expect(words()).not.toContain('example'));
    button('Undo').click();
    await vi.waitFor(() => expect(tariffKept()).toEqual(FLAT));
    await vi.waitFor(() => expect(words()).toContain('example'));
  });
});

describe('the rest of a contract', () => {
  test('is kept row by row, as soon as its figures are filled in', async () => {
    const { button, type, choose, unfold, words, tariffKept } = await open();
    unfold('More of my contract');
    button('Add a standing charge').click();
    expect(words()).toContain('Fill this in.');
    expect(tariffKept()).toEqual(FLAT);
    await type('Amount', '12');
    await vi.waitFor(() =>
      expect(tariffKept()).toEqual({ ...FLAT, terms: { standingCharges: [{ amount: 12, per: 'month' }] } }),
    );
    expect(words()).toContain('1 standing charge');
    await choose('What the grid pays for your solar power', 'fixed');
    await type('Price paid', '0.08');
    button('Add a tier').click();
    await type('Above', '500');
    await type('Costs so much more', '-0.02');
    button('Add a demand charge').click();
    await type('Price', '12', 1);
    await choose('The meter takes the mean of', '30');
    await vi.waitFor(() =>
      expect(tariffKept().terms).toEqual({
        standingCharges: [{ amount: 12, per: 'month' }],
        feedIn: { kind: 'fixed', pricePerKwh: 0.08 },
        tiers: [{ aboveKwh: 500, addPerKwh: -0.02 }],
        demandCharges: [{ pricePerKw: 12, windowMinutes: 30 }],
      }),
    );
    // A month of the six miners of the fake fleet, with all of it.
    expect(words()).toMatch(
      /Energy, [\d ]+ kWh .\d+\.\d\d.*Tiers −.*Demand charge .*Together.*The standing charge, .12\.00 this month, is due without them/,
    );
    button('Remove standing charge 1').click();
    await vi.waitFor(() => expect(tariffKept().terms?.standingCharges).toBeUndefined());
    expect(document.activeElement).toBe(button('Add a standing charge'));
  });

  test('takes its standing charge over from the supplier that tells it', async () => {
    const octopus: Tariff = { kind: 'spot', provider: 'octopus' };
    const { unfold, button, words, tariffKept } = await open(octopus, (collector) => {
      const heard = { provider: 'octopus', atMs: NOW - HOUR, receivedAtMs: NOW - HOUR };
      const charge = { fromMs: NOW - HOUR, toMs: Number.POSITIVE_INFINITY, perDay: 0.4787 };
      collector.outside.figures = {
        'charges:octopus': { ...heard, value: [{ ...charge, payment: 'any payment' }] },
      };
      void collector.saveSettings({ currency: 'GBP' });
    });
    unfold('More of my contract');
    await vi.waitFor(() =>
      expect(words()).toMatch(
        /Octopus Energy tells .0\.4787\/day for your tariff, with VAT, (1 h|60 min) ago/,
      ),
    );
    button('Take it over').click();
    await vi.waitFor(() =>
      expect(tariffKept().terms?.standingCharges).toEqual([{ amount: 0.4787, per: 'day' }]),
    );
    await vi.waitFor(() => expect(words()).not.toContain('Take it over'));
  });

  test('of prices typed without taxes has them added', async () => {
    const { control, type, unfold, words, tariffKept } = await open();
    unfold('More of my contract');
    control('My prices above are without taxes').click();
    await type('VAT', '20');
    await vi.waitFor(() => expect(tariffKept().additions?.vatFraction).toBe(0.2));
    expect(words()).toMatch(/0\.30\/kWh at all times, as typed\. That is .0\.25 typed \+ 20 % VAT\./);
    control('My prices above are without taxes').click();
    await vi.waitFor(() => expect(tariffKept()).toEqual(FLAT));
  });
});

describe('prices by the clock', () => {
  const evening: Tariff = {
    kind: 'time-of-use',
    basePerKwh: 0.2,
    periods: [{ fromMinute: 1020, toMinute: 1200, pricePerKwh: 0.4 }],
  };

  test('may hold in some months alone, and know holidays', async () => {
    const { host, unfold, type, button, words, tariffKept } = await open(evening);
    unfold('All year');
    host.querySelector<HTMLInputElement>('[aria-label="December"]')?.click();
    await vi.waitFor(() =>
      expect(tariffKept()).toMatchObject({ periods: [{ months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] }] }),
    );
    expect(words()).toContain('In Jan–Nov');
    expect(words()).toContain('Every day, Jan–Nov (today)');
    unfold('Holidays');
    await type('Date', '2026-12-25');
    button('Add the day').click();
    await vi.waitFor(() => expect(tariffKept()).toMatchObject({ holidays: ['2026-12-25'] }));
    expect(words()).toContain('1 day');
    button('Remove period 1').click();
    expect(document.activeElement).toBe(button('Add a period'));
  });

  test('are taken over from a utility, which says what it cannot hold', async () => {
    const { unfold, button, words, tariffKept } = await open(evening, (collector) => {
      const heard = { provider: 'openei', atMs: NOW - HOUR, receivedAtMs: NOW - HOUR };
      collector.outside.figures = { 'rates:openei': { ...heard, value: [EDISON] } };
    });
    unfold('Take over a utility’s rate');
    await vi.waitFor(() => expect(words()).toContain('Edison: TOU-D'));
    expect(words()).toMatch(/0\.10\/kWh, and 1 period at other prices\./);
    expect(words()).toContain('a least amount for each bill');
    expect(words()).toMatch(/By OpenEI, told (60 min|1 h) ago/);
    button('Take this rate over').click();
    await vi.waitFor(() =>
      expect(tariffKept()).toMatchObject({
        basePerKwh: 0.1,
        periods: [{ fromMinute: 1020, pricePerKwh: 0.3, weekdays: [1, 2, 3, 4, 5] }],
        terms: { standingCharges: [{ amount: 12, per: 'month' }] },
      }),
    );
  });

  test('stay, where what is kept of a utility cannot be read', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { unfold, words } = await open(evening, (collector) => {
      const heard = { provider: 'openei', atMs: NOW, receivedAtMs: NOW };
      collector.outside.figures = { 'rates:openei': { ...heard, value: [{ name: 'of a later version' }] } };
    });
    unfold('Take over a utility’s rate');
    await vi.waitFor(() => expect(words()).toContain('None of the rates found there names its prices.'));
    expect(words()).toContain('Period 1');
    expect(error).toHaveBeenCalled();
    error.mockRestore();
  });

  test('of a utility in another currency cannot be taken over', async () => {
    const { unfold, words } = await open(evening, (collector) => {
      const heard = { provider: 'openei', atMs: NOW, receivedAtMs: NOW };
      collector.outside.figures = {
        'rates:openei': { ...heard, value: [{ ...EDISON, currency: 'USD' }] },
      };
    });
    unfold('Take over a utility’s rate');
    await vi.waitFor(() =>
      expect(words()).toContain('in USD, and you count in EUR: they cannot be taken over'),
    );
    expect(words()).not.toContain('Take this rate over');
  });
});

describe('a price left half typed', () => {
  async function leaveHalfTyped() {
    const before = await open({
      kind: 'time-of-use',
      basePerKwh: 0.2,
      periods: [{ fromMinute: 1020, toMinute: 1200, weekdays: [1], pricePerKwh: 0.4 }],
    });
    before.host.querySelector<HTMLInputElement>('[aria-label="Monday"]')?.click();
    expect(before.words()).toContain('Not kept yet');
    before.leave();
    return open();
  }

  test('is offered again where one comes back, and counts no more than before', async () => {
    const { words, button, tariffKept } = await leaveHalfTyped();
    expect(words()).toContain('You began a price (“By the clock”) and left before it was complete.');
    expect(words()).not.toContain('Not kept yet');
    button('Go on with it').click();
    expect(words()).toContain('Choose at least one day.');
    expect(words()).not.toContain('You began a price');
    expect(tariffKept()).toEqual(FLAT);
  });

  test('is gone when it is discarded', async () => {
    const { leave, words, button } = await leaveHalfTyped();
    button('Discard it').click();
    expect(words()).not.toContain('You began a price');
    leave();
    expect((await open()).words()).not.toContain('You began a price');
  });
});
