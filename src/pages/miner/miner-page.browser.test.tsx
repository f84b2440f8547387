import { createMemoryHistory, MemoryRouter, Route } from '@solidjs/router';
import { createSignal } from 'solid-js';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../ui/base.css';
import { FakeCollector } from '../../../tests/preview/fake-collector.ts';
import { fakeEffects } from '../../../tests/preview/fake-effects.ts';
import type { Scenario } from '../../../tests/preview/fake-views.ts';
import { showPage } from '../../../tests/support/shown-page.tsx';
import type { FleetView, MinerView } from '../../domain/fleet-view.ts';
import type { Reading } from '../../domain/reading.ts';
import { MinerPage } from './miner-page.tsx';

const NOW = Date.UTC(2026, 0, 15, 16);
const PATIENCE = { timeout: 20_000 };
afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

async function open(
  scenario: Scenario,
  id: string,
  change: Partial<Reading> = {},
  path = `/miner/${encodeURIComponent(id)}`,
  known: Partial<MinerView> = {},
  before: (collector: FakeCollector) => Promise<void> = async () => {},
) {
  const collector = new FakeCollector(scenario, { nowMs: () => NOW });
  await before(collector);
  const first = await collector.start({ fleet: 'real' });
  const changed: FleetView = {
    ...first,
    miners: first.miners.map((miner) =>
      miner.reading ? { ...miner, ...known, reading: { ...miner.reading, ...change } } : miner,
    ),
  };
  const [view, setView] = createSignal(changed);
  const history = createMemoryHistory();
  history.set({ value: path });
  const host = showPage({ collector, view, nowMs: NOW }, () => (
    <MemoryRouter history={history}>
      <Route path="/" component={() => <p>the fleet</p>} />
      <Route path="/miner/:id" component={MinerPage} />
    </MemoryRouter>
  ));
  const button = (name: string): HTMLButtonElement => {
    const found = [...host.querySelectorAll('button')].find(
      ({ textContent }) => textContent?.trim() === name,
    );
    if (!found) throw new Error(`no button ${name}`);
    return found;
  };
  const card = (heading: string): string => {
    const found = [...host.querySelectorAll('section')].find(
      (section) => section.querySelector('h2')?.textContent === heading,
    );
    return plain(found?.textContent ?? '');
  };
  await vi.waitFor(() => expect(host.querySelector('h1, h2')).not.toBeNull());
  return { host, collector, button, card, setView };
}

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('the page of a miner', () => {
  test('writes what the device does not tell as a dash, never as 0', async () => {
    const { card } = await open('fine', 'a1', { powerW: undefined, voltageInV: undefined, fans: [] });
    expect(card('Power')).toContain('Power–');
    expect(card('Power')).toContain('Input voltage–');
    expect(card('Fan')).toContain('tells nothing about a fan');
  });

  test('says of a paused miner that it is paused, and of a young mean how young it is', async () => {
    const paused = await open('fine', 'a1', { paused: true, hashrateHs: 0 }, undefined, {
      state: 'paused',
      hashrate10mHs: 1.1e12,
    });
    const tiles = () => plain(paused.host.querySelector('dl')?.textContent ?? '');
    expect(tiles()).toContain('Hashrate0 H/spaused');
    expect(tiles()).toContain('Efficiency–paused');
    const on = await open('fine', 'a1', {}, undefined, { meansSinceMs: NOW - 3 * 60_000 });
    expect(plain(on.host.querySelector('dl')?.textContent ?? '')).toMatch(/3 min mean, since it went on/);
  });

  test('keeps apart which counts a device tells and which it does not', async () => {
    const { host, card } = await open('fine', 'a1', {
      hwErrors: 0,
      hwErrorPct: 3.1,
      shares: { accepted: 111_222 },
    });
    expect(card('Device')).toContain('3.1 % of its work; the count that it tells stays at 0');
    expect(plain(host.querySelector('dl')?.textContent ?? '')).toContain(
      'rejected ones not counted by the device',
    );
  });

  test('names the hardware once, at the top and among the facts', async () => {
    const { host, card } = await open('fine', 'e5');
    expect(plain(host.textContent ?? '')).toContain('Antminer S19j Pro');
    expect(card('Device')).toContain('ModelAntminer S19j Pro');
    expect(host.textContent).not.toContain('Antminer Antminer');
  });

  test('puts on the right axis what the miner tells, where it tells no power', async () => {
    const { host } = await open('fine', 'e5', { powerW: undefined });
    await vi.waitFor(() => expect(host.querySelectorAll('figure select')).toHaveLength(2));
    const [left, right] = host.querySelectorAll<HTMLSelectElement>('figure select');
    expect(left?.selectedOptions[0]?.text).toBe('Hashrate');
    expect(right?.selectedOptions[0]?.text).toBe('ASIC temperature');
  });

  test('explains rejected shares in percent of all', async () => {
    const { card } = await open('fine', 'a1', {
      shares: { accepted: 990, rejected: 10, rejectedReasons: [{ message: 'Above target', count: 10 }] },
    });
    expect(card('Rejected shares')).toContain('1.00 % (10 of 1 000) of all shares earned nothing.');
    expect(card('Rejected shares')).toContain('Too easy');
  });

  test('shows what it could not use', async () => {
    const { card } = await open('fine', 'a1', {
      oddities: [{ field: 'vrTemp', problem: 'not a temperature', found: '"-1"' }],
    });
    expect(card('Odd answers')).toContain('sent "-1" for vrTemp: not a temperature');
  });

  test('warns in words of a sagging supply', async () => {
    const { card } = await open('fine', 'a1', { voltageInV: 4.6 });
    expect(card('Power')).toContain('nominal 5 V');
    expect(card('Power')).toContain('More than 5 % below nominal');
  });

  test('says what the hardware is made for, and where that is written', async () => {
    const { card } = await open('fine', 'a1', { frequencyMhz: 850 });
    await vi.waitFor(() => expect(card('Hardware')).toContain('Bitaxe Gamma, board 601'));
    expect(card('Hardware')).toContain('Clock525 MHz (400 to 625)850 MHz above that');
    expect(card('Hardware')).toContain('Efficiencyunknown');
    expect(card('Hardware')).toContain('ESP-Miner, main/device_config.h: ');
  });

  test('strikes figures through when they are old, and says how old', async () => {
    const { host } = await open('troubles', 'e5');
    expect(plain(host.textContent ?? '')).toContain('answered 26 min ago');
    expect(host.querySelector('dl s')?.textContent).toMatch(/^103/);
    expect(host.textContent).toContain('All you see was true at');
  });

  test('keeps the history that was read when the next reading of it fails, and says so', async () => {
    const { host, collector, button } = await open('fine', 'a1');
    const chart = 'figure[aria-label="Hashrate and Power of Kitchen Gamma"] canvas';
    await vi.waitFor(() => expect(host.querySelector(chart)).not.toBeNull());
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const series = vi.spyOn(collector, 'series').mockRejectedValue(new Error('the store is closed'));
    host.querySelector<HTMLElement>('input[value="6h"]')?.click();
    await vi.waitFor(() => expect(host.textContent).toContain('Below is what was read before.'));
    expect(host.querySelector(chart)).not.toBeNull();
    series.mockRestore();
    button('Try again').click();
    await vi.waitFor(() => expect(host.textContent).not.toContain('Below is what was read before.'));
  });

  test('shows an earlier stretch of the history, of a year as of an hour', async () => {
    const { host, collector, button } = await open('fine', 'a1');
    const series = vi.spyOn(collector, 'series');
    await vi.waitFor(() => expect(button('Earlier').ariaDisabled).toBeNull());
    host.querySelector<HTMLElement>('input[value="24h"]')?.click();
    button('Earlier').click();
    const asked = () => series.mock.lastCall?.[0] ?? { fromMs: 0, toMs: 0 };
    await vi.waitFor(() => expect(asked().toMs).toBeLessThan(NOW - 23.9 * 3_600_000));
    expect(host.textContent).not.toContain('Up to now');
    button('Now').click();
    for (const [name, days] of [
      ['90d', 90],
      ['1y', 365],
    ] as const) {
      host.querySelector<HTMLElement>(`input[value="${name}"]`)?.click();
      await vi.waitFor(() => expect((asked().toMs - asked().fromMs) / 86_400_000).toBe(days));
    }
  });

  test('reads the history again when the demo has laid it down', async () => {
    const { host, collector, setView } = await open('fine', 'a1');
    await vi.waitFor(() => expect(host.querySelector('figure canvas')).not.toBeNull());
    const series = vi.spyOn(collector, 'series');
    setView((view) => ({ ...view, historyProgress: 0.4 }));
    setView((view) => ({ ...view, historyProgress: 0.8 }));
    await vi.waitFor(() => expect(series).toHaveBeenCalledOnce());
    setView((view) => ({ ...view, historyProgress: undefined }));
    await vi.waitFor(() => expect(series).toHaveBeenCalledTimes(2));
  });

  test('gives an alert its reason and the chart that shows it', async () => {
    const { host, card, button, collector } = await open('silent-death', 'a1');
    expect(card('Alerts')).toContain('no shares for 14 min (99.9 % sure it stopped).');
    expect(card('Alerts')).toContain('7.2 shares should have come');
    await vi.waitFor(() =>
      expect(host.querySelector('figure[aria-label="Evidence: Finds nothing"] canvas')).not.toBeNull(),
    );
    button('Seen it').click();
    await vi.waitFor(() => expect(collector.calls).toContain('acknowledge silent-death:a1'));
  });

  test('lets an alarm that may be chance be called false, and not one that the miner tells itself', async () => {
    const { card, button, collector } = await open('silent-death', 'a1');
    await vi.waitFor(() => button('False alarm'), PATIENCE);
    button('False alarm').focus();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(card('Alerts')).toContain('You called this a false alarm.'), PATIENCE);
    expect(collector.health.calls).toContain('judgeFinding silent-death:a1 false-alarm');
    expect(document.activeElement?.textContent?.trim()).toBe('Take back');
    button('Take back').click();
    await vi.waitFor(() => button('False alarm'), PATIENCE);
    expect(collector.health.calls.at(-1)).toBe('judgeFinding silent-death:a1 undefined');
    const { host } = await open('troubles', 'b2');
    expect(host.textContent).not.toContain('False alarm');
  });

  test('remembers that an alarm was called false, and says so when that cannot be kept', async () => {
    const { host, card, button, collector } = await open('silent-death', 'a1', {}, undefined, {}, (fake) =>
      fake.judgeFinding('silent-death:a1', 'false-alarm'),
    );
    await vi.waitFor(() => expect(card('Alerts')).toContain('You called this a false alarm.'), PATIENCE);
    vi.spyOn(console, 'error').mockImplementation(() => {});
    collector.health.refuses = new Error('quota');
    button('Take back').click();
    await vi.waitFor(() => expect(host.textContent).toContain('That was not kept.'), PATIENCE);
    expect(card('Alerts')).toContain('You called this a false alarm.');
  });

  test('shows the rate of a silent miner as claimed, dimmed, and not as its full rate', async () => {
    const { host } = await open('silent-death', 'a1');
    const tiles = plain(host.querySelector('section[aria-label="The miner in figures"]')?.textContent ?? '');
    expect(tiles).toContain('claimed, but no shares');
    expect(tiles).not.toContain('of the expected');
    expect(host.querySelectorAll('[data-doubted="true"]')).toHaveLength(1);
    const { host: fine } = await open('fine', 'a1');
    expect(fine.textContent).toContain('of the expected');
    expect(fine.querySelector('[data-doubted="true"]')).toBeNull();
  });

  test('says so when an alert could not be acknowledged', async () => {
    const { host, button, collector } = await open('silent-death', 'a1');
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(collector, 'acknowledge').mockRejectedValue(new Error('quota'));
    button('Seen it').click();
    await vi.waitFor(() => expect(host.textContent).toContain('That you have seen it could not be kept.'));
    expect(button('Seen it').ariaBusy).toBe('false');
  });

  test('does not say that nothing is wrong with a miner that does not answer', async () => {
    const { card } = await open('stale', 'c3');
    expect(card('Alerts')).toContain('It does not answer right now');
    expect(card('Alerts')).not.toContain('Nothing is wrong');
  });

  test('marks a stalled domain in words', async () => {
    const { card } = await open('fine', 'a1', {
      boards: [{ id: 0, perChip: [{ domainsHs: [301e9, 305e9, 298e9, 0] }] }],
    });
    expect(card('Hashrate by part')).toContain('Domain 40 H/sstalled');
    expect(card('Hashrate by part')).toContain('1 stalled');
  });

  test('shows hundreds of chips on one map of the chosen quantity, below what can be done with the miner', async () => {
    const { host, card } = await open('fine', 'e5');
    const headings = [...host.querySelectorAll('h2')].map(({ textContent }) => textContent);
    expect(headings.filter((each) => each === 'Chips')).toHaveLength(1);
    expect(headings.indexOf('Control')).toBeLessThan(headings.indexOf('Chips'));
    expect(card('Chips')).toMatch(/Slowest: Board \d, chip \d+ \(2\d\d GH\/s\)/);
    host.querySelector<HTMLInputElement>('input[value="tempC"]')?.click();
    expect(card('Chips')).toContain('All alike: 76.0 °C.');
    const tones = [...host.querySelectorAll<HTMLElement>('[data-row] [data-tone]')].map(
      ({ dataset }) => dataset.tone,
    );
    expect(tones).toHaveLength(378);
    expect(new Set(tones)).toEqual(new Set(['3']));
  });

  test('renames a miner from its dialog, and takes it back on undo', async () => {
    const { host, collector, button } = await open('fine', 'a1');
    button('Edit').click();
    const name = await vi.waitFor(() => {
      const found = host.querySelector<HTMLInputElement>('dialog input');
      if (!found) throw new Error('no dialog');
      return found;
    });
    await userEvent.fill(name, 'Hall Gamma');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(collector.calls).toContain('rename a1 Hall Gamma'));
    await vi.waitFor(() => button('Undo').click());
    expect(collector.calls).toContain('rename a1 Kitchen Gamma');
  });

  test('tags a miner from its dialog, each tag once, and takes them back on undo', async () => {
    const { host, collector, button } = await open('fine', 'a1');
    button('Edit').click();
    await vi.waitFor(() => expect(host.querySelectorAll('dialog input')).toHaveLength(3));
    const field = host.querySelectorAll<HTMLInputElement>('dialog input')[2];
    if (!field) throw new Error('no tags field');
    await userEvent.type(field, ' Garage {Enter}garage{Enter}loud, ');
    expect(host.querySelector('dialog')?.open).toBe(true);
    const standing = () => [...host.querySelectorAll('dialog li')].map((item) => item.textContent?.trim());
    expect(standing()).toEqual(['Garage', 'loud']);
    host.querySelector<HTMLElement>('[aria-label="Remove tag loud"]')?.click();
    expect(document.activeElement).toBe(field);
    // What was typed and not added by its key is meant as well.
    await userEvent.type(field, 'solar roof');
    button('Save').click();
    await vi.waitFor(() => expect(collector.calls).toContain('setTags a1:Garage+solar roof'));
    await vi.waitFor(() => button('Undo').click());
    expect(collector.calls).toContain('setTags a1:');
  });

  test('refuses a tag that is too long, and says so before anything is kept', async () => {
    const { host, collector, button } = await open('fine', 'a1');
    button('Edit').click();
    await vi.waitFor(() => expect(host.querySelectorAll('dialog input')).toHaveLength(3));
    const field = host.querySelectorAll<HTMLInputElement>('dialog input')[2];
    if (!field) throw new Error('no tags field');
    await userEvent.type(field, 'x'.repeat(25));
    expect(host.textContent).toContain('A tag has at most 24 characters.');
    button('Save').click();
    expect(collector.calls.some((call) => call.startsWith('setTags'))).toBe(false);
  });

  test('gives the focus back to its Edit button when the dialog goes', async () => {
    const { host, button } = await open('fine', 'a1');
    for (const leave of [() => button('Cancel').click(), () => userEvent.keyboard('{Escape}')]) {
      button('Edit').focus();
      button('Edit').click();
      await vi.waitFor(() => expect(host.querySelector('dialog')?.open).toBe(true));
      await leave();
      await vi.waitFor(() => expect(host.querySelector('dialog')).toBeNull());
      expect(document.activeElement).toBe(button('Edit'));
    }
  });

  test('refuses an address outside of the house before asking anybody', async () => {
    const { host, collector, button } = await open('fine', 'a1');
    button('Edit').click();
    await vi.waitFor(() => expect(host.querySelectorAll('dialog input')).toHaveLength(3));
    const address = host.querySelectorAll<HTMLInputElement>('dialog input')[1];
    if (!address) throw new Error('no address field');
    await userEvent.fill(address, '8.8.8.8');
    await userEvent.keyboard('{Enter}');
    expect(host.textContent).toContain('That is no address of a device at home.');
    expect(collector.calls.some((call) => call.startsWith('changeAddress'))).toBe(false);
  });

  test('asks before it removes a miner, says what goes and what stays, and lets it be', async () => {
    const { host, collector, button } = await open('fine', 'a1');
    button('Remove').click();
    const dialog = host.querySelector('dialog');
    expect(dialog?.textContent).toContain('Remove Kitchen Gamma?');
    expect(dialog?.textContent).toContain('The miner itself goes on as it is');
    button('Cancel').click();
    await vi.waitFor(() => expect(host.querySelector('dialog')).toBeNull());
    expect(collector.calls.some((call) => call.startsWith('remove'))).toBe(false);
  });

  test('removes a miner when told so, goes to the fleet, and brings it back on undo', async () => {
    const { host, collector, button } = await open('fine', 'a1');
    button('Remove').click();
    button('Remove it').click();
    button('Remove it').click();
    await vi.waitFor(() => expect(host.textContent).toContain('the fleet'));
    expect(host.textContent).toContain('Kitchen Gamma was removed.');
    button('Undo').click();
    await vi.waitFor(() => expect(collector.calls).toContain('undoRemove a1'));
    await vi.waitFor(() => expect(host.querySelector('h1')?.textContent).toBe('Kitchen Gamma'));
  });

  test('says so when there is no such miner', async () => {
    const { host } = await open('fine', 'nobody');
    expect(host.textContent).toContain('No such miner');
  });

  test('takes half an escape in a mistyped address for no such miner', async () => {
    const { host } = await open('fine', '', {}, '/miner/%');
    expect(host.textContent).toContain('No such miner');
  });
});

describe('the journal', () => {
  test('tells what was changed elsewhere, by whom the rest, and what each change did', async () => {
    const { card } = await open('fine', 'c3', {}, undefined, {}, async (collector) => {
      const [, told] = fakeEffects(collector.nowMs);
      if (!told) throw new Error('no effect');
      const work = { id: 'w', atMs: NOW - 3_600_000, by: 'owner', kind: 'work' } as const;
      collector.insight.effects = [
        told,
        { ...told, changes: [{ ...work, work: { kind: 'cleaned' } }] },
        {
          ...told,
          changes: [{ id: 'old', atMs: NOW - 9e7, by: 'tuner', kind: 'fan' }],
          state: { kind: 'older' },
        },
      ];
    });
    await vi.waitFor(
      () => expect(card('Journal')).toContain('CleanedWritten into the log by you.'),
      PATIENCE,
    );
    expect(card('Journal')).toContain('setting changed from 500 MHz to 525 MHzChanged elsewhere');
    expect(card('Journal')).toContain('+1.9 % hash, +3.4 % W, +1.5 % J/TH99.9 % sure: worse J/TH.');
    expect(card('Journal')).toContain(
      'fan setBy Davylamp, tuning it.What it did is worked out of newer changes only.',
    );
  });
});
