import { afterEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { type MountedPage, mountPage } from '../../../tests/preview/mount-page.tsx';
import type { AlarmReport } from '../../domain/channel.ts';
import type { CollectorFailure } from '../../domain/fleet-view.ts';
import { AlarmsPage } from './alarms-page.tsx';

let page: MountedPage;
afterEach(() => {
  vi.restoreAllMocks();
  page.remove();
});

const NOW = Date.UTC(2026, 0, 15, 16);
const PATIENCE = { timeout: 15_000 };

function failure(kind: CollectorFailure['kind'], detail = ''): CollectorFailure {
  return { failure: true, kind, detail, atMs: NOW };
}

/** @param prepare what the helper says, before the page asks it */
async function open({
  scenario = 'troubles',
  ...options
}: Parameters<typeof mountPage>[2] & {
  readonly scenario?: Parameters<typeof mountPage>[1];
  readonly prepare?: () => void;
} = {}): Promise<void> {
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  vi.spyOn(Date, 'now').mockReturnValue(NOW);
  page = mountPage(AlarmsPage, scenario, { nowMs: () => NOW, ...options });
  options.prepare?.();
  await says('Muted miners');
}

const desk = () => page.collector.alarmDesk;
const fill = () => desk().fill(page.collector.view().alerts);
const says = (words: string) => vi.waitFor(() => expect(page.words()).toContain(words), PATIENCE);
const press = async (name: string) => {
  await vi.waitFor(() => page.control(name), PATIENCE);
  await userEvent.click(page.control(name));
};

const field = (label: string): HTMLInputElement | HTMLSelectElement => {
  const found = [...document.querySelectorAll('label')].find(
    ({ textContent }) => textContent?.trim() === label,
  )?.control;
  if (!(found instanceof HTMLInputElement || found instanceof HTMLSelectElement))
    throw new Error(`no field ${label}`);
  return found;
};

describe('what reaches the owner', () => {
  test.each([
    ['a helper that does not record', { recording: false } as const, 'ok', 'npm start -- --record'],
    ['no helper', failure('no-proxy'), 'no-proxy', 'The helper does not answer'],
    ['a helper that does not know this browser', failure('not-paired'), 'not-paired', 'Pair it first'],
    ['a helper of another version', failure('no-proxy'), 'ok', 'of another version than this page'],
    ['a helper in trouble', failure('timeout'), 'ok', 'cannot be asked just now'],
  ] as const)('is told, and what to do next, of %s', async (_, answer, proxy, words) => {
    await open({
      proxy,
      prepare: () => {
        desk().answer = answer;
      },
    });
    await says(words);
    expect(page.words()).not.toContain('Where alarms go');
    // What a page can do alone stays.
    expect(page.words()).toContain('Muted miners');
  });

  test('without a channel it says that only open pages warn', async () => {
    await open();
    await says('nowhere to send an alarm. Only open pages warn you.');
  });

  test('lets a call of the helper that may be chance be called false, as this browser’s own alert', async () => {
    await open({ scenario: 'silent-death', prepare: fill });
    await press('False alarm');
    await says('You called this a false alarm.');
    expect(page.collector.health.calls).toContain('judgeFinding silent-death:a1 false-alarm');
  });

  test('names the channels that work and the one that does not', async () => {
    await open({ prepare: fill });
    await says('tells you by My phone. The last message by Family chat did not arrive.');
    expect(page.words()).toContain('One message waits');
    expect(page.words()).toContain('Last look at the miners: 3 s ago.');
  });

  test('a device that was let in sees its own pushes, and sets up no other channel', async () => {
    await open({
      prepare: () => {
        fill();
        const { answer } = desk();
        if ('channels' in answer) desk().answer = { ...answer, role: 'device', channels: [] };
      },
    });
    await says('This device was let in');
    expect(page.words()).toContain('This browser');
    expect(page.words()).not.toContain('Where alarms go');
    expect(page.words()).not.toContain('Quiet hours');
  });

  test('in the demo it says whose alarms these are', async () => {
    await open({ kind: 'demo' });
    await says('These are the alarms of your own miners.');
  });
});

describe('channels', () => {
  test('one is added with what its kind wants, tried at once, and the answer is told', async () => {
    await open();
    await press('Add a channel');
    await userEvent.selectOptions(field('By'), 'telegram');
    expect(document.querySelector('a[href*="core.telegram.org"]')).not.toBeNull();
    await press('Save and send a test');
    await vi.waitFor(() => expect(document.querySelector('[aria-invalid="true"]')).not.toBeNull(), PATIENCE);
    expect(desk().calls).toEqual([]);
    await userEvent.fill(field('Token'), '123456:abc');
    await userEvent.fill(field('Chat'), '42');
    await userEvent.fill(field('Wait for “Seen it”'), '15');
    await press('Save and send a test');
    await says('It was taken after 0.1 s.');
    const [added] = desk().calls;
    expect(JSON.parse(added?.replace('addChannel ', '') ?? '')).toEqual({
      name: 'Telegram',
      on: true,
      least: 'act',
      afterMin: 15,
      settings: { kind: 'telegram', token: '123456:abc', chatId: '42' },
    });
    expect(page.words()).toContain('after 15 min without “Seen it”');
    expect(page.words()).not.toContain('123456:abc');
    // Once, however often the helper is asked how things stand.
    await press('Change Telegram');
    await userEvent.fill(field('Name'), 'Mine');
    await press('Save and send a test');
    await vi.waitFor(() => page.control('Send a test by Mine'), PATIENCE);
    await vi.waitFor(
      () => expect(desk().calls.filter((call) => call.startsWith('testChannel'))).toHaveLength(2),
      PATIENCE,
    );
    await says('It was taken after 0.1 s.');
    expect(desk().calls.filter((call) => call.startsWith('testChannel'))).toHaveLength(2);
  });

  test('what the helper refuses stands by its field, and what was typed stays', async () => {
    await open();
    desk().refuses = failure('unreadable-reply', 'topic may have letters, digits, - and _, 64 at most');
    await press('Add a channel');
    await userEvent.fill(field('Topic'), 'no good topic');
    await press('Save and send a test');
    await vi.waitFor(
      () => expect(document.body.textContent).toContain('May have letters, digits, - and _, 64 at most.'),
      PATIENCE,
    );
    expect(field('Topic').value).toBe('no good topic');
    desk().refuses = failure('no-proxy');
    await press('Save and send a test');
    await vi.waitFor(
      () => expect(document.body.textContent).toContain('The helper did not answer. Nothing was kept.'),
      PATIENCE,
    );
  });

  test('a secret that is set is shown by its end, and need not be typed to change the rest', async () => {
    await open({ prepare: fill });
    await says('Token: set, …3f');
    await press('Change Family chat');
    expect(field('Token').value).toBe('');
    await userEvent.fill(field('Name'), 'All of us');
    await press('Save and send a test');
    await says('All of us');
    expect(desk().calls[0]).toContain('"settings":{"chatId":"-1001234567890","kind":"telegram"}');
  });

  test('one is switched off, removed and brought back', async () => {
    await open({ prepare: fill });
    await says('My phone');
    await userEvent.click(field('My phone'));
    await says('My phone is off.');
    await press('Remove My phone');
    await says('My phone was removed.');
    await vi.waitFor(() => expect(() => page.control('Send a test by My phone')).toThrow(), PATIENCE);
    await press('Undo');
    await vi.waitFor(() => page.control('Send a test by My phone'), PATIENCE);
  });

  test('a test that fails says why, in the words of the helper', async () => {
    await open({ prepare: fill });
    desk().testEnds = { outcome: 'failed', problem: 'unreachable', detail: 'It cannot be reached.' };
    await says('My phone');
    await press('Send a test by My phone');
    await says('It did not go: It cannot be reached.');
    desk().refuses = failure('busy', 'a test was just sent');
    await press('Send a test by My phone');
    await says('A test was sent a moment ago.');
  });
});

describe('rules', () => {
  const rules = () => {
    const last = desk().calls.findLast((call) => call.startsWith('setAlarmRules'));
    return JSON.parse(last?.replace('setAlarmRules ', '') ?? 'null') as AlarmReport['rules'] | null;
  };

  test('quiet hours begin as a night in the zone of this browser, and can be changed', async () => {
    await open();
    await vi.waitFor(() => field('Quiet hours'), PATIENCE);
    await userEvent.click(field('Quiet hours'));
    await vi.waitFor(() => expect(rules()?.quiet).toMatchObject({ fromMin: 1320, toMin: 420 }), PATIENCE);
    expect(rules()?.quiet?.timeZone).toBe(new Intl.DateTimeFormat().resolvedOptions().timeZone);
    await vi.waitFor(() => field('From'), PATIENCE);
    await userEvent.fill(field('From'), '23:30');
    await userEvent.tab();
    await vi.waitFor(() => expect(rules()?.quiet?.fromMin).toBe(1410), PATIENCE);
    await userEvent.click(field('Let “Act” through'));
    await vi.waitFor(() => expect(rules()?.quiet?.letActThrough).toBe(false), PATIENCE);
  });

  test('an address with numbers is refused beside its field', async () => {
    await open();
    await vi.waitFor(() => field('Address of this page for messages'), PATIENCE);
    desk().refuses = failure('unreadable-reply', 'pageUrl must be an address with a name');
    await userEvent.fill(field('Address of this page for messages'), 'http://192.168.1.2:8787');
    await userEvent.tab();
    await says('Must be an address with a name.');
  });
});

describe('mutes', () => {
  test('a miner is muted for a while, shown with what is left, and unmuted', async () => {
    await open();
    await press('Mute Kitchen Gamma');
    await userEvent.selectOptions(field('For'), 'halfHour');
    await press('Mute');
    await says('30 min left');
    expect(desk().calls).toEqual([`muteMiners a1 ${NOW + 30 * 60_000}`]);
    await press('Unmute Kitchen Gamma');
    await says('Kitchen Gamma is not muted any more.');
    expect(desk().calls.at(-1)).toBe('muteMiners a1 ended');
  });

  test('a time that is past mutes nobody', async () => {
    await open();
    await press('Mute Kitchen Gamma');
    await userEvent.selectOptions(field('For'), 'custom');
    await userEvent.fill(field('Until'), '2026-01-01T10:00');
    await press('Mute');
    await says('Choose a time to come, within a week.');
    expect(desk().calls).toEqual([]);
  });
});

test('the log tells what was sent, by what, and what came of it', async () => {
  await open({ prepare: fill });
  await says('What was sent');
  expect(page.words()).toContain('4 alarms, 1 over');
  expect(page.words()).toContain('Several in one, by My phone Arrived');
  expect(page.words()).toContain('Alarm, by Family chat Not arrived');
});
