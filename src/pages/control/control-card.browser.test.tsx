import { Show } from 'solid-js';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { fakeActions } from '../../../tests/preview/fake-actions.ts';
import { fakeEffects } from '../../../tests/preview/fake-effects.ts';
import { type MountedPage, mountPage, wordsOf } from '../../../tests/preview/mount-page.tsx';
import type { MinerFamily } from '../../domain/miner.ts';
import { useFleet } from '../fleet-context.ts';
import { ControlCard } from './control-card.tsx';

const MINER = 'a1';
let page: MountedPage | undefined;
afterEach(() => page?.remove());

function Page() {
  const { view } = useFleet();
  const found = () => view()?.miners.find(({ miner }) => miner.id === MINER);
  return <Show when={found()}>{(miner) => <ControlCard miner={miner().miner} />}</Show>;
}

/** The same miner, as if it ran this firmware. */
function pageOf(family: MinerFamily) {
  return () => {
    const { view } = useFleet();
    const found = () => view()?.miners.find(({ miner }) => miner.id === MINER)?.miner;
    return (
      <Show when={found()}>
        {(miner) => <ControlCard miner={{ ...miner(), identity: { ...miner().identity, family } }} />}
      </Show>
    );
  };
}

async function open({ allowed = true } = {}): Promise<MountedPage> {
  const mounted = mountPage(Page, 'fine');
  page = mounted;
  await vi.waitFor(() => mounted.control('Allow control'));
  if (allowed) {
    await mounted.collector.allowControl(MINER, true);
    mounted.collector.calls.length = 0;
    await vi.waitFor(() => mounted.control('Pause'));
  }
  return mounted;
}

const sent = ({ collector }: MountedPage) => collector.calls.filter((call) => call.startsWith('changeMiner'));

function dialog(): HTMLDialogElement {
  const found = document.querySelector<HTMLDialogElement>('dialog[open]');
  if (!found) throw new Error('no dialog is open');
  return found;
}

function field(label: string): HTMLInputElement {
  const found = [...document.querySelectorAll('label')].find((each) => each.textContent?.trim() === label);
  const input = found && document.getElementById(found.htmlFor);
  if (!(input instanceof HTMLInputElement)) throw new Error(`no field ${label}`);
  return input;
}

async function type(label: string, text: string): Promise<void> {
  await userEvent.fill(field(label), text);
  field(label).blur();
}

describe('a miner that is only watched', () => {
  test('is asked nothing and sent nothing until its owner allows it, and says to what', async () => {
    const mounted = await open({ allowed: false });
    expect(mounted.words()).toContain('only watches this miner');
    mounted.control('Allow control').click();
    expect(wordsOf(dialog())).toContain('sent only for what you asked for');
    expect(mounted.collector.calls.filter((call) => call.includes('ontrol'))).toEqual([]);
    [...dialog().querySelectorAll('button')].at(-1)?.click();
    await vi.waitFor(() => expect(mounted.collector.calls).toContain(`allowControl ${MINER} true`));
    await vi.waitFor(() => mounted.control('Pause'));
  });

  test('can be only watched again', async () => {
    const mounted = await open();
    mounted.control('Only watch again').click();
    await vi.waitFor(() => mounted.control('Allow control'));
  });
});

test('a miner that refuses its password is given another without being controlled', async () => {
  function Locked() {
    const { view } = useFleet();
    const found = () => view()?.miners.find(({ miner }) => miner.id === MINER);
    return <Show when={found()}>{(miner) => <ControlCard miner={miner().miner} wantsPassword />}</Show>;
  }
  const mounted = mountPage(Locked, 'fine');
  page = mounted;
  await vi.waitFor(() => expect(mounted.words()).toContain('refuses the password that Davylamp has'));
  mounted.control('Allow control');
  await type('Password', 'my own secret');
  mounted.control('Keep password').click();
  await vi.waitFor(() =>
    expect(mounted.collector.calls.filter((call) => call.startsWith('saveCredentials'))).toHaveLength(1),
  );
  expect(mounted.words()).not.toContain('my own secret');
  expect(sent(mounted)).toEqual([]);
});

