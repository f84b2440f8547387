import { createSignal } from 'solid-js';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../ui/base.css';
import { FakeCollector, type FakeOptions } from '../../../tests/preview/fake-collector.ts';
import { showPage } from '../../../tests/support/shown-page.tsx';
import type { FleetView, StorageReport } from '../../domain/fleet-view.ts';
import type { HelperRole } from '../../domain/pairing.ts';
import { SettingsPage } from './settings-page.tsx';

const NOW = Date.UTC(2026, 0, 15, 16);
afterEach(() => {
  vi.restoreAllMocks();
});

async function open(
  options: FakeOptions = {},
  storage: Partial<StorageReport> = {},
  role: HelperRole = 'owner',
) {
  const fake = new FakeCollector('fine', { nowMs: () => NOW, ...options });
  fake.role = role;
  const known = await fake.storage();
  const collector = Object.assign(fake, {
    storage: async (): Promise<StorageReport> => ({ ...known, ...storage }),
  });
  const [view, setView] = createSignal<FleetView>(await collector.start({ fleet: 'real' }));
  await collector.subscribe(setView);
  const show = vi.fn();
  const host = showPage({ collector, view, nowMs: NOW, show }, () => <SettingsPage />);
  const control = (label: string): HTMLInputElement => {
    const found = [...host.querySelectorAll('label')].find(
      ({ textContent }) => textContent === label,
    )?.control;
    if (!(found instanceof HTMLInputElement)) throw new Error(`no field ${label}`);
    return found;
  };
  const button = (name: string): HTMLButtonElement => {
    const found = [...host.querySelectorAll('button')].find(
      ({ textContent }) => textContent?.trim() === name,
    );
    if (!found) throw new Error(`no button ${name}`);
    return found;
  };
  return { host, collector, view, show, control, button };
}

describe('the settings', () => {
  test('never poll faster than every five seconds', async () => {
    const { host, collector, control } = await open();
    await userEvent.fill(control('Ask each miner every'), '4');
    control('Ask each miner every').blur();
    expect(host.textContent).toContain('At least 5 s.');
    expect(collector.calls).not.toContain('saveSettings pollMs');
  });

  test('take what an hour of the owner counts, in the owner’s currency, and nothing below 0', async () => {
    const { host, collector, control } = await open();
    const field = control('An hour of your time counts');
    expect(field.value).toBe('13.9');
    expect(host.textContent).toContain('EUR/h');
    await userEvent.fill(field, '-1');
    field.blur();
    expect(host.textContent).toContain('At least 0.');
    expect(collector.calls).not.toContain('saveSettings perWorkHour');
    await userEvent.fill(field, '20');
    field.blur();
    await vi.waitFor(() => expect(collector.calls).toContain('saveSettings perWorkHour'));
  });

  test('leave an open list of currencies as it is when the next view comes', async () => {
    const { host, collector } = await open();
    const list = host.querySelector('select');
    const first = list?.options[0];
    collector.change();
    expect(list?.value).toBe('EUR');
    expect(list?.options[0]).toBe(first);
  });

  test('are kept at once and taken back on undo', async () => {
    const { view, control, button } = await open();
    control('30 min').click();
    await vi.waitFor(() => expect(view().settings.lostAfterMs).toBe(30 * 60_000));
    await vi.waitFor(() => button('Undo').click());
    await vi.waitFor(() => expect(view().settings.lostAfterMs).toBe(10 * 60_000));
  });

  test('say what was kept, once for each setting, so that each Undo tells what it takes back', async () => {
    const { host, control } = await open();
    const messages = () =>
      [...host.querySelectorAll('[class*="toast"] > span')].map((each) => each.textContent);
    control('30 min').click();
    await vi.waitFor(() => expect(messages()).toEqual(['Time until a miner is lost kept.']));
    control('Dark').click();
    await vi.waitFor(() => expect(messages()).toHaveLength(2));
    control('5 min').click();
    await vi.waitFor(() => expect(messages()).toEqual(['Colours kept.', 'Time until a miner is lost kept.']));
  });

  test('say when nothing could be kept', async () => {
    const { host, collector, control } = await open();
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(collector, 'saveSettings').mockRejectedValue(new Error('quota'));
    control('Dark').click();
    await vi.waitFor(() => expect(host.textContent).toContain('Could not be kept'));
  });

  test('show a choice while it is being kept, whatever view comes meanwhile, and go back when it was not', async () => {
    const { collector, control } = await open();
    vi.spyOn(console, 'error').mockImplementation(() => {});
    let refuse = (_: Error) => {};
    vi.spyOn(collector, 'saveSettings').mockReturnValue(
      new Promise((_, reject) => {
        refuse = reject;
      }),
    );
    control('1 min').click();
    collector.change({ proxyProblem: 'no-proxy' });
    expect(control('1 min').checked).toBe(true);
    refuse(new Error('quota'));
    await vi.waitFor(() => expect(control('10 min').checked).toBe(true));
  });

  test('show the later of two quick choices also when the earlier one has just been kept', async () => {
    const { collector, view, control } = await open();
    const answers: (() => void)[] = [];
    vi.spyOn(collector, 'saveSettings').mockImplementation(
      () => new Promise((resolve) => answers.push(() => resolve(view().settings))),
    );
    control('1 min').click();
    control('5 min').click();
    answers[0]?.();
    await Promise.resolve();
    await new Promise((drawn) => setTimeout(drawn));
    expect(control('5 min').checked).toBe(true);
  });

  test('do not turn back in a tab that follows, where the leader’s view comes after the answer', async () => {
    const { collector, view, control } = await open();
    const answered = Promise.resolve(view().settings);
    vi.spyOn(collector, 'saveSettings').mockReturnValue(answered);
    control('1 min').click();
    await answered;
    await new Promise((drawn) => setTimeout(drawn));
    expect(control('1 min').checked).toBe(true);
    collector.change({ settings: { ...view().settings, lostAfterMs: 60_000 } });
    collector.change({ settings: { ...view().settings, lostAfterMs: 300_000 } });
    expect(control('5 min').checked).toBe(true);
  });

  test('ask the browser for protection only when the owner presses the button, and tell its answer', async () => {
    const persist = vi.spyOn(navigator.storage, 'persist').mockResolvedValue(false);
    const { host, button } = await open({}, { persisted: false });
    await vi.waitFor(() => expect(host.textContent).toContain('Protect my history'));
    expect(persist).not.toHaveBeenCalled();
    button('Protect my history').click();
    await vi.waitFor(() => expect(host.textContent).toContain('The browser said no.'));
  });

  test('write an unknown size as a dash', async () => {
    const { host } = await open({}, { usedBytes: undefined, persisted: undefined });
    await vi.waitFor(() => expect(host.textContent).toContain('Used–'));
    expect(host.textContent).toContain('Protected from clearing–');
  });

  test('say that the helper does not answer, with the way to connect it', async () => {
    const { host } = await open({ proxy: 'no-proxy' });
    await vi.waitFor(() => expect(host.textContent).toContain('It does not answer.'));
    expect(host.querySelector('a[href="/add"]')?.textContent).toBe('Connect');
  });

  test('are honest that a closed browser cannot watch', async () => {
    const { host } = await open();
    expect(host.textContent).toContain('A closed browser cannot watch.');
  });

  test('switch to the demo by showing the other fleet', async () => {
    const { control, show } = await open();
    control('Show the demo fleet').click();
    expect(show).toHaveBeenCalledWith('demo', '/settings');
  });
});

