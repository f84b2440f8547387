import { Show } from 'solid-js';
import { afterEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { type MountedPage, mountPage } from '../../../tests/preview/mount-page.tsx';
import { useFleet } from '../fleet-context.ts';
import { ControlCard } from './control-card.tsx';

const MINER = 'a1';
const CALLS = [`allowRecovery ${MINER} true`, `allowRecovery ${MINER} false`];
let page: MountedPage | undefined;
afterEach(() => page?.remove());

function Page() {
  const { view } = useFleet();
  const found = () => view()?.miners.find(({ miner }) => miner.id === MINER);
  return <Show when={found()}>{(miner) => <ControlCard miner={miner().miner} />}</Show>;
}

function recoverySwitch(): HTMLElement | undefined {
  const labelled = [...document.querySelectorAll<HTMLElement>('[role="switch"]')];
  return labelled.find((each) =>
    (each.closest('label') ?? each.parentElement)?.textContent?.includes('flatline'),
  );
}

test('restarts by itself are off, not offered where a miner is only watched, and allowed and forbidden by keyboard', async () => {
  const mounted = mountPage(Page, 'fine');
  page = mounted;
  await vi.waitFor(() => mounted.control('Allow control'));
  expect(mounted.words()).not.toContain('Restart by itself');
  await mounted.collector.allowControl(MINER, true);
  await vi.waitFor(() => expect(recoverySwitch()).toBeDefined());
  const isOn = () => recoverySwitch()?.matches('[aria-checked="true"], :checked') === true;
  expect(isOn()).toBe(false);
  expect(mounted.words()).toContain('Never while it is too hot');
  recoverySwitch()?.focus();
  await userEvent.keyboard(' ');
  await vi.waitFor(() => expect(isOn()).toBe(true));
  expect(mounted.words()).toContain('It was not restarted by itself');
  await userEvent.keyboard(' ');
  await vi.waitFor(() => expect(isOn()).toBe(false));
  expect(mounted.collector.calls.filter((call) => call.startsWith('allowRecovery'))).toEqual(CALLS);
});

test('a miner that no restart helps is left alone, and its owner is told how often it started anew', async () => {
  const mounted = mountPage(Page, 'restart-in-vain');
  page = mounted;
  await vi.waitFor(() => mounted.control('Allow control'));
  await mounted.collector.allowControl(MINER, true);
  await vi.waitFor(() => expect(recoverySwitch()).toBeDefined());
  expect(mounted.words()).not.toContain('leaves it alone');
  recoverySwitch()?.focus();
  await userEvent.keyboard(' ');
  await vi.waitFor(() => expect(mounted.words()).toContain('Restarted 3 times, and it does not mine'));
});

test('a restart by itself is shown while the page is open, and shares that come after it', async () => {
  const mounted = mountPage(Page, 'fine');
  page = mounted;
  await vi.waitFor(() => mounted.control('Allow control'));
  await mounted.collector.allowControl(MINER, true);
  await mounted.collector.allowRecovery(MINER, true);
  await vi.waitFor(() => expect(mounted.words()).toContain('It was not restarted by itself'));
  mounted.collector.note({
    id: 'by itself',
    minerId: MINER,
    atMs: Date.now() - 60_000,
    change: { kind: 'restart' },
    by: 'recovery',
    outcome: 'done',
    sharesAgainAtMs: Date.now(),
    differences: [],
  });
  await vi.waitFor(() => expect(mounted.words()).toContain('Restarted by itself once in the last 24 hours'));
  expect(mounted.words()).toContain('Shares came again after 1');
  expect(mounted.words()).toContain('Restart by itself after a flatline');
});
