import { afterEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { KITCHEN_PLUG } from '../../../tests/preview/fake-meters.ts';
import { type MountedPage, mountPage } from '../../../tests/preview/mount-page.tsx';
import type { MeterRole, MeterView } from '../../domain/wall-meter.ts';
import { MetersCard } from './meters-card.tsx';

let page: MountedPage;
afterEach(() => {
  vi.restoreAllMocks();
  page.remove();
});

const NOW = Date.UTC(2026, 0, 15, 16);

async function open(options: Parameters<typeof mountPage>[2] = {}): Promise<void> {
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  vi.spyOn(Date, 'now').mockReturnValue(NOW);
  page = mountPage(MetersCard, 'fine', { nowMs: () => NOW, ...options });
  await vi.waitFor(() => expect(page.words()).toContain('Plugs and sensors'));
}

function view(
  more: Partial<MeterView> = {},
  role: MeterRole = { kind: 'power', minerIds: ['a1'] },
): MeterView {
  return {
    meter: {
      id: 'm1',
      kind: 'shelly-gen2',
      address: { host: '192.168.1.40', port: 80 },
      partId: 'switch:0',
      name: 'Plug Kitchen',
      role,
      offers: KITCHEN_PLUG.offers,
      addedAtMs: NOW,
    },
    part: KITCHEN_PLUG,
    answeredAtMs: NOW - 12_000,
    ...more,
  };
}

async function showing(meters: readonly MeterView[], allowed = false): Promise<void> {
  await open();
  page.collector.meters.views = meters;
  if (allowed) await page.collector.allowControl('a1', true);
  page.collector.change({ meters });
  await vi.waitFor(() => expect(page.words()).toContain(meters[0]?.meter.name));
}

const field = (label: string): HTMLInputElement | HTMLSelectElement => {
  const found = [...document.querySelectorAll('label')].find(
    ({ textContent }) => textContent?.trim() === label,
  )?.control;
  if (!(found instanceof HTMLInputElement || found instanceof HTMLSelectElement))
    throw new Error(`no field ${label}`);
  return found;
};

async function startAdding(address: string): Promise<void> {
  await userEvent.click(page.control('Add a plug or sensor'));
  await vi.waitFor(() => field('Address'));
  await userEvent.fill(field('Address'), address);
}

const calls = () => page.collector.meters.calls;

describe('the card', () => {
  test('says what plugs are for while there is none', async () => {
    await open();
    expect(page.words()).toContain(
      'None yet. Shelly, Tasmota, TP-Link Kasa and Tapo, ESPHome and Home Assistant can be read.',
    );
  });

  test('in the demo offers none, and says why', async () => {
    await open({ kind: 'demo' });
    expect(page.words()).toContain('The demo has no plugs');
    expect(() => page.control('Add a plug or sensor')).toThrow();
  });

  test('tells what a plug says, how old that is, and whom it feeds', async () => {
    await showing([view()]);
    expect(page.words()).toContain('Plug Kitchen 21 W, on read 12 s ago Measures Kitchen Gamma');
  });

  test('strikes through what is too old to count, and says why nothing newer came', async () => {
    await showing([
      view({
        answeredAtMs: NOW - 300_000,
        failure: { kind: 'unreachable', detail: 'no route', atMs: NOW },
      }),
    ]);
    expect(page.find('s').textContent).toBe('21\u00a0W, on');
    expect(page.words()).toContain('last read 5 min ago: too old to count');
    expect(page.words()).toContain('Nothing answers at its address.');
  });

  test('says that nobody asks while the helper is away', async () => {
    await showing([view()]);
    page.collector.change({ proxyProblem: 'no-proxy' });
    await vi.waitFor(() => expect(page.words()).toContain('Nobody asks them'));
  });

  test('removes one, and brings it back', async () => {
    await showing([view()]);
    await userEvent.click(page.control('Remove: Plug Kitchen'));
    await vi.waitFor(() => expect(page.words()).toContain('Plug Kitchen was removed.'));
    await userEvent.click(page.control('Undo'));
    await vi.waitFor(() => expect(page.words()).toContain('Measures Kitchen Gamma'));
    expect(calls()).toEqual(['removeMeter m1', 'undoRemoveMeter m1']);
  });
});

describe('adding', () => {
  test('finds out what it is, shows a reading, and keeps it for a miner', async () => {
    await open();
    await startAdding('192.168.1.40');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(page.words()).toContain('Says now: 21 W, on.'));
    expect(page.words()).toContain('Found: Plug Kitchen, Shelly (Plus, Pro, Gen3, Gen4).');
    await userEvent.click(field('Kitchen Gamma'));
    await userEvent.click(page.control('Add'));
    await vi.waitFor(() => expect(page.words()).toContain('Plug Kitchen was added.'));
    expect(calls()).toEqual(['probeMeter 192.168.1.40:80 any', 'addMeters Plug Kitchen power of a1']);
  });

  test('the meter of the whole house is no miner’s, and says what it must show', async () => {
    await open();
    await startAdding('192.168.1.40');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(page.words()).toContain('Says now: 21 W, on.'));
    await userEvent.click(field('Kitchen Gamma'));
    await userEvent.selectOptions(field('Used for'), 'grid');
    expect(page.words()).toContain('It must show less than zero while the house feeds in.');
    expect(() => field('Kitchen Gamma')).toThrow();
    await userEvent.click(page.control('Add'));
    await vi.waitFor(() => expect(page.words()).toContain('Measures what the house takes from the grid'));
    expect(calls().at(-1)).toBe('addMeters Plug Kitchen grid of none');
  });

  test('a plug with a password asks for it, and sends it to that kind of device alone', async () => {
    await open();
    page.collector.meters.identity = { kind: 'tasmota', locked: true };
    await startAdding('192.168.1.41');
    await userEvent.click(page.control('Read it'));
    await vi.waitFor(() => expect(page.words()).toContain('It wants a password.'));
    await userEvent.fill(field('Password'), 'secret');
    await userEvent.click(page.control('Read it'));
    await vi.waitFor(() => expect(page.words()).toContain('Says now'));
    expect(calls()).toEqual([
      'probeMeter 192.168.1.41:80 any',
      'probeMeter 192.168.1.41:80 tasmota with a login',
    ]);
  });

  test('a newer TP-Link plug is asked for by its account, of which it hears a proof alone', async () => {
    await open();
    page.collector.meters.identity = { kind: 'kasa-smart' };
    await startAdding('192.168.1.44');
    await userEvent.selectOptions(field('What it is'), 'kasa-smart');
    expect(page.words()).toContain('It proves to the plug who asks, and is itself sent nowhere.');
    expect(page.words()).toContain('Only a proof of it goes to the plug.');
    expect(page.words()).not.toContain('sent to this device alone');
    await userEvent.fill(field('E-mail of the TP-Link account'), 'anna@example.org');
    await userEvent.fill(field('Password'), 'secret');
    await userEvent.click(page.control('Read it'));
    await vi.waitFor(() => expect(page.words()).toContain('Says now'));
    expect(calls()).toEqual(['probeMeter 192.168.1.44:80 kasa-smart with a login']);
  });

  test('a token is asked for and sent only where the owner says that it is Home Assistant', async () => {
    await open();
    page.collector.meters.identity = { kind: 'home-assistant' };
    page.collector.meters.parts = Array.from({ length: 30 }, (_, i) => ({
      id: `sensor.power_${i}`,
      name: `Socket ${i}`,
      offers: ['power'],
      powerW: i,
    }));
    await startAdding('homeassistant.local');
    expect(page.words()).not.toContain('Long-lived access token');
    await userEvent.selectOptions(field('What it is'), 'home-assistant');
    await userEvent.click(page.control('Read it'));
    expect(page.words()).toContain('Home Assistant tells nothing without a token.');
    expect(calls()).toEqual([]);
    expect(page.words()).toContain('sent to homeassistant.local:8123 alone');
    await userEvent.fill(field('Long-lived access token'), 'token');
    await userEvent.click(page.control('Read it'));
    await vi.waitFor(() => expect(page.words()).toContain('30 of 30 entities that fit'));
    await userEvent.fill(field('Look for'), 'socket 17');
    expect(page.words()).toContain('Says now: 17 W.');
    await userEvent.click(page.control('Add'));
    await vi.waitFor(() => expect(page.words()).toContain('Socket 17 was added.'));
    expect(calls()).toEqual([
      'probeMeter homeassistant.local:8123 home-assistant with a login',
      'addMeters Socket 17 power of none with a login',
    ]);
  });

  test('says what went wrong, and keeps nothing', async () => {
    await open();
    page.collector.meters.fails = { failure: true, kind: 'unreachable', detail: 'x', atMs: NOW };
    await startAdding('192.168.1.99');
    await userEvent.click(page.control('Read it'));
    await vi.waitFor(() => expect(page.words()).toContain('Nothing answers at its address.'));
    expect(() => page.control('Add')).toThrow();
  });

  test('does not leave the house', async () => {
    await open();
    await startAdding('8.8.8.8');
    await userEvent.click(page.control('Read it'));
    expect(page.words()).toContain('That is no address of a device at home.');
    expect(calls()).toEqual([]);
  });
});

