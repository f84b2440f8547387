import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { FakeOptions } from '../../../tests/preview/fake-collector.ts';
import { type MountedPage, mountPage } from '../../../tests/preview/mount-page.tsx';
import { AddMinerPage } from './add-miner-page.tsx';

const code = 'Zt8_Ygq3mE0bK2vQ7c1xW9nLr5sHd4fAoJ6uPiTe-X0';

let page: MountedPage | undefined;
beforeEach(() => localStorage.clear());
afterEach(() => {
  page?.remove();
  page = undefined;
  vi.restoreAllMocks();
});

function mount(options: FakeOptions & { kind?: 'real' | 'demo' } = {}): MountedPage {
  page = mountPage(AddMinerPage, 'fine', options);
  return page;
}

async function ready(options: FakeOptions & { kind?: 'real' | 'demo' } = {}): Promise<MountedPage> {
  const found = mount(options);
  await vi.waitFor(() => expect(found.words()).toContain('Everything on the way to your miners works.'));
  return found;
}

async function ask(address: string): Promise<void> {
  await userEvent.fill(document.querySelector('input[name="address"]') ?? document.body, address);
  await userEvent.keyboard('{Enter}');
}

describe('the connection doctor', () => {
  test('without the helper there is one sentence, the command and a way to ask again, and no form', async () => {
    const { words, control, collector } = mount({ proxy: 'no-proxy' });
    await vi.waitFor(() => expect(words()).toContain('Start the helper on the computer'));
    expect(words()).toContain('npm start');
    expect(document.querySelector('input[name="address"]')).toBeNull();
    control('Ask again').click();
    expect(control('Ask again').ariaBusy).toBe('true');
    await vi.waitFor(() => expect(collector.calls.filter((call) => call === 'checkProxy')).toHaveLength(2));
  });

  test('a browser that is not paired pairs by pasting the link, and then the form is there', async () => {
    const { words, find, collector } = mount({ proxy: 'not-paired' });
    await vi.waitFor(() => expect(words()).toContain('Pair this browser with the helper once'));
    await userEvent.fill(find('input[name="code"]'), `http://localhost:8787/#pair=${code}`);
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(find('input[name="address"]')).toBeTruthy());
    expect(collector.calls).toContain(`pair ${code}`);
  });

  test('pairing that could not even be tried says so', async () => {
    const { words, find, collector } = mount({ proxy: 'not-paired' });
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(collector, 'pair').mockRejectedValue(new Error('quota'));
    await vi.waitFor(() => expect(find('input[name="code"]')).toBeTruthy());
    await userEvent.fill(find('input[name="code"]'), code);
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(words()).toContain('It could not be tried'));
  });

  test('a wrong code and a thing that is no code are told apart', async () => {
    const { words, find } = mount({ proxy: 'not-paired' });
    await vi.waitFor(() => expect(find('input[name="code"]')).toBeTruthy());
    await userEvent.fill(find('input[name="code"]'), 'npm start');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(words()).toContain('That is no pairing code'));
    await userEvent.fill(find('input[name="code"]'), `wrong${code}`);
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(words()).toContain('The helper does not accept this code.'));
  });
});

describe('the address', () => {
  test('it is read while it is typed, and half an address is no fault yet', async () => {
    const { words, find } = await ready();
    await userEvent.type(find('input[name="address"]'), '192.168.1');
    expect(words()).not.toContain('That is no whole address yet');
    await userEvent.keyboard('.20:8080');
    expect(words()).toContain('Will ask 192.168.1.20:8080.');
  });

  test('a public address is refused before anybody is asked', async () => {
    const { words, collector } = await ready();
    await ask('8.8.8.8');
    expect(words()).toContain('That address is outside your home.');
    expect(collector.calls.some((call) => call.startsWith('probe'))).toBe(false);
  });

  test('an unfinished one is told when the owner presses Enter', async () => {
    const { words } = await ready();
    await ask('192.168.1');
    expect(words()).toContain('That is no whole address yet');
  });
});

