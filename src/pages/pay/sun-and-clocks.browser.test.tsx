import { createSignal } from 'solid-js';
import { describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../ui/base.css';
import { FakeCollector } from '../../../tests/preview/fake-collector.ts';
import { wordsOf } from '../../../tests/preview/mount-page.tsx';
import { showPage } from '../../../tests/support/shown-page.tsx';
import type { Tariff } from '../../domain/economics/tariff.ts';
import type { FleetView } from '../../domain/fleet-view.ts';
import type { SeriesColumns } from '../../domain/series.ts';
import type { Settings } from '../../domain/settings.ts';
import { PayPage } from './pay-page.tsx';

const NOW = Date.UTC(2026, 0, 15, 16);
const MINUTE = 60_000;

async function open(change: Partial<Settings> = {}, past?: SeriesColumns) {
  const collector = new FakeCollector('fine', { nowMs: () => NOW });
  const first = await collector.start({ fleet: 'real' });
  await collector.saveSettings({ ...first.settings, ...change });
  if (past) collector.series = async () => past;
  const [view, setView] = createSignal<FleetView>(collector.view());
  await collector.subscribe(setView);
  const host = showPage({ collector, view, nowMs: NOW }, () => <PayPage />);
  const field = (label: string): HTMLInputElement | HTMLSelectElement => {
    const found = [...host.querySelectorAll('label')].find(({ textContent }) => textContent === label);
    const control = found?.control;
    if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement))
      throw new Error(`no field ${label}`);
    return control;
  };
  const type = async (label: string, text: string) => {
    await userEvent.fill(field(label), text);
    field(label).blur();
  };
  const press = (words: string) => {
    const found = [...host.querySelectorAll<HTMLElement>('button, summary')].find(({ textContent }) =>
      textContent?.trim().startsWith(words),
    );
    if (!found) throw new Error(`nothing to press: ${words}`);
    found.click();
  };
  const card = (heading: string) => {
    const found = [...host.querySelectorAll('h2')].find(({ textContent }) => textContent === heading);
    return wordsOf(found?.closest('section') ?? host);
  };
  const choose = (label: string, choice: string) => userEvent.selectOptions(field(label), choice);
  return { host, collector, tariff: () => view().settings.tariff, type, press, choose, card };
}

const FLAT: Tariff = { kind: 'flat', pricePerKwh: 0.3 };

describe('spare solar power', () => {
  test('counts once it is said what the grid would pay, and changes net, hours and sums', async () => {
    const { press, type, choose, card, host, tariff } = await open({ tariff: FLAT });
    expect(card('By the hour')).toContain('same at every hour');
    press('More of my contract');
    press('Add a surplus');
    await type('Power to spare', '500');
    expect(card('What power costs')).toContain('Say what the grid would pay for it');
    expect(tariff()).toEqual(FLAT);
    await choose('What the grid pays for your solar power', 'fixed');
    await type('Price paid', '0.1');
    await vi.waitFor(() =>
      expect(tariff().terms).toEqual({
        feedIn: { kind: 'fixed', pricePerKwh: 0.1 },
        solar: [{ fromMinute: 600, toMinute: 960, powerW: 500 }],
      }),
    );
    // 500 W for six hours.
    await vi.waitFor(() => expect(wordsOf(host)).toMatch(/3\.00? kWh of it from your sun/));
    expect(card('How it is counted')).toMatch(/6 h × .*3\.00? kWh come from your sun/);
    expect(card('By the hour')).not.toContain('same at every hour');
    expect(card('What power costs')).toMatch(/Lost feed-in, 93 kWh .9\.30/);
    // What is bought, and not what the sun gives: at one price the sum follows from the amount.
    const [, kwh, cost] =
      /Energy from the grid, ([\d ]+) kWh .([\d ]+\.\d+)/.exec(card('What power costs')) ?? [];
    const number = (digits = '') => Number(digits.replaceAll(' ', ''));
    expect(Math.abs(number(cost) - 0.3 * number(kwh))).toBeLessThan(0.3);
    press('Remove');
    await vi.waitFor(() => expect(tariff().terms?.solar).toBeUndefined());
  });
});

describe('tiers and demand', () => {
  test('count as what the miners add to those of the house, the standing charge not at all', async () => {
    const terms = {
      standingCharges: [{ amount: 12, per: 'month' as const }],
      tiers: [{ aboveKwh: 0, addPerKwh: 0.1 }],
      demandCharges: [{ pricePerKw: 31, windowMinutes: 15 as const }],
    };
    const { card, press } = await open({ tariff: { ...FLAT, terms } });
    // 31 a month and kW is 1 a day and kW in January.
    expect(card('How it is counted')).toMatch(/kW × .1\.0000 per kW = /);
    expect(card('How it is counted')).toMatch(/Tiers are in the prices: they add .0\.10/);
    expect(card('From work to what is left')).toContain('Demand charge, a day’s part');
    press('More of my contract');
    expect(card('What power costs')).toContain('is due without them too: it is not counted as theirs');
  });
});

describe('the clocks of a miner', () => {
  /** Two hours at 400 MHz, a rest, two at 525 MHz: far fewer watts for little less work. */
  function past(): SeriesColumns {
    const rows = Array.from({ length: 250 }, (_, i) => (i < 120 ? [400, 1.1e12, 5] : [525, 1.2e12, 18]));
    return {
      atMs: Float64Array.from(rows, (_, i) => NOW - (rows.length - i) * MINUTE),
      values: {
        frequencyMhz: Float64Array.from(rows, ([mhz = Number.NaN]) => mhz),
        hashrateHs: Float64Array.from(rows, ([, rate = Number.NaN]) => rate),
        powerW: Float64Array.from(rows, ([, , watts = Number.NaN]) => watts),
        wallPowerW: Float64Array.from(rows, ([, , watts = Number.NaN]) => watts),
      },
    };
  }

  test('stand side by side once they are asked for, and the one that earns most is named', async () => {
    const { card, press } = await open({ market: { hashpricePerPhPerDay: 60, poolFee: 0 } }, past());
    await vi.waitFor(() => expect(card('Which clock earns most')).toContain('Compare its points'));
    expect(card('Which clock earns most')).not.toContain('400 MHz');
    press('Compare its points');
    await vi.waitFor(() =>
      expect(card('Which clock earns most')).toMatch(
        /400 MHz would earn most at today’s prices: .* more than now/,
      ),
    );
    expect(card('Which clock earns most')).toMatch(/400 MHz.*as it ran, 2 h of the last 30 days.*earns most/);
    expect(card('Which clock earns most')).toContain('as it runs now');
    expect(card('Which clock earns most')).toMatch(
      /A step up is worth it while its added work takes less than/,
    );
  });

  test('of which only the present one is known are not guessed', async () => {
    const nothing = { atMs: new Float64Array(), values: {} };
    const { card, press, choose } = await open({}, nothing);
    await vi.waitFor(() => expect(card('Which clock earns most')).toContain('Compare its points'));
    press('Compare its points');
    await choose('Miner', 'e5');
    await vi.waitFor(() => expect(card('Which clock earns most')).toContain('none is guessed'));
  });
});
