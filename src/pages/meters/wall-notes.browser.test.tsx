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
    const read = { readings: 2, loads: 0, wallW: 24.6, deviceW: 18.4, readAtMs: NOW };
    const factor = { kind: 'worked-out', ...read } as const;
    expect(sourceWords({ powerW: 1, source: factor }, NOW)).toBe('worked out from 2 readings of your plug');
    expect(sourceWords({ powerW: 1, source: { ...factor, readings: 0, loads: 4 } }, NOW)).toBe(
      'worked out from what a plug measured at 4 loads',
    );
    expect(sourceWords({ powerW: 1, source: { ...factor, readings: 1, loads: 1 } }, NOW)).toBe(
      'worked out from what a plug measured at 1 load and 1 reading of your plug',
    );
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

describe('what a plug taught', () => {
  const pairs = [12, 15, 18].map((deviceW) => ({ atMs: NOW, deviceW, wallW: 1.2 * deviceW, stretches: 6 }));

  test('counts when the plug falls silent, which is said', async () => {
    const source = {
      kind: 'worked-out',
      readings: 0,
      loads: 3,
      wallW: 21.6,
      deviceW: 18,
    } as const;
    await open({
      wall: {
        powerW: 21.6,
        source: { ...source, readAtMs: NOW },
        problem: { kind: 'stale', meter: 'Plug Kitchen', sinceMs: NOW - 120_000 },
      },
    });
    await vi.waitFor(() =>
      expect(page.words()).toContain(
        'Until it does again, the figure worked out from the miner’s own counts.',
      ),
    );
  });

  test('is told with the loads and the time it was learned in, and is forgotten on demand', async () => {
    await open();
    await page.collector.setMeteredPairs('a1', pairs);
    await userEvent.click(page.control('Type what your plug shows'));
    await vi.waitFor(() => expect(page.words()).toContain('Learned from your plug'));
    expect(page.words().replaceAll('\u00a0', ' ')).toContain(
      'At 3 loads from 12 W to 18 W, over 1 h 30 min in which both stood still.',
    );
    expect(document.querySelectorAll('dialog[open] rect')).toHaveLength(3);
    await userEvent.click(page.control('Forget what was learned'));
    await vi.waitFor(() => expect(page.words()).not.toContain('Learned from your plug'));
    page.control('Undo').click();
    await vi.waitFor(() => expect(page.words()).toContain('Learned from your plug'));
    expect(page.collector.meters.calls).toEqual([
      'setMeteredPairs a1 3',
      'setMeteredPairs a1 0',
      'setMeteredPairs a1 3',
    ]);
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