describe('asking and adding', () => {
  test('nothing is added before the button is pressed; then it is, under the chosen name', async () => {
    const { words, control, find, collector } = await ready();
    await ask('192.168.1.20:80');
    await vi.waitFor(() => expect(words()).toContain('Found: Bitaxe Gamma 601'));
    expect(words()).toContain('It changes nothing on it.');
    expect(collector.calls.some((call) => call.startsWith('add'))).toBe(false);
    await userEvent.fill(find('input[name="name"]'), 'Cellar');
    control('Add, watch only').click();
    await vi.waitFor(() => expect(words()).toContain('Cellar is in your fleet.'));
    expect(collector.calls).toContain('add 192.168.1.20:80 Cellar');
    expect(localStorage.getItem('davylamp.fleet')).toBe('real');
  });

  test('only the end of the MAC is shown', async () => {
    const { words } = await ready();
    await ask('192.168.1.20:80');
    await vi.waitFor(() => expect(words()).toContain('00:00:A1'));
    expect(words()).not.toContain('AA:BB:CC');
  });

  test('from the demo the owner’s own fleet is asked, never the demo’s', async () => {
    const { collector } = await ready({ kind: 'demo' });
    expect(collector.calls).toEqual(['start demo', 'start real', 'checkProxy']);
  });

  test('while a device is asked it can be stopped, and a late answer is not shown', async () => {
    const { words, control } = await ready({ probeTakesMs: 1_500 });
    await ask('192.168.1.20:80');
    await vi.waitFor(() => expect(words()).toContain('Asking 192.168.1.20:80'));
    // Seconds that tick inside a live region would be read out one by one.
    const voices = [...document.querySelectorAll('[role="status"]')].map(({ textContent }) => textContent);
    expect(voices.join()).not.toMatch(/\d\ss/);
    control('Stop asking').click();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(words()).not.toContain('Found');
    expect(document.activeElement?.getAttribute('name')).toBe('address');
  });

  test('a device that is silent is told in one sentence, and one press asks again', async () => {
    const { words, control, collector } = await ready({ probeFails: 'unreachable' });
    await ask('192.168.1.20');
    await vi.waitFor(() => expect(words()).toContain('Nothing answers at that address.'));
    control('Try again').click();
    await vi.waitFor(() =>
      expect(collector.calls.filter((call) => call === 'probe 192.168.1.20:80')).toHaveLength(2),
    );
  });

  test('the page’s own address is told as Davylamp itself', async () => {
    const { words } = await ready({ probeFails: 'forbidden-target' });
    await ask(`127.0.0.1:${location.port}`);
    await vi.waitFor(() => expect(words()).toContain('That is Davylamp itself.'));
  });

  test('a device that is no miner leads back to the address', async () => {
    const { words, control } = await ready({ probeFails: 'not-a-miner' });
    await ask('192.168.1.1:80');
    await vi.waitFor(() => expect(words()).toContain('it is no miner that Davylamp knows'));
    control('Change the address').click();
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('name')).toBe('address'));
  });

  test('what was found leaves as soon as another address is typed, and not before', async () => {
    const { words, find } = await ready();
    await ask('192.168.1.20:80');
    await vi.waitFor(() => expect(words()).toContain('Found: Bitaxe Gamma 601'));
    await userEvent.fill(find('input[name="address"]'), 'http://192.168.1.20/');
    expect(words()).toContain('Found: Bitaxe Gamma 601');
    await userEvent.fill(find('input[name="address"]'), '192.168.1.2');
    expect(words()).not.toContain('Found');
    expect(words()).not.toContain('Add, watch only');
  });

  test('an old failure does not stand beside what is wrong with the next address', async () => {
    const { words } = await ready({ probeFails: 'unreachable' });
    await ask('192.168.1.20:80');
    await vi.waitFor(() => expect(words()).toContain('Nothing answers at that address.'));
    await ask('8.8.8.8');
    expect(words()).toContain('That address is outside your home.');
    expect(words()).not.toContain('Nothing answers');
  });

  test('an answer that comes after another address was typed is not shown', async () => {
    const { words, find } = await ready({ probeTakesMs: 1_500 });
    await ask('192.168.1.20:80');
    await vi.waitFor(() => expect(words()).toContain('Asking 192.168.1.20:80'));
    await userEvent.type(find('input[name="address"]'), '80');
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(words()).not.toContain('Found');
    expect(words()).not.toContain('Asking');
  });

  test('a miner that is ours at a new address is moved, not added twice', async () => {
    const { words, control, collector } = await ready({ probeFinds: 'known' });
    await ask('192.168.1.99:80');
    await vi.waitFor(() => expect(words()).toContain('It has moved here.'));
    control('Use this address from now on').click();
    await vi.waitFor(() => expect(collector.calls).toContain('changeAddress a1 192.168.1.99:80'));
  });
});
