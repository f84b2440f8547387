import { afterEach, expect, test, vi } from 'vitest';
import { type MountedPage, mountPage, wordsOf } from '../../../tests/preview/mount-page.tsx';
import type { ModelRecord } from '../../domain/model-record.ts';
import { ModelsPage } from './models-page.tsx';

let page: MountedPage | undefined;
afterEach(() => {
  page?.remove();
  page = undefined;
});

/** What is told of the first of the made-up models, with something of it changed. */
async function detailsOf(change: Partial<ModelRecord>): Promise<string> {
  const mounted = mountPage(ModelsPage, 'fine');
  page = mounted;
  const { learner } = mounted;
  learner.models = learner.models.slice(0, 1).map((record) => ({ ...record, ...change }));
  await vi.waitFor(() => expect(mounted.words()).toContain('Details'));
  const row = mounted.find<HTMLElement>('li:has(summary)');
  row.querySelector('summary')?.click();
  await vi.waitFor(() => expect(wordsOf(row)).toContain('Fingerprint of its data'));
  return wordsOf(row);
}

test('a model that came with the app says so, with what its card says', async () => {
  const told = await detailsOf({
    kind: 'base-net',
    features: [],
    parameters: { epochs: 4 },
    parentId: 'base/room-temperature/1',
    parentCard: { homes: 300, days: 40, unseenHomes: 100, mase: 0.962, ruleMase: 1.044 },
  });
  expect(told).toContain('Net that came with the app');
  expect(told).toContain('fine-tuned on your data from “room-temperature”, version 1');
  expect(told).toContain('40 days of each of 300 simulated homes');
  expect(told).toContain('Looks at The past of what it forecasts alone');
});

test('a model that began anew says so, and tells each of its tests on the past', async () => {
  const told = await detailsOf({});
  expect(told).toContain('Trained on from nothing: it began anew');
  expect(told).toMatch(/Fold 1 240 .+ 0\.90 79 % 95 %/);
});