describe('switching', () => {
  test('is not offered where the owner has not allowed changes on the miner', async () => {
    await showing([view()]);
    expect(page.words()).toContain('To switch it, allow changes on the page of Kitchen Gamma.');
    expect(() => page.control('Switch off')).toThrow();
  });

  test('warns before power is cut, and says how the plug stands', async () => {
    await showing([view()], true);
    await userEvent.click(page.control('Switch off'));
    expect(page.words()).toContain('This cuts the power of Kitchen Gamma. That is not a clean stop');
    expect(calls()).toEqual([]);
    await userEvent.click(page.control('Cut the power'));
    await vi.waitFor(() => expect(page.words()).toContain('Plug Kitchen is off.'));
    expect(calls()).toEqual(['switchMeter m1 off']);
    await userEvent.click(page.control('Switch on'));
    await vi.waitFor(() => expect(page.words()).toContain('Plug Kitchen is on.'));
  });

  test('that did nothing says so', async () => {
    await showing([view()], true);
    page.collector.meters.staysOn = true;
    await userEvent.click(page.control('Switch off'));
    await userEvent.click(page.control('Cut the power'));
    await vi.waitFor(() => expect(page.words()).toContain('Plug Kitchen says it is still on.'));
  });

  test('can be left by Escape, and then nothing is sent', async () => {
    await showing([view()], true);
    await userEvent.click(page.control('Switch off'));
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(document.querySelector('dialog[open]')).toBeNull());
    expect(calls()).toEqual([]);
  });
});

test('editing gives a plug another name and other miners, and can be taken back', async () => {
  await showing([view()]);
  await userEvent.click(page.control('Edit: Plug Kitchen'));
  await vi.waitFor(() => field('Name'));
  await userEvent.fill(field('Name'), 'Left plug');
  await userEvent.click(field('Desk Supra'));
  await userEvent.click(page.control('Save'));
  await vi.waitFor(() => expect(page.words()).toContain('Left plug was changed.'));
  expect(page.words()).toContain('Measures Kitchen Gamma and Desk Supra together');
  await userEvent.click(page.control('Undo'));
  await vi.waitFor(() => expect(page.words()).toContain('Measures Kitchen Gamma Shelly'));
});