test('a phone that was let in is not sent to a page on which it may do nothing', async () => {
  const owner = await open();
  await vi.waitFor(() => expect(owner.host.textContent).toContain('Manage devices'));
  const { host } = await open({}, {}, 'device');
  await vi.waitFor(() => expect(host.textContent).toContain('This device is in.'));
  expect(host.querySelector('a[href="/settings/devices"]')).toBeNull();
});

describe('the room for history', () => {
  async function opened(storage: Partial<StorageReport>): Promise<HTMLElement> {
    const { host } = await open({}, storage);
    await vi.waitFor(() => expect(host.textContent).toContain('Learned'));
    return host;
  }

  test('is told by tier, with what goes next and what went, and why', async () => {
    const { host } = await open();
    await vi.waitFor(() => expect(host.textContent).toContain('Quarter hours'));
    expect(host.textContent).toMatch(/262\sMB, since/);
    expect(host.textContent).toMatch(/Next to go: the oldest minutes, on .*2026/);
    expect(host.textContent).toMatch(
      /let go of 31.0\sMB, as the browser ran short of room: polls before .*, minutes before/,
    );
  });

  test('is told beside what was learned, where that can be read', async () => {
    const { host } = await open();
    await vi.waitFor(() => expect(host.textContent).toContain('Learned'));
    expect(host.textContent).toMatch(
      /4 models, 1[\s,.]?440 forecasts to be held against what comes, 1 training under way; about 6\.20\sMB/,
    );
    const nothing = { models: 0, forecasts: 0, trainings: 0, bytes: 0 };
    expect((await opened({ learnt: nothing })).textContent).toContain('Learnednothing yet');
    expect((await opened({ learnt: undefined })).textContent).toContain('Learned–');
  });

  test('is limited when its owner says so, and says that more is taken than that', async () => {
    const { host, view, control, button } = await open();
    await vi.waitFor(() => control('History may take at most'));
    await userEvent.fill(control('History may take at most'), '300');
    control('History may take at most').blur();
    await vi.waitFor(() => expect(view().settings.historyMb).toBe(300));
    expect(host.textContent).toMatch(/It takes 431\sMB now, more than you allow/);
    await vi.waitFor(() => button('Undo').click());
    await vi.waitFor(() => expect(view().settings.historyMb).toBeUndefined());
  });

  test('is never less than what the last days take', async () => {
    const { host, collector, control } = await open();
    await vi.waitFor(() => control('History may take at most'));
    await userEvent.fill(control('History may take at most'), '3');
    control('History may take at most').blur();
    expect(host.textContent).toContain('At least 20 MB.');
    expect(collector.calls).not.toContain('saveSettings historyMb');
  });
});