describe('a clock far up', () => {
  test('is asked for as one change, and says by how many steps it goes before anything is sent', async () => {
    const mounted = mountPage(Page, 'fine');
    page = mounted;
    mounted.collector.first = { ...mounted.collector.first, frequencyMhz: 400, coreVoltageMv: 1_000 };
    await vi.waitFor(() => mounted.control('Allow control'));
    await mounted.collector.allowControl(MINER, true);
    await vi.waitFor(() => field('Clock'));
    await type('Clock', '600');
    mounted.control('Review').click();
    const words = wordsOf(dialog()).replaceAll('\u00a0', ' ');
    expect(words).toContain('It goes up in 5 steps over 20 min');
    expect(words).toContain('You can stop between any two of them.');
    expect(words).toMatch(/440 MHz.+484 MHz.+532 MHz.+585 MHz.+600 MHz/);
    expect(sent(mounted)).toEqual([]);
    mounted.control('Send to the miner').click();
    await vi.waitFor(() => expect(sent(mounted)).toHaveLength(1));
    expect(sent(mounted)[0]).toContain('"frequencyMhz":600');
  });
});

describe('changes that are on their way, watched or planned', () => {
  async function withActions(): Promise<MountedPage> {
    const mounted = mountPage(Page, 'fine');
    page = mounted;
    mounted.collector.actions = fakeActions(MINER, Date.now());
    await vi.waitFor(() => mounted.control('Allow control'));
    await mounted.collector.allowControl(MINER, true);
    await vi.waitFor(() => expect(mounted.words()).toContain('Under way'));
    return mounted;
  }

  test('stand there with what is next, and what did badly with its reason', async () => {
    const words = (await withActions()).words();
    expect(words).toContain('Clock and voltage: 600 MHz: on its way. The next step is at');
    expect(words).toContain('1 of 2 steps made');
    expect(words).toContain('there at about');
    expect(words).toContain('watched until');
    expect(words).toContain('1 of 3 looks were good');
    expect(words).toContain('The plan will set at');
    expect(words).toContain('was put back at');
    expect(words).toContain('It made 61.0 % of the hashrate that was to be expected.');
  });

  test('can be ended, each by itself', async () => {
    const mounted = await withActions();
    mounted.control('Stop here: Clock and voltage: 600\u00a0MHz').click();
    await vi.waitFor(() => expect(mounted.words()).not.toContain('on its way'));
    mounted.control('Call off: Pause').click();
    await vi.waitFor(() => expect(mounted.words()).not.toContain('The plan will set at'));
    expect(mounted.collector.calls.filter((call) => call.startsWith('callOff'))).toEqual([
      `callOff ${MINER} on-its-way`,
      `callOff ${MINER} planned`,
    ]);
    expect(mounted.words()).toContain('watched until');
  });
});

