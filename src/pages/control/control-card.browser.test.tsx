import { Show } from 'solid-js';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { type MountedPage, mountPage, wordsOf } from '../../../tests/preview/mount-page.tsx';
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
    expect(wordsOf(dialog())).toContain('sent only when you press a button');
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

describe('a miner that may be controlled', () => {
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
      expect(sent(mounted)).toEqual([`changeMiner ${MINER} {"kind":"tuning","frequencyMhz":550}`]),
    );
  });

  test('says below the field what is outside of its limits, and who set them', async () => {
    const mounted = await open();
    expect(mounted.words()).toContain('400 MHz to 625 MHz (the miner’s own options)');
    await userEvent.fill(field('Clock'), '900');
    expect(mounted.words()).toContain('Between 400 MHz and 625 MHz.');
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
    await userEvent.fill(field('Name'), 'Solo');
    await userEvent.fill(field('Pool'), 'solo.ckpool.org');
    mounted.control('Save template').click();
    expect(wordsOf(dialog())).toContain('A pool is written stratum+tcp://host:port.');
    await userEvent.fill(field('Pool'), 'stratum+tcp://solo.ckpool.org:3333');
    await userEvent.fill(field('User'), 'bc1q.{miner}');
    mounted.control('Save template').click();
    await vi.waitFor(() => expect(mounted.collector.calls).toContain('savePoolTemplates Solo'));
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
