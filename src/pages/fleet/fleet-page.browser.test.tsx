import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { FakeOptions } from '../../../tests/preview/fake-collector.ts';
import type { Scenario } from '../../../tests/preview/fake-views.ts';
import { type MountedPage, mountPage, wordsOf } from '../../../tests/preview/mount-page.tsx';
import { FleetPage } from './fleet-page.tsx';

let page: MountedPage | undefined;
beforeEach(() => localStorage.clear());
afterEach(() => {
  page?.remove();
  page = undefined;
  vi.unstubAllGlobals();
});

function mount(scenario: Scenario, options: FakeOptions & { kind?: 'real' | 'demo' } = {}): MountedPage {
  page = mountPage(FleetPage, scenario, options);
  return page;
}

async function mounted(scenario: Scenario, options: FakeOptions & { kind?: 'real' | 'demo' } = {}) {
  const found = mount(scenario, options);
  await vi.waitFor(() => expect(found.words()).toMatch(/Hashrate|No miner yet/));
  return found;
}

/** A browser whose owner was never asked about notifications, and will give this answer. */
function browserThatAsks(answer: NotificationPermission) {
  const requestPermission = vi.fn(async () => answer);
  vi.stubGlobal('Notification', { permission: 'default', requestPermission });
  return requestPermission;
}

function cards(): HTMLElement[] {
  return [...document.querySelectorAll('article')];
}

function card(name: string): HTMLElement {
  const found = cards().find((element) => wordsOf(element).startsWith(name));
  if (!found) throw new Error(`no card of ${name}`);
  return found;
}

describe('the first words', () => {
  test('a silent death is told first, with its odds and the way to the miner', async () => {
    const { words, control } = await mounted('silent-death');
    expect(words()).toContain(
      '5 of 6 miners fine. Kitchen Gamma: no shares for 14 min (99.9 % sure it stopped).',
    );
    expect(control('Look at Kitchen Gamma').getAttribute('href')).toBe('/miner/a1');
  });

  test('when the trouble ends, the sentence changes without a reload', async () => {
    const { collector, words } = await mounted('silent-death');
    collector.scenario = 'fine';
    collector.change();
    await vi.waitFor(() => expect(words()).toContain('All 6 miners fine.'));
  });

  test('without the helper nothing on the page says that all is well', async () => {
    const { words } = await mounted('no-helper');
    expect(words()).toContain('Nobody is watching: the helper does not answer.');
    expect(words()).not.toMatch(/Nothing is wrong|miners fine/);
  });
});

describe('before and without miners', () => {
  test('while the store opens, a screen reader is told and nothing is claimed', () => {
    const { words, find } = mount('loading');
    expect(find('[role="status"]').textContent).toBe('Opening your fleet …');
    expect(words()).not.toMatch(/\d/);
  });

  test('an empty fleet says what for, and leads to the first miner or the demo', async () => {
    const { control, shown, words } = await mounted('empty');
    expect(words()).toContain('Davylamp can look for miners in your network');
    expect(words()).toContain('it changes nothing');
    expect(control('Add my miner').getAttribute('href')).toBe('/add');
    control('Look at the demo').click();
    expect(shown).toEqual(['demo /']);
  });

  test('a demo that has not laid out its miners yet is opening, not empty', async () => {
    const { collector, words } = mount('empty', { kind: 'demo' });
    await vi.waitFor(() => expect(collector.calls).toContain('start demo'));
    // Until its first view, without a miner, has been drawn.
    await new Promise((drawn) => setTimeout(drawn, 50));
    expect(words()).toBe('Fleet Opening your fleet …');
  });

  test('miners that never answered show dashes, no zeros', async () => {
    const { words } = await mounted('waiting');
    expect(words()).toContain('Waiting for the first answer of 6 miners.');
    expect(wordsOf(card('Kitchen Gamma'))).not.toMatch(/\b0\b/);
    expect(words()).toContain('no miner answers');
  });
});

describe('old figures', () => {
  test('every figure of a stale miner is struck through, and its age stands beside it', async () => {
    await mounted('stale');
    const stale = card('Attic NerdQ');
    expect(wordsOf(stale)).toMatch(/last known, 2\smin ago/);
    const figures = [...stale.querySelectorAll('dd')];
    expect(figures.length).toBeGreaterThan(2);
    expect(figures.every((figure) => figure.querySelector('s') !== null)).toBe(true);
    expect(card('Kitchen Gamma').querySelector('s')).toBeNull();
  });

  test('when all are lost, the tiles are struck through as well and no money is counted', async () => {
    const { find, words } = await mounted('lost-all');
    expect(find('dl s').textContent).toMatch(/TH\/s/);
    expect(words()).not.toContain('€');
  });

  test('a miner that claims a rate and finds nothing is marked as claiming', async () => {
    const { words } = await mounted('silent-death');
    expect(wordsOf(card('Kitchen Gamma'))).toContain('claimed, but no shares');
    expect(words()).toContain('without Kitchen Gamma, which finds nothing');
  });
});