describe('a miner that may be controlled', () => {
  test('is sent a change without the way back when its owner does not want it', async () => {
    const mounted = await open();
    await type('Clock', '600');
    mounted.control('Review').click();
    expect(wordsOf(dialog())).toContain('It goes up in 2 steps over 5 min');
    dialog().querySelector<HTMLInputElement>('input[role=switch]')?.click();
    [...dialog().querySelectorAll('button')].at(-1)?.click();
    await vi.waitFor(() =>
      expect(sent(mounted)).toEqual([`changeMiner ${MINER} {"kind":"tuning","frequencyMhz":600}`]),
    );
  });

  test('is paused with one press, and resumed from the message', async () => {
    const mounted = await open();
    mounted.control('Pause').click();
    await vi.waitFor(() => expect(mounted.words()).toContain('Done, and read back.'));
    await vi.waitFor(() => mounted.control('Resume'));
    mounted.control('Undo').click();
    await vi.waitFor(() => mounted.control('Pause'));
    expect(sent(mounted)).toEqual([
      `changeMiner ${MINER} {"kind":"pause"}`,
      `changeMiner ${MINER} {"kind":"resume"}`,
    ]);
  });

  test('is not restarted without a question', async () => {
    const mounted = await open();
    mounted.control('Restart').click();
    expect(wordsOf(dialog())).toContain('cannot be taken back');
    expect(sent(mounted)).toEqual([]);
    await userEvent.keyboard('{Escape}');
    expect(sent(mounted)).toEqual([]);
  });

  test('shows what would change before it is sent, and sends only that', async () => {
    const mounted = await open();
    await type('Clock', '550');
    mounted.control('Review').click();
    expect(wordsOf(dialog())).toContain('Clock 525 MHz 550 MHz');
    expect(wordsOf(dialog())).not.toContain('Core voltage');
    [...dialog().querySelectorAll('button')].at(-1)?.click();
    await vi.waitFor(() =>
      expect(sent(mounted)).toEqual([`changeMiner ${MINER} {"kind":"tuning","frequencyMhz":550} or back`]),
    );
  });

  test('says below the field what is outside of its limits, and who set them', async () => {
    const mounted = await open();
    expect(mounted.words()).toContain('400 MHz to 625 MHz, the miner’s own options');
    await userEvent.fill(field('Clock'), '900');
    expect(mounted.words()).toContain('Between 400 MHz and 625 MHz: the miner’s own options.');
  });

  test('shows what it made of a command that it did not apply', async () => {
    const mounted = await open();
    mounted.collector.outcome = 'not-applied';
    await type('Clock', '550');
    mounted.control('Review').click();
    [...dialog().querySelectorAll('button')].at(-1)?.click();
    await vi.waitFor(() => expect(mounted.words()).toContain('and is not set as asked'));
    expect(mounted.words()).toContain('Clock 525 MHz 550 MHz 525 MHz');
  });

  test.each([
    ['900', 'Between 400 MHz and 625 MHz: the miner’s own options.'],
    ['abc', 'This is not a number.'],
    [' ', 'This is not a number.'],
  ])(
    'asks about no clock of %j: the error stands at the field, and the keyboard is there',
    async (wrong, words) => {
      const mounted = await open();
      await type('Clock', wrong);
      mounted.control('Review').click();
      expect(document.querySelector('dialog[open]')).toBeNull();
      expect(document.activeElement).toBe(field('Clock'));
      expect(mounted.words()).toContain(words);
    },
  );

  test('asks about nothing that changes nothing, and keeps the way back of what was changed before', async () => {
    const mounted = await open();
    await type('Clock', '550');
    mounted.control('Review').click();
    [...dialog().querySelectorAll('button')].at(-1)?.click();
    await vi.waitFor(() => mounted.control('Undo: Clock and voltage: 550\u00a0MHz'));
    await vi.waitFor(() => expect(field('Clock').value).toBe('550'));
    mounted.control('Review').click();
    await vi.waitFor(() => expect(mounted.words()).toContain('It is set so already.'));
    expect(document.querySelector('dialog[open]')).toBeNull();
    expect(sent(mounted)).toHaveLength(1);
    // Neither what was refused elsewhere, nor a lamp that blinked, takes it away.
    mounted.collector.outcome = 'refused';
    mounted.control('Pause').click();
    await vi.waitFor(() => expect(sent(mounted)).toHaveLength(2));
    mounted.collector.outcome = 'done';
    await vi.waitFor(() => expect(mounted.control('Identify').ariaDisabled).toBeNull());
    mounted.control('Identify').click();
    await vi.waitFor(() => expect(sent(mounted)).toHaveLength(3));
    await vi.waitFor(() => expect(mounted.words()).toContain('Identify'));
    mounted.control('Undo: Clock and voltage: 550\u00a0MHz');
  });

  test('shows in its fields what an undo brought back, and what was undone', async () => {
    const mounted = await open();
    await type('Clock', '550');
    mounted.control('Review').click();
    [...dialog().querySelectorAll('button')].at(-1)?.click();
    await vi.waitFor(() => mounted.control('Undo: Clock and voltage: 550\u00a0MHz'));
    mounted.control('Undo: Clock and voltage: 550\u00a0MHz').click();
    await vi.waitFor(() => expect(field('Clock').value).toBe('525'));
    await vi.waitFor(() => expect(mounted.words()).toContain('Undone: Clock 550 MHz → 525 MHz'));
  });

  test('that has something under way since before says so, and takes nothing beside it', async () => {
    const mounted = await open({ allowed: false });
    mounted.collector.underWay = {
      id: 'before',
      minerId: MINER,
      atMs: Date.now(),
      change: { kind: 'pools', pools: [{ url: 'stratum+tcp://pool.example:3333', user: 'me' }] },
      outcome: 'unconfirmed',
      isUnderWay: true,
      reason: { code: 'not-followed', detail: '' },
      differences: [{ setting: 'pools', before: 'a b', wanted: 'stratum+tcp://pool.example:3333 me' }],
      undo: { kind: 'pools', pools: [{ url: 'stratum+tcp://old.example:3333', user: 'me' }] },
    };
    mounted.remove();
    const again = mountPage(Page, 'fine');
    page = again;
    again.collector.underWay = mounted.collector.underWay;
    // It starts anew, and does not answer.
    again.collector.controlFails = { failure: true, kind: 'unreachable', detail: 'gone', atMs: 0 };
    await vi.waitFor(() => again.control('Allow control'));
    await again.collector.allowControl(MINER, true);
    await vi.waitFor(() => expect(again.words()).toContain('the miner starts anew: up to 2 min'));
    expect(again.words()).toContain('under way, for up to 2 min.');
    expect(again.words()).not.toContain('Undo');
    again.collector.controlFails = undefined;
    again.collector.underWay = undefined;
    await vi.waitFor(() => again.control('Pause'), 5_000);
  });

  test('is sent nothing further while a change of it is under way', async () => {
    const mounted = await open();
    mounted.collector.takesMs = 300;
    mounted.control('Pause').click();
    for (const name of ['Restart', 'Identify', 'Review'])
      expect(mounted.control(name).getAttribute('aria-disabled')).toBe('true');
    mounted.control('Identify').click();
    await vi.waitFor(() => mounted.control('Resume'));
    expect(sent(mounted)).toHaveLength(1);
  });

  test('keeps the keyboard where it was: after the consent, a pause, and watching only again', async () => {
    const mounted = await open({ allowed: false });
    mounted.control('Allow control').focus();
    mounted.control('Allow control').click();
    [...dialog().querySelectorAll('button')].at(-1)?.click();
    await vi.waitFor(() => mounted.control('Pause'));
    await vi.waitFor(() => expect(document.activeElement).not.toBe(document.body));
    const pause = mounted.control('Pause');
    pause.focus();
    pause.click();
    await vi.waitFor(() => mounted.control('Resume'));
    expect(document.activeElement).toBe(pause);
    mounted.control('Only watch again').focus();
    mounted.control('Only watch again').click();
    await vi.waitFor(() => mounted.control('Allow control'));
    expect(document.activeElement).not.toBe(document.body);
  });

  test('tells profiles by their watts, in their order, and limits of its power that are set so already', async () => {
    const mounted = mountPage(Page, 'fine');
    page = mounted;
    mounted.collector.offers = ['preset', 'power-limit'];
    mounted.collector.first = {
      preset: '3050',
      powerLimitW: 3_050,
      bounds: {
        presets: ['disabled', '3050', '1500'],
        powerLimitW: { min: 2_000, max: 3_500, source: 'the miner’s own limits' },
      },
    };
    await vi.waitFor(() => mounted.control('Allow control'));
    await mounted.collector.allowControl(MINER, true);
    await vi.waitFor(() => field('Power limit'));
    const profiles = [...mounted.find('select').querySelectorAll('option')].map(wordsOf);
    expect(profiles.map((words) => words.replaceAll(/\s/g, ''))).toEqual([
      'none(disabled)',
      '1500W',
      '3050W',
    ]);
    await type('Power limit', '5000');
    const reviews = () =>
      [...document.querySelectorAll('button')].filter(({ textContent }) => textContent === 'Review');
    reviews().at(-1)?.click();
    expect(document.activeElement).toBe(field('Power limit'));
    await type('Power limit', '3050');
    reviews().at(-1)?.click();
    await vi.waitFor(() => expect(mounted.words()).toContain('It is set so already.'));
    expect(document.querySelector('dialog[open]')).toBeNull();
  });

  test('says what it cannot be asked for yet, and where that can be done', async () => {
    const mounted = mountPage(Page, 'fine');
    page = mounted;
    mounted.collector.offers = ['pause', 'resume', 'restart', 'preset'];
    await vi.waitFor(() => mounted.control('Allow control'));
    await mounted.collector.allowControl(MINER, true);
    await vi.waitFor(() => expect(mounted.words()).toContain('Not supported here yet'));
    expect(mounted.words()).toContain('for this kind of miner: Fan, Pools. Its own page');
  });

  test('tells why a change was refused', async () => {
    const mounted = await open();
    mounted.collector.outcome = 'refused';
    mounted.control('Pause').click();
    await vi.waitFor(() => expect(mounted.words()).toContain('at most 625 MHz'));
    expect(mounted.words()).toContain('Not sent.');
  });

  test('that wants a password is given one, and it is not shown again', async () => {
    const mounted = mountPage(Page, 'fine');
    page = mounted;
    mounted.collector.controlFails = { failure: true, kind: 'refused', detail: '401', atMs: 0 };
    await vi.waitFor(() => mounted.control('Allow control'));
    await mounted.collector.allowControl(MINER, true);
    await vi.waitFor(() => mounted.control('Keep password'));
    await userEvent.fill(field('Password'), 'hunter2');
    mounted.control('Keep password').click();
    await vi.waitFor(() => expect(mounted.collector.calls).toContain(`saveCredentials ${MINER} given`));
    expect(field('Password').value).toBe('');
  });

  test.each([
    ['vnish', true],
    ['luxos', false],
  ] as const)('with %s has a field for a password only where a command takes one', async (family, takes) => {
    const mounted = mountPage(pageOf(family), 'fine');
    page = mounted;
    await mounted.collector.allowControl(MINER, true);
    await vi.waitFor(() => mounted.control('Pause'));
    expect(mounted.words().includes('Password of the miner')).toBe(takes);
  });

  test('of a kind that cannot be changed says so', async () => {
    const mounted = mountPage(Page, 'fine');
    page = mounted;
    mounted.collector.offers = [];
    await vi.waitFor(() => mounted.control('Allow control'));
    await mounted.collector.allowControl(MINER, true);
    await vi.waitFor(() => expect(mounted.words()).toContain('cannot change this kind of miner yet'));
  });
});

