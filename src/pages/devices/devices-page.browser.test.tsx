import { afterEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { FakeOptions } from '../../../tests/preview/fake-collector.ts';
import { type MountedPage, mountPage } from '../../../tests/preview/mount-page.tsx';
import { DevicesPage } from './devices-page.tsx';

let page: MountedPage | undefined;
afterEach(() => {
  page?.remove();
  page = undefined;
  vi.restoreAllMocks();
});

function mount(options: FakeOptions = {}, set: (collector: MountedPage['collector']) => void = () => {}) {
  page = mountPage(DevicesPage, 'fine', options);
  set(page.collector);
  return page;
}

async function offered() {
  const found = mount();
  await vi.waitFor(() => found.control('Let a device in').click());
  await vi.waitFor(() => expect(found.words()).toContain('2. Scan this code'));
  return found;
}

describe('letting a device in', () => {
  test('shows where to get the certificate, with its fingerprint, and a code that works once', async () => {
    const { words, find } = await offered();
    expect(words()).toContain('1. Trust the certificate');
    expect(words()).toContain('http://192.168.1.5:8789/');
    expect(words()).toContain('AB:AB:AB:AB:AB:AB:AB:AB');
    expect(find('svg[aria-label="QR code that lets one device in"]')).toBeTruthy();
    expect(words()).toMatch(/Valid for (5|4) min/);
    // On screen it is a picture only: whoever looks over a shoulder reads no code.
    expect(document.body.innerHTML).not.toContain('a-code-that-is-thirty-signs-00');
  });

  test('asks for the digits once a device has opened it, and lets it in when they are right', async () => {
    const { words, find, control, collector } = await offered();
    collector.progress = { state: 'claimed', deviceName: 'iPhone', triesLeft: 5 };
    await vi.waitFor(() => expect(words()).toContain('“iPhone” has opened the code'), 3_000);
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('name')).toBe('digits'));
    await userEvent.keyboard('04213');
    control('Let it in').click();
    expect(words()).toContain('Type the six digits');
    await userEvent.clear(find('input[name="digits"]'));
    await userEvent.keyboard('999999{Enter}');
    await vi.waitFor(() => expect(words()).toContain('These are not its digits. 4 tries are left.'));
    await userEvent.fill(find('input[name="digits"]'), '042 137');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(words()).toContain('“iPhone” is in.'));
    expect(collector.calls).toContain('confirmPairing offer-id 042137');
  });

  test('says when the code was tried out, and makes a new one', async () => {
    const { words, control, collector } = await offered();
    collector.progress = { state: 'refused', triesLeft: 0 };
    await vi.waitFor(() => expect(words()).toContain('Nobody was let in, and the code is void.'), 3_000);
    collector.progress = { state: 'open', triesLeft: 5 };
    control('Make a new code').click();
    await vi.waitFor(() => expect(words()).toContain('2. Scan this code'));
  });

  test('takes the code back when the owner leaves the page', async () => {
    const { remove, collector } = await offered();
    remove();
    page = undefined;
    await vi.waitFor(() => expect(collector.calls).toContain('refusePairing offer-id'));
  });

  test('says how to open the door where there is none', async () => {
    const { words, control } = mount({}, (collector) => {
      vi.spyOn(collector, 'offerPairing').mockRejectedValue({
        pairingFailure: true,
        problem: 'unknown-route',
      });
    });
    await vi.waitFor(() => control('Let a device in').click());
    await vi.waitFor(() => expect(words()).toContain('npm start -- --lan'));
  });
});

describe('the devices that are in', () => {
  test('are listed with when they came and were last seen, and can be renamed', async () => {
    const { words, control, collector } = mount({ nowMs: () => Date.UTC(2026, 0, 15, 16) });
    await vi.waitFor(() => expect(words()).toContain('Kim’s phone'));
    expect(words()).toContain('last seen');
    expect(words()).toContain('not seen yet');
    control('Rename Kim’s phone').click();
    await userEvent.keyboard('{Control>}a{/Control}Kim’s new phone{Enter}');
    await vi.waitFor(() => expect(words()).toContain('Kim’s new phone'));
    expect(collector.calls).toContain('renameDevice phone-id-00 Kim’s new phone');
  });

  test('are turned away only after a question', async () => {
    const { words, control, collector } = mount();
    await vi.waitFor(() => control('Turn away Kim’s phone').click());
    expect(words()).toContain('Turn “Kim’s phone” away?');
    expect(collector.calls.some((call) => call.startsWith('revokeDevice'))).toBe(false);
    control('Turn away').click();
    await vi.waitFor(() => expect(words()).toContain('“Kim’s phone” is turned away.'));
    await vi.waitFor(() => expect(() => control('Turn away Kim’s phone')).toThrow());
    // Its button went with its row: the keyboard stays with the list.
    expect(document.activeElement).not.toBe(document.body);
    expect(document.activeElement?.closest('section')?.textContent).toContain('Devices that are in');
  });
});

test('a device that was let in itself may not decide', async () => {
  const { words } = mount({}, (collector) => {
    collector.role = 'device';
  });
  await vi.waitFor(() => expect(words()).toContain('This device is in. Only a browser on the computer'));
});

test('without the helper there is the way to the connection doctor', async () => {
  const { words, find } = mount({ proxy: 'no-proxy' });
  await vi.waitFor(() => expect(words()).toContain('The helper does not answer.'));
  expect(find('a[href="/add"]')).toBeTruthy();
});
