import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { FakeDiscovery } from '../../../tests/preview/fake-discovery.ts';
import { type MountedPage, mountPage } from '../../../tests/preview/mount-page.tsx';
import { AddMinerPage } from './add-miner-page.tsx';

let page: MountedPage | undefined;
beforeEach(() => localStorage.clear());
afterEach(() => {
  page?.remove();
  page = undefined;
  vi.restoreAllMocks();
});

/** The page with its suggestion in the field. */
async function ready(prepare: (network: FakeDiscovery) => void = () => {}, kind: 'real' | 'demo' = 'real') {
  const found = mountPage(AddMinerPage, 'fine', { kind });
  page = found;
  prepare(found.collector.discovery);
  await vi.waitFor(() => expect(found.find('input[name="ranges"]')).toBeTruthy());
  await vi.waitFor(() => expect(found.collector.discovery.calls).toContain('networks'));
  return { ...found, network: found.collector.discovery };
}

const boxes = () => [...document.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
const adds = ({ collector }: MountedPage) => collector.calls.filter((call) => call.startsWith('add '));

describe('where to look', () => {
  test('is suggested, may be changed, and nothing starts by itself', async () => {
    const { find, network, words, control } = await ready();
    const field = find<HTMLInputElement>('input[name="ranges"]');
    await vi.waitFor(() => expect(field.value).toBe('192.168.1.0/24'));
    expect(words()).toContain('254 addresses, about 4 s.');
    expect(network.calls).toEqual(['networks']);
    await userEvent.fill(field, '10.0.0.1-10, 10.0.0.50');
    expect(words()).toContain('11 addresses, about 1 s.');
    control('Find my miners').click();
    await vi.waitFor(() => expect(network.calls).toContain('discover 10.0.0.1-10, 10.0.0.50'));
  });

  test('outside the house, or too much of it, is refused with its reason before anybody is asked', async () => {
    const { find, network, words } = await ready();
    const field = find<HTMLInputElement>('input[name="ranges"]');
    await userEvent.fill(field, '8.8.8.0/24');
    await userEvent.keyboard('{Enter}');
    expect(words()).toContain('“8.8.8.0/24” reaches outside your home.');
    await userEvent.fill(field, '10.0.0.0/8');
    expect(words()).toContain('a /20 (4,096 addresses) is the largest range');
    await userEvent.fill(field, '100.64.0.0/24');
    expect(words()).toContain('--allow-cgnat');
    await userEvent.keyboard('{Enter}');
    expect(network.calls).toEqual(['networks']);
  });

  test('half a range is no fault until it is left', async () => {
    const { find, words } = await ready();
    await userEvent.fill(find('input[name="ranges"]'), '192.168.1');
    expect(words()).not.toContain('is no range');
    await userEvent.keyboard('{Enter}');
    expect(words()).toContain('“192.168.1” is no range.');
  });

  test('without a home network the owner is asked to write one', async () => {
    const { words } = await ready((network) => {
      network.report = { networks: [], allowCarrier: false };
    });
    await vi.waitFor(() => expect(words()).toContain('The helper sees no home network on its computer.'));
  });
});

describe('looking', () => {
  test('shows miners as they come, and can be stopped with what was found', async () => {
    const { words, control, network } = await ready((fake) => {
      fake.everyMs = 1_000;
    });
    control('Find my miners').click();
    await vi.waitFor(() => expect(words()).toContain('2 miners found so far'));
    expect(words()).toMatch(/\d+ of 254 addresses asked/);
    expect(boxes().length).toBeGreaterThan(1);
    control('Stop looking').click();
    expect(network.calls.at(-1)).not.toBe('discover');
    await vi.waitFor(() => expect(network.calls).toContain('stopDiscovery'));
    expect(words()).toMatch(/Stopped after \d+ of 254 addresses\./);
    const shown = boxes().length;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(boxes()).toHaveLength(shown);
  });

  test('reads out miners, not addresses', async () => {
    const { control } = await ready((fake) => {
      fake.everyMs = 100;
    });
    control('Find my miners').click();
    await vi.waitFor(() => expect(boxes().length).toBeGreaterThan(1));
    const voices = [...document.querySelectorAll('[role="status"]')]
      .map(({ textContent }) => textContent)
      .join();
    expect(voices).toContain('found so far');
    expect(voices).not.toContain('addresses asked');
  });

  test('lists by address whoever answered first, and names the firmware', async () => {
    const { control, words } = await ready((fake) => {
      fake.finds = 3;
      fake.lastBytes = [101, 9, 20];
    });
    control('Find my miners').click();
    await vi.waitFor(() => expect(words()).toContain('3 miners found.'));
    const rows = [...document.querySelectorAll('fieldset li')].map(({ textContent }) => textContent);
    expect(rows.map((row) => /192\.168\.1\.\d+/.exec(row)?.[0])).toEqual([
      '192.168.1.9',
      '192.168.1.20',
      '192.168.1.101',
    ]);
    for (const row of rows) expect(row).toMatch(/AxeOS|NerdOS|stock/);
  });

  test('says at which other address the same MAC answers', async () => {
    const { control, words } = await ready((fake) => {
      fake.sameMacAt = [31];
    });
    control('Find my miners').click();
    await vi.waitFor(() => expect(words()).toContain('The same MAC as at 192.168.1.31:80'));
  });

  test('leaving the page ends it', async () => {
    const { control, network, remove } = await ready((fake) => {
      fake.everyMs = 100;
    });
    control('Find my miners').click();
    await vi.waitFor(() => expect(boxes().length).toBeGreaterThan(0));
    remove();
    await vi.waitFor(() => expect(network.calls).toContain('stopDiscovery'));
  });

  test('that finds nothing says so, and what to do', async () => {
    const { control, words } = await ready((fake) => {
      fake.finds = 0;
    });
    control('Find my miners').click();
    await vi.waitFor(() => expect(words()).toContain('No miner answered at 254 addresses.'));
    expect(words()).toContain('2 other devices answer and are no miners');
    expect(words()).toContain('A guest Wi-Fi keeps devices apart.');
    expect(control('Look again')).toBeTruthy();
  });

  function failing(kind: 'no-proxy' | 'not-paired' | 'busy') {
    return ready((fake) => {
      fake.finds = 2;
      fake.fails = { failure: true, kind, detail: 'why', atMs: 0 };
    });
  }

  test.each(['no-proxy', 'not-paired'] as const)(
    'that the helper cannot do (%s) is told in words, keeps what was found, and leads to the connection',
    async (kind) => {
      const { control, words, collector } = await failing(kind);
      control('Find my miners').click();
      await vi.waitFor(() => expect(control('Look at the connection again')).toBeTruthy());
      expect(words()).not.toContain('why');
      expect(boxes()).toHaveLength(2);
      control('Look at the connection again').click();
      await vi.waitFor(() => expect(collector.calls.filter((call) => call === 'checkProxy')).toHaveLength(2));
    },
  );

  test('while another tab looks is told as that', async () => {
    const { control, words } = await failing('busy');
    control('Find my miners').click();
    await vi.waitFor(() => expect(words()).toContain('Another search is still running'));
  });

  test('from the demo it says whose miners are looked for', async () => {
    const { words } = await ready(() => {}, 'demo');
    expect(words()).toContain('This looks for your own, real miners');
  });
});

describe('adding', () => {
  async function looked(prepare?: (network: FakeDiscovery) => void) {
    const found = await ready(prepare);
    found.control('Find my miners').click();
    await vi.waitFor(() => expect(found.words()).toContain('5 miners found.'));
    return found;
  }

  test('nothing is ticked and nothing added until the owner does it; what is known cannot be ticked', async () => {
    const found = await looked();
    expect(boxes().filter(({ checked }) => checked)).toHaveLength(0);
    expect(boxes().filter(({ disabled }) => disabled)).toHaveLength(1);
    expect(found.words()).toContain('which you know at');
    expect(adds(found)).toEqual([]);
    expect(found.control('Tick the miners to add').matches(':disabled')).toBe(true);
  });

  test('adds what is ticked by keyboard, watch only, and leads to the fleet', async () => {
    const found = await looked();
    boxes()[1]?.focus();
    await userEvent.keyboard(' ');
    expect(document.activeElement).toBe(boxes()[1]);
    await userEvent.keyboard('{Tab} ');
    found.control('Add 2 miners, watch only').focus();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(found.words()).toContain('2 miners are in your fleet.'));
    expect(adds(found).toSorted()).toEqual([
      'add 192.168.1.21:80 Bitaxe Supra 402',
      'add 192.168.1.22:80 miner-3',
    ]);
    expect(localStorage.getItem('davylamp.fleet')).toBe('real');
    expect(boxes().filter(({ disabled }) => disabled)).toHaveLength(3);
    found.control('Show my fleet').click();
    expect(found.shown).toEqual(['real /']);
  });

  test('all are ticked and unticked at once, never those that are known', async () => {
    const found = await looked();
    found.control('Select all 4').click();
    expect(boxes().map(({ checked }) => checked)).toEqual([false, true, true, true, true]);
    expect(found.control('Add 4 miners, watch only')).toBeTruthy();
    found.control('Select none').click();
    expect(boxes().some(({ checked }) => checked)).toBe(false);
  });

  test('one that fails is told by its name; the others are added, and it can be tried again', async () => {
    const found = await looked();
    const add = found.collector.add.bind(found.collector);
    const failing = vi.spyOn(found.collector, 'add').mockImplementation((address, name) => {
      if (address.host !== '192.168.1.22') return add(address, name);
      return Promise.reject({ failure: true, kind: 'timeout', detail: 'why', atMs: 0 });
    });
    found.control('Select all 4').click();
    found.control('Add 4 miners, watch only').click();
    await vi.waitFor(() => expect(found.words()).toContain('miner-3 could not be added.'));
    expect(found.words()).toContain('3 miners are in your fleet.');
    failing.mockRestore();
    found.control('Add 1 miner, watch only').click();
    await vi.waitFor(() => expect(found.words()).toContain('4 miners are in your fleet.'));
    expect(found.words()).not.toContain('could not be added');
  });

  test('a known miner at a new address is moved there, not added', async () => {
    const found = await looked();
    found.control('Use this address').click();
    await vi.waitFor(() => expect(found.collector.calls).toContain('changeAddress a1 192.168.1.20:80'));
    await vi.waitFor(() => expect(boxes()).toHaveLength(4));
    expect(adds(found)).toEqual([]);
  });
});