describe('pool templates', () => {
  test('are written down once and given to a miner after a look at them', async () => {
    const mounted = await open();
    mounted.control('Pool templates').click();
    mounted.control('New template').click();
    expect(document.activeElement).toBe(field('Name'));
    await userEvent.fill(field('Name'), 'Solo');
    await userEvent.fill(field('Pool'), 'solo.ckpool.org');
    mounted.control('Save template').click();
    expect(wordsOf(dialog())).toContain('A pool is written stratum+tcp://host:port.');
    await userEvent.fill(field('Pool'), 'stratum+tcp://solo.ckpool.org:3333');
    mounted.control('Save template').click();
    expect(wordsOf(dialog())).toContain('Without a user nobody would be paid.');
    expect(document.activeElement).toBe(field('User'));
    await userEvent.fill(field('User'), 'bc1q.{miner}');
    mounted.control('Save template').click();
    await vi.waitFor(() => expect(mounted.collector.calls).toContain('savePoolTemplates Solo'));
    expect(document.activeElement).toBe(mounted.control('New template'));
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(document.querySelector('dialog[open]')).toBeNull());
    await vi.waitFor(() => expect(mounted.words()).toContain('Template'));
    const review = [...document.querySelectorAll('button')].filter(
      (button) => button.textContent?.trim() === 'Review',
    );
    review.at(-1)?.click();
    expect(wordsOf(dialog())).toContain('bc1q.Kitchen-Gamma');
  });
});

describe('what a change did', () => {
  test('stands beside it once it is known', async () => {
    const mounted = await open();
    const { collector } = mounted;
    const [, told] = fakeEffects(collector.nowMs);
    if (!told) throw new Error('no effect');
    collector.insight.changeEffects = async () => {
      const [record] = await collector.changesOf(MINER);
      const change = { id: record?.id ?? '', atMs: record?.atMs ?? 0, by: 'ours', kind: 'setting' } as const;
      return [{ ...told, changes: [change] }];
    };
    mounted.control('Pause').click();
    await vi.waitFor(() => expect(mounted.words()).toContain('+1.9 % hash, +3.4 % W, +1.5 % J/TH'));
    expect(mounted.words()).toContain('99.9 % sure: worse J/TH.');
  });
});