describe('cards', () => {
  test('the worst stand first, and each says its state in a word', async () => {
    await mounted('troubles');
    const names = cards().map((element) => element.querySelector('h3')?.textContent);
    expect(names).toEqual([
      'Bathroom Nano',
      'Garage S19j',
      'Kitchen Gamma',
      'Cellar Ultra',
      'Attic NerdQ',
      'Desk Supra',
    ]);
    const said = cards().map(
      (element) => /Degraded|Lost|Not hashing|Stale|Paused|Hashing/.exec(wordsOf(element))?.[0],
    );
    expect(said).toEqual(['Degraded', 'Lost', 'Not hashing', 'Stale', 'Degraded', 'Paused']);
  });

  test('hardware is named once, also where the model begins with its make', async () => {
    await mounted('fine');
    expect(wordsOf(card('Garage S19j'))).toContain('Antminer S19j Pro · BM1362');
    expect(wordsOf(card('Bathroom Nano'))).toContain('Avalon Nano3s');
    expect(document.body.textContent).not.toMatch(/Antminer Antminer|Avalon Avalon|NerdAxe NerdQAxe/);
  });

  test('the chosen order is kept for the next visit', async () => {
    const first = await mounted('troubles');
    await userEvent.selectOptions(first.find<HTMLSelectElement>('select'), 'name');
    await vi.waitFor(() => expect(cards()[0]?.textContent).toMatch(/^Attic NerdQ/));
    first.remove();
    await mounted('troubles');
    expect(cards()[0]?.textContent).toMatch(/^Attic NerdQ/);
  });

  test('a new view does not build a card anew under the finger', async () => {
    const { collector } = await mounted('fine');
    const before = card('Kitchen Gamma');
    collector.change();
    await Promise.resolve();
    expect(card('Kitchen Gamma')).toBe(before);
  });

  test('the curve of the last hour is told in words, with its gap', async () => {
    await mounted('fine');
    expect(card('Attic NerdQ').querySelector('svg[role="img"]')?.getAttribute('aria-label')).toMatch(
      /^Hashrate of the last hour: between .+ and .+, 4 min unknown$/,
    );
  });

  test('the keyboard reaches each miner by one stop', async () => {
    await mounted('fine');
    expect(cards().every((element) => element.querySelectorAll('a, button').length === 1)).toBe(true);
  });
});

describe('findings', () => {
  test('an open finding has its reason and can be acknowledged', async () => {
    const { collector, control, words } = await mounted('silent-death');
    expect(words()).toContain('7.2 shares should have come in 14 min; none did.');
    control('Seen it').focus();
    control('Seen it').click();
    await vi.waitFor(() => expect(words()).toContain('Seen by you'));
    expect(collector.calls).toContain('acknowledge silent-death:a1');
    // The button is gone; the keyboard goes on from the words in its place.
    expect(document.activeElement?.textContent).toBe('Seen by you');
  });

  test('what is over stays in sight for a day, as over', async () => {
    const { words } = await mounted('silent-death');
    expect(words()).toContain('Attic NerdQ: back on its first pool after 19 min.');
  });

  test('notifications are asked for only by the button where alerts stand, and then kept', async () => {
    const ask = browserThatAsks('granted');
    const { collector, control, words } = await mounted('fine');
    expect(words()).toContain('A closed browser cannot watch.');
    expect(ask).not.toHaveBeenCalled();
    control('Notify me').click();
    await vi.waitFor(() => expect(collector.calls).toContain('saveSettings notify'));
    await vi.waitFor(() => expect(words()).toContain('You will be notified.'));
    expect(words()).not.toContain('Notify me');
  });

  test('a no to notifications keeps nothing, and the way back is told', async () => {
    browserThatAsks('denied');
    const { collector, control, words } = await mounted('fine');
    control('Notify me').click();
    await vi.waitFor(() => expect(words()).toContain('Notifications are blocked for this page.'));
    expect(collector.calls).not.toContain('saveSettings notify');
  });

  test('the demo offers no notifications: its alarms are nobody’s', async () => {
    browserThatAsks('granted');
    const { words } = await mounted('fine', { kind: 'demo' });
    expect(words()).not.toContain('Notify me');
  });
});

describe('money', () => {
  test('prices by the clock that nobody typed are called an example', async () => {
    const { collector, words } = await mounted('fine');
    await collector.saveSettings({ tariff: { kind: 'time-of-use', basePerKwh: 0.2, periods: [] } });
    await vi.waitFor(() => expect(words()).toContain('using example prices by the clock'));
    await collector.saveSettings({ tariffIsExample: false });
    await vi.waitFor(() => expect(words()).toContain('using your prices by the clock'));
  });

  test('the net names the price it was counted with, and that it is an example', async () => {
    const { words, control } = await mounted('fine');
    expect(words()).toMatch(/using .*0[.,]25.*, example/);
    expect(control('Net a day').getAttribute('href')).toBe('/pay');
  });
});

describe('power that is worked out from readings of a plug', () => {
  test('stands everywhere with how far it may be off: watts, energy a hash and money', async () => {
    const { collector, words } = await mounted('fine');
    expect(words()).not.toContain('±');
    const read = async (id: string) => {
      const { reading } = collector.view().miners.find(({ miner }) => miner.id === id) ?? {};
      const deviceW = reading?.powerW ?? 18;
      await collector.setPlugReadings(id, [{ atMs: 0, deviceW, wallW: 1.3 * deviceW }]);
    };
    await read('a1');
    await vi.waitFor(() => expect(wordsOf(card('Kitchen Gamma'))).toMatch(/Power \d+ W ± \d\.\d %/));
    expect(wordsOf(card('Kitchen Gamma'))).toMatch(/J\/TH wall ± \d\.\d %/);
    const tiles = () => wordsOf(page?.find('dl') ?? document.body);
    // Nobody knows yet what the others' supplies waste.
    expect(tiles()).not.toContain('±');
    for (const { miner } of collector.view().miners) await read(miner.id);
    await vi.waitFor(() => expect(tiles()).toContain('±'));
    expect(tiles()).toMatch(/Power [\d ]+W ± [\d.]+ %/);
    await vi.waitFor(() => expect(tiles()).toMatch(/Net[^±]*€\S+ ± €0\.\d+/));
  });
});
