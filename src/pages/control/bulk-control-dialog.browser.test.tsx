import { Show } from 'solid-js';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type MountedPage, mountPage } from '../../../tests/preview/mount-page.tsx';
import type { Miner } from '../../domain/miner.ts';
import { useFleet } from '../fleet-context.ts';
import BulkControlDialog from './bulk-control-dialog.tsx';

let page: MountedPage | undefined;
afterEach(() => page?.remove());

/** Three miners, of which the second is only watched. */
function Page() {
  const { view } = useFleet();
  const miners = (): readonly Miner[] | undefined =>
    view()
      ?.miners.slice(0, 3)
      .map(({ miner }, at) => ({ ...miner, control: at === 1 ? undefined : 'by-hand' }));
  return <Show when={miners()}>{(all) => <BulkControlDialog miners={all()} onClose={() => {}} />}</Show>;
}

async function open(): Promise<MountedPage> {
  const mounted = mountPage(Page, 'fine');
  page = mounted;
  await vi.waitFor(() => mounted.control('Look at each'));
  return mounted;
}

const sent = ({ collector }: MountedPage) => collector.calls.filter((call) => call.startsWith('changeMiner'));

describe('a change for many miners', () => {
  test('is shown for each before it is sent, and leaves out whom it may not touch', async () => {
    const mounted = await open();
    mounted.control('Look at each').click();
    await vi.waitFor(() => mounted.control('Send to 2 miners'));
    expect(mounted.words()).toContain('Nothing has been sent yet.');
    expect(mounted.words()).toContain('Davylamp may only watch it. Allow control first.');
    expect(sent(mounted)).toEqual([]);
  });

  test('is sent to one after the other, summed up, and taken back', async () => {
    const mounted = await open();
    mounted.collector.takesMs = 30;
    mounted.control('Look at each').click();
    await vi.waitFor(() => mounted.control('Send to 2 miners'));
    mounted.control('Send to 2 miners').click();
    await vi.waitFor(() => mounted.control('Undo on 2 miners'));
    expect(mounted.words().match(/Done, and read back\./g)).toHaveLength(2);
    expect(sent(mounted)).toHaveLength(2);
    mounted.control('Undo on 2 miners').click();
    await vi.waitFor(() => expect(sent(mounted)).toHaveLength(4));
    expect(
      sent(mounted)
        .slice(2)
        .every((call) => call.includes('resume')),
    ).toBe(true);
    await vi.waitFor(() => mounted.control('Close'));
    expect(mounted.words().match(/Undone: Hashing paused → on\. Done, and read back\./g)).toHaveLength(2);
    // Taking that back would be the change anew.
    expect(() => mounted.control('Undo on 2 miners')).toThrow();
  });

  test('can be stopped: what has not been sent is not sent', async () => {
    const mounted = await open();
    mounted.collector.takesMs = 200;
    mounted.control('Look at each').click();
    await vi.waitFor(() => mounted.control('Send to 2 miners'));
    mounted.control('Send to 2 miners').click();
    mounted.control('Stop').click();
    await vi.waitFor(() => expect(mounted.words()).toContain('That is what became of it.'));
    expect(sent(mounted)).toHaveLength(1);
  });

  test('asks once for all that are only watched, by their names', async () => {
    const mounted = await open();
    expect(mounted.words()).toContain('Davylamp only watches ');
    mounted.control('Allow control …').click();
    const allow = [...document.querySelectorAll('dialog button')].find((button) =>
      button.textContent?.startsWith('Allow control of '),
    );
    if (!(allow instanceof HTMLElement)) throw new Error('nobody asks');
    await vi.waitFor(() => expect(document.activeElement).toBe(allow));
    expect(mounted.words()).toContain('sent only for what you asked for');
    expect(mounted.collector.calls.filter((call) => call.startsWith('allowControl'))).toEqual([]);
    allow.click();
    await vi.waitFor(() => expect(mounted.words()).not.toContain('Davylamp only watches'));
    expect(mounted.collector.calls.filter((call) => call.startsWith('allowControl'))).toHaveLength(1);
    expect(document.activeElement).not.toBe(document.body);
    mounted.control('Look at each').click();
    await vi.waitFor(() => mounted.control('Send to 3 miners'));
  });

  test('leaves out whom it would not change, without a table of it, and can be thought over', async () => {
    const mounted = await open();
    await mounted.collector.changeMiner('a1', { kind: 'pause' });
    mounted.control('Look at each').click();
    await vi.waitFor(() => mounted.control('Send to one miner'));
    expect(mounted.words()).toContain('It is set so already.');
    expect(document.querySelectorAll('dialog table')).toHaveLength(1);
    mounted.control('Back').click();
    mounted.control('Look at each');
    expect(sent(mounted)).toHaveLength(1);
  });

  test('has nothing to cancel once it is over', async () => {
    const mounted = await open();
    mounted.control('Cancel');
    mounted.control('Look at each').click();
    await vi.waitFor(() => mounted.control('Send to 2 miners'));
    mounted.control('Send to 2 miners').click();
    await vi.waitFor(() => mounted.control('Close'));
    expect(() => mounted.control('Cancel')).toThrow();
  });
});
