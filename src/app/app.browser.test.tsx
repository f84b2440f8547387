import { createSignal } from 'solid-js';
import { render } from 'solid-js/web';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { FakeCollector, type FakeOptions } from '../../tests/preview/fake-collector.ts';
import type { Scenario } from '../../tests/preview/fake-views.ts';
import { wordsOf } from '../../tests/preview/mount-page.tsx';
import '../ui/base.css';
import { App } from './app.tsx';
import { createFleet } from './create-fleet.ts';
import type { PairingLink } from './pairing-link.ts';

const token = 'Zt8_Ygq3mE0bK2vQ7c1xW9nLr5sHd4fAoJ6uPiTe-X0';

interface Opening extends FakeOptions {
  readonly kind?: 'real' | 'demo';
  readonly path?: string;
  readonly pairingLink?: PairingLink;
  readonly visits?: number;
  readonly updateReady?: boolean;
}

const disposals: (() => void)[] = [];
beforeEach(() => localStorage.clear());
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose();
  delete document.documentElement.dataset.theme;
  vi.unstubAllGlobals();
});

/** The whole app at a path, over a fake collector. */
function open(scenario: Scenario, opening: Opening = {}) {
  const { kind = 'real', path = '/', visits = 1, updateReady = false } = opening;
  history.replaceState(null, '', path);
  const host = document.createElement('div');
  document.body.append(host);
  const collector = new FakeCollector(scenario, opening);
  const taken = vi.fn();
  const shown: string[] = [];
  const dispose = render(() => {
    const [ready] = createSignal(updateReady);
    const [way, setWay] = createSignal<'prompt' | undefined>('prompt');
    const fleet = createFleet({
      kind,
      open: () => collector,
      token: opening.pairingLink?.token,
      openLearner: () => Promise.reject(new Error('no page here learns')),
      show: (wanted, to = '/') => shown.push(`${wanted} ${to}`),
    });
    return (
      <App
        fleet={fleet}
        update={{ ready, take: taken }}
        install={{ way, install: async () => {}, decline: () => setWay(undefined) }}
        visits={visits}
        pairingLink={opening.pairingLink}
      />
    );
  }, host);
  disposals.push(() => {
    dispose();
    host.remove();
  });
  const control = (name: string) => {
    const found = [...host.querySelectorAll<HTMLElement>('a, button')].find(
      (element) => wordsOf(element) === name,
    );
    if (!found) throw new Error(`no button or link "${name}"`);
    return found;
  };
  return { host, collector, taken, shown, control, words: () => wordsOf(host) };
}

/** A page comes as modules of its own, which the test's server first has to make: seconds on a busy machine. */
const LAZY_MS = 15_000;

describe('the shell', () => {
  test('the first Tab leads past the navigation, into the content', async () => {
    const { words, control } = open('fine');
    await vi.waitFor(() => expect(words()).toContain('All 6 miners fine.'));
    await userEvent.keyboard('{Tab}');
    expect(document.activeElement).toBe(control('Skip to content'));
    await userEvent.keyboard('{Enter}');
    expect(document.activeElement).toBe(document.querySelector('main'));
    await userEvent.keyboard('{Tab}');
    expect(document.querySelector('main')?.contains(document.activeElement)).toBe(true);
    expect(location.hash).toBe('');
  });

  test('the navigation names the present page, and another page begins at its heading', async () => {
    const { control, words } = open('fine');
    await vi.waitFor(() => expect(words()).toContain('All 6 miners fine.'));
    expect(control('Fleet').getAttribute('aria-current')).toBe('page');
    control('Add').click();
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Add a miner'), LAZY_MS);
    expect(control('Add').getAttribute('aria-current')).toBe('page');
    expect(document.title).toMatch(/^Add 118/);
  });

  test('a page that is opened from the settings has them for the present place in the navigation', () => {
    const { control } = open('fine', { path: '/learn/features' });
    const current = document.querySelectorAll('nav li [aria-current="page"]');
    expect([...current]).toEqual([control('Settings')]);
    expect(control('More').dataset.here).toBe('true');
  });

  test('on a phone the pages that the bar has no room for open above it, and it closes behind whoever goes there', async () => {
    await page.viewport(390, 844);
    const { control } = open('fine');
    const further = () => document.querySelector<HTMLElement>('#further-pages');
    expect(further()?.matches(':popover-open')).toBe(false);
    control('More').click();
    expect(further()?.matches(':popover-open')).toBe(true);
    const links = [...(further()?.querySelectorAll('a') ?? [])];
    expect(links.map(({ textContent }) => textContent)).toEqual(['Forecast', 'Tune', 'Add', 'Settings']);
    for (const link of links) expect(link.getBoundingClientRect().height).toBeGreaterThanOrEqual(44);
    links[1]?.click();
    expect(further()?.matches(':popover-open')).toBe(false);
    await vi.waitFor(() => expect(document.querySelector('h1')?.textContent).toBe('Tune'));
    expect(control('More').dataset.here).toBe('true');
    await page.viewport(1280, 800);
    expect(control('More').getBoundingClientRect().height).toBe(0);
  });

  test('an address that leads nowhere says so and leads back', async () => {
    const { words, control } = open('fine', { path: '/nowhere' });
    await vi.waitFor(() => expect(words()).toContain('There is nothing at this address'));
    expect(control('Back to the fleet').getAttribute('href')).toBe('/');
    expect(document.querySelector('nav [aria-current]')).toBeNull();
  });

  test('a collector that cannot start is said, with its reason, instead of an empty fleet', async () => {
    const { words } = open('cannot-start');
    await vi.waitFor(() => expect(words()).toContain('Davylamp cannot start here'));
    expect(words()).toContain('the store is from a newer Davylamp');
    expect(words()).not.toContain('No miner yet');
  });

  test('the chosen theme is put on the page and kept for the next start', async () => {
    const { collector, words } = open('fine');
    await vi.waitFor(() => expect(words()).toContain('All 6 miners fine.'));
    await collector.saveSettings({ theme: 'dark' });
    await vi.waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'));
    expect(localStorage.getItem('davylamp.theme')).toBe('dark');
  });
});

