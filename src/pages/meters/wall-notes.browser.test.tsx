import { Show } from 'solid-js';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { KITCHEN_PLUG } from '../../../tests/preview/fake-meters.ts';
import { type MountedPage, mountPage } from '../../../tests/preview/mount-page.tsx';
import type { MinerView } from '../../domain/fleet-view.ts';
import type { MeterView } from '../../domain/wall-meter.ts';
import type { WallPower } from '../../domain/wall-power.ts';
import { useFleet } from '../fleet-context.ts';
import { WallActions, WallNotes } from './wall-notes.tsx';
import { sourceWords } from './wall-words.ts';

const NOW = Date.UTC(2026, 0, 15, 16);
let page: MountedPage;
afterEach(() => {
  vi.restoreAllMocks();
  page.remove();
});

function Kitchen() {
  const { view } = useFleet();
  return (
    <Show when={view()?.miners.find(({ miner }) => miner.id === 'a1')}>
      {(miner) => (
        <>
          <WallNotes view={miner()} />
          <WallActions view={miner()} />
        </>
      )}
    </Show>
  );
}

async function open(change: Partial<MinerView> = {}, kind: 'real' | 'demo' = 'real'): Promise<void> {
  vi.spyOn(Date, 'now').mockReturnValue(NOW);
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  page = mountPage(Kitchen, 'fine', { nowMs: () => NOW, kind });
  await vi.waitFor(() => page.control('Type what your plug shows'));
  const miners = page.collector
    .view()
    .miners.map((view) => (view.miner.id === 'a1' ? { ...view, ...change } : view));
  page.collector.change({ miners });
}

const wall: WallPower = {
  powerW: 24.6,
  source: { kind: 'measured', meters: ['Plug Kitchen'], atMs: NOW - 12_000 },
};
const plug: MeterView = {
  meter: {
    id: 'm1',
    kind: 'shelly-gen2',
    address: { host: '192.168.1.40', port: 80 },
    partId: 'switch:0',
    name: 'Plug Kitchen',
    role: { kind: 'power', minerIds: ['b2'] },
    offers: ['power'],
    addedAtMs: NOW,
  },
  part: KITCHEN_PLUG,
  answeredAtMs: NOW,
};

describe('where power comes from', () => {
  test('is told in a few words, with its age', async () => {
    await open();
    expect(sourceWords(wall, NOW)).toBe('measured by Plug Kitchen, 12\u00a0s ago');
    const read = { readings: 2, wallW: 24.6, deviceW: 18.4, readAtMs: NOW };
    const factor = { kind: 'worked-out', bandW: 0.62, ...read } as const;
    expect(sourceWords({ powerW: 1, source: factor }, NOW)).toBe('worked out from 2 readings of your plug');
    expect(sourceWords({}, NOW)).toBeUndefined();
  });

  test('is told at length on demand, beside the miner’s own figure', async () => {
    await open({ wall });
    await vi.waitFor(() => expect(page.words()).toContain('Where this comes from'));
    expect(page.words()).toContain('Read from the plug every 15 s. The miner itself says 1');
  });

  test('names a plug that has fallen silent, and what counts instead', async () => {
    await open({ wall: { problem: { kind: 'stale', meter: 'Plug Kitchen', sinceMs: NOW - 120_000 } } });
    await vi.waitFor(() =>
      expect(page.words()).toContain(
        'Plug Kitchen last told something 2 min ago. Until it does again, the miner’s own figure counts.',
      ),
    );
  });
});

describe('typing what a plug shows', () => {
  const type = async (watts: string) => {
    await userEvent.click(page.control('Type what your plug shows'));
    await vi.waitFor(() => page.find('dialog[open] input'));
    await userEvent.fill(page.find<HTMLInputElement>('dialog[open] input'), watts);
  };

  test('says what follows from it, and keeps it beside what the miner says', async () => {
    await open();
    await type('24');
    expect(page.words()).toMatch(/That is 1\.\d\d × what the miner says at this load\./);
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(page.words()).toContain('Reading kept.'));
    expect(page.collector.meters.calls).toEqual(['setPlugReadings a1 24 18']);
    await userEvent.click(page.control('Undo'));
    expect(page.collector.meters.calls.at(-1)).toBe('setPlugReadings a1 none');
  });

  test('refuses what cannot be right, and words that are no number', async () => {
    await open();
    await type('900');
    expect(page.words()).toContain('over three times what the miner says');
    await userEvent.keyboard('{Enter}');
    await userEvent.fill(page.find<HTMLInputElement>('dialog[open] input'), 'much');
    expect(page.words()).toContain('Write a number, such as 21.5.');
    expect(page.collector.meters.calls).toEqual([]);
  });

  test('waits for a miner that answers', async () => {
    await open({ state: 'lost', answeredAtMs: NOW - 3_600_000 });
    await type('24');
    await userEvent.keyboard('{Enter}');
    expect(page.words()).toContain('there is nothing to compare with');
    expect(page.collector.meters.calls).toEqual([]);
  });

  test('is possible in the demo, where no plug can be assigned', async () => {
    await open({}, 'demo');
    expect(() => page.control('Assign a plug')).toThrow();
  });
});

test('a plug is assigned, told to feed others too, and taken back', async () => {
  await open();
  page.collector.meters.views = [plug];
  page.collector.change({ meters: [plug] });
  await userEvent.click(page.control('Assign a plug'));
  await vi.waitFor(() => expect(page.words()).toContain('feeds Desk Supra too'));
  await userEvent.click(page.find('dialog[open] input[type=checkbox]'));
  await userEvent.click(page.control('Save'));
  await vi.waitFor(() => expect(page.words()).toContain('Plugs kept.'));
  await userEvent.click(page.control('Undo'));
  expect(page.collector.meters.calls).toEqual([
    'changeMeter m1 {"role":{"kind":"power","minerIds":["b2","a1"]}}',
    'changeMeter m1 {"role":{"kind":"power","minerIds":["b2"]}}',
  ]);
});

test('without any plug the way to add one is told', async () => {
  await open();
  await userEvent.click(page.control('Assign a plug'));
  await vi.waitFor(() => expect(page.words()).toContain('No plug that measures power has been added yet.'));
  expect(page.control('Add a plug').getAttribute('href')).toBe('/settings');
});
