import { afterEach, expect, test, vi } from 'vitest';
import { fakeTuningView } from '../../../tests/preview/fake-tuning-views.ts';
import { type MountedPage, mountPage } from '../../../tests/preview/mount-page.tsx';
import type { TuningView } from '../../workers/tuning-api.ts';
import { TunePage } from './tune-page.tsx';

const NOW_MS = Date.UTC(2026, 10, 23, 9);
let page: MountedPage | undefined;
afterEach(() => page?.remove());

function open(
  kind: 'ready' | 'running' | 'paused' | 'ladders' | 'ended' | 'watch-only',
  path = '/tune',
): MountedPage {
  page = mountPage(TunePage, 'fine', { nowMs: () => NOW_MS, path });
  page.collector.tuner.view = fakeTuningView(kind, NOW_MS);
  return page;
}

function amongItsKind(lottery: { betterThan: number; low: number; high: number }): TuningView {
  const view = fakeTuningView('ended', NOW_MS);
  const { picture } = view;
  if (!picture?.silicon) throw new Error('nothing is known of the chip');
  return { ...view, picture: { ...picture, silicon: { ...picture.silicon, lottery } } };
}

test('a miner that was never tuned is offered a goal and limits, and is begun with as they were chosen', async () => {
  const { words, control, collector, find } = open('ready');
  await expect.poll(words).toContain('What shall it do best?');
  expect(words()).toContain('At most 12 trials of at most 6 minutes');
  find<HTMLInputElement>('input[value="hashrate"]').click();
  control('Start tuning').click();
  await expect.poll(() => collector.tuner.calls.at(-1)).toMatch(/^start .+ hashrate by clock$/);
});

test('a session under way says what it measures, and is stopped by one press', async () => {
  const { words, control, collector } = open('running');
  await expect.poll(words).toContain('trial 7 of at most 12');
  expect(words()).toContain('Best so far');
  expect(words()).not.toContain('Start tuning');
  expect(control('Set Cheap').getAttribute('aria-disabled')).toBe('true');
  control('Stop and go back to the best').click();
  await expect.poll(() => collector.tuner.calls.at(-1)).toMatch(/^stop /);
});

test('a session under way is paused by its owner, and goes on when asked to', async () => {
  const { words, control, collector } = open('running');
  await expect.poll(words).toContain('Best so far');
  control('Pause').click();
  await expect.poll(() => collector.tuner.calls.at(-1)).toMatch(/^pause /);
});

test('a paused session says where it waits', async () => {
  const { words, control, collector } = open('paused');
  await expect.poll(words).toMatch(/Paused at \d+\sMHz at/);
  control('Go on').click();
  await expect.poll(() => collector.tuner.calls.at(-1)).toMatch(/^continue /);
});

test('of a miner with presets and a power limit its owner chooses what is changed', async () => {
  const { words, control, collector, find } = open('ladders');
  await expect.poll(words).toContain('It has 7 settings, from preset 1500 to preset 3250.');
  find<HTMLInputElement>('input[value="power-limit"]').click();
  await expect.poll(words).toMatch(/It has 12 settings, from a limit of 1.?485\sW to a limit of 3.?300\sW/);
  control('Start tuning').click();
  await expect.poll(() => collector.tuner.calls.at(-1)).toMatch(/^start .+ efficiency by power-limit$/);
});

test('what was found can be set again, and says what it gained', async () => {
  const { words, control, collector } = open('ended');
  await expect.poll(words).toMatch(/From 15\.\d J\/TH .+ to 1[23]\.\d J\/TH/);
  expect(words()).toContain('Set now');
  control('Set Fast').click();
  await expect.poll(() => collector.tuner.calls.at(-1)).toMatch(/^apply .+ \d+\/\d+$/);
});

test('how good its chip is stands among its kind, and is shared without anything that names its owner', async () => {
  const { words, control, collector } = open('ended');
  collector.tuner.view = amongItsKind({ betterThan: 0.81, low: 0.62, high: 0.94 });
  await expect.poll(words).toContain('It does better than about 81 of 100 chips of its kind');
  let copied = '';
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => {
    copied = text;
  });
  control('Copy without names or addresses').click();
  await expect.poll(() => copied).toContain('Better than about 81 (62–94) of 100 simulated chips');
  write.mockRestore();
  expect(copied).not.toMatch(/Kitchen|Desk|([0-9A-F]{2}:){5}|\d+\.\d+\.\d+\.\d+|bc1/);
});

test('where trials do not tell how a chip stands among its kind, that is said and not guessed', async () => {
  const { words, collector } = open('ended');
  collector.tuner.view = amongItsKind({ betterThan: 0.49, low: 0.01, high: 0.99 });
  await expect.poll(words).toContain('These trials do not tell how it stands among chips of its kind.');
  expect(words()).not.toContain('It does better than');
});

test('where a browser copies nothing, what is shared is spelled out', async () => {
  const { words, control } = open('ended');
  await expect.poll(words).toContain('Copy without names or addresses');
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not allowed'));
  control('Copy without names or addresses').click();
  await expect.poll(words).toMatch(/of the default core voltage .* Measured with Davylamp\./);
  write.mockRestore();
});

test('a miner that is only watched says how that is changed', async () => {
  const { words, control } = open('watch-only');
  await expect.poll(words).toContain('This miner is only watched.');
  expect(control('To the miner’s page').getAttribute('href')).toMatch(/^\/miner\//);
  expect(words()).not.toContain('Start tuning');
});

test('the points are there as a table, too, with the unit of each figure', async () => {
  const { words, find } = open('ended');
  await expect.poll(words).toContain('As a table');
  expect(find('table tbody tr').textContent).toMatch(/525\sMHz at 1.?150\smV.+TH\/s.+W.+J\/TH/);
});