describe('the demo', () => {
  test('every page of it wears the badge, also after the owner keeps exploring', async () => {
    const { words, control } = open('fine', { kind: 'demo' });
    await vi.waitFor(() => expect(words()).toContain('Demo data'));
    control('Keep exploring').click();
    await vi.waitFor(() => expect(words()).not.toContain('Keep exploring'));
    control('Settings').click();
    await vi.waitFor(() => expect(document.title).toMatch(/^Demo Settings/), LAZY_MS);
    expect(words()).toContain('Demo data');
  });

  test('the owner’s own fleet wears none', async () => {
    const { words } = open('fine');
    await vi.waitFor(() => expect(words()).toContain('All 6 miners fine.'));
    expect(words()).not.toContain('Demo');
  });
});

describe('what concerns the whole app', () => {
  test('away from the Fleet page a missing helper is told with the time the data reach to', async () => {
    const { words } = open('no-helper', { path: '/nowhere' });
    await vi.waitFor(() => expect(words()).toMatch(/nobody is watching\. Showing data to \d?\d:\d\d/));
  });

  test('a store that an older tab blocks is said in one sentence', async () => {
    const { words } = open('store-blocked');
    await vi.waitFor(() => expect(words()).toContain('Close the other tabs'));
  });

  test('pushes that were switched on and were lost are told on every page, but where they are mended', async () => {
    localStorage.setItem('davylamp.push-channel', 'own https://push.example.com/1');
    const { words, control } = open('fine', { path: '/nowhere' });
    await vi.waitFor(() => expect(words()).toMatch(/Alarms do not reach this browser any more/), LAZY_MS);
    await userEvent.click(control('See how to mend it'));
    await vi.waitFor(() => expect(location.pathname).toBe('/settings/alarms'));
    await vi.waitFor(() => expect(words()).not.toMatch(/Alarms do not reach this browser any more/));
  });

  test('who never switched pushes on hears nothing of them', async () => {
    const { words } = open('fine', { path: '/nowhere' });
    await vi.waitFor(() => expect(words()).toContain('There is nothing at this address'));
    expect(words()).not.toMatch(/do not reach this browser/);
  });

  test('a new version waits for the owner', async () => {
    const { taken, control, words } = open('fine', { updateReady: true });
    await vi.waitFor(() => expect(words()).toContain('New version ready.'));
    expect(taken).not.toHaveBeenCalled();
    control('Reload').click();
    expect(taken).toHaveBeenCalledOnce();
  });

  test('installing is offered after value, not in the first demo visit, and a no is final', async () => {
    const first = open('fine', { kind: 'demo', visits: 1 });
    await vi.waitFor(() => expect(first.words()).toContain('All 6 miners fine.'));
    expect(first.words()).not.toContain('Install Davylamp');
    for (const dispose of disposals.splice(0)) dispose();
    const later = open('fine', { kind: 'demo', visits: 2 });
    await vi.waitFor(() => expect(later.words()).toContain('Install Davylamp'));
    later.control('Not now').click();
    await vi.waitFor(() => expect(later.words()).not.toContain('Install Davylamp'));
  });

  test('an alert that wants action is notified once, where the owner wished it', async () => {
    const notified = vi.fn();
    vi.stubGlobal(
      'Notification',
      class {
        static readonly permission = 'granted';
        constructor(title: string, { tag, data }: { tag: string; data: unknown }) {
          notified(title, tag, data);
        }
      },
    );
    const { collector, words } = open('fine');
    await vi.waitFor(() => expect(words()).toContain('All 6 miners fine.'));
    await collector.saveSettings({ notify: true });
    collector.scenario = 'silent-death';
    collector.change();
    collector.change();
    await vi.waitFor(() => expect(notified).toHaveBeenCalled());
    expect(notified.mock.calls).toEqual([
      ['Kitchen Gamma: Finds nothing', 'silent-death:a1', { path: '/miner/a1' }],
    ]);
  });

  test('a state that changes is read out, politely', async () => {
    const { collector, host, words } = open('fine');
    await vi.waitFor(() => expect(words()).toContain('All 6 miners fine.'));
    collector.scenario = 'silent-death';
    collector.change();
    await vi.waitFor(() => {
      const voices = [...host.querySelectorAll('[aria-live="polite"]')].map(wordsOf);
      expect(voices.join()).toContain('Kitchen Gamma: no shares for 14 min');
    });
  });
});

describe('a pairing link', () => {
  test('pairs the owner’s collector, also from the demo, and tells how it went', async () => {
    const { collector, words } = open('fine', { kind: 'demo', pairingLink: { token }, proxy: 'not-paired' });
    await vi.waitFor(() => expect(words()).toContain('This browser is now paired with the helper.'));
    expect(collector.calls).toContain(`pair ${token}`);
  });

  test('that the helper does not accept says what to do', async () => {
    const { words } = open('fine', { pairingLink: { token: `wrong${token}` }, proxy: 'not-paired' });
    await vi.waitFor(() => expect(words()).toContain('That pairing link is not valid.'));
  });

  test('whose token was cut off says the same, also over the demo', async () => {
    const { words, collector } = open('fine', { kind: 'demo', pairingLink: { token: undefined } });
    await vi.waitFor(() => expect(words()).toContain('That pairing link is not valid.'));
    expect(collector.calls.some((call) => call.startsWith('pair'))).toBe(false);
  });
});
