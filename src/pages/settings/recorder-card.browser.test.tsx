import { afterEach, expect, test, vi } from 'vitest';
import { FAKE_RECORDER } from '../../../tests/preview/fake-recorder.ts';
import { type MountedPage, mountPage } from '../../../tests/preview/mount-page.tsx';
import { RecorderCard } from './recorder-card.tsx';

let page: MountedPage | undefined;
afterEach(() => page?.remove());

function open(recorder?: typeof FAKE_RECORDER): MountedPage {
  page = mountPage(RecorderCard, 'fine', { nowMs: () => FAKE_RECORDER.nowMs, recorder });
  return page;
}

test('a recorder that is off says how it is switched on, and what it would store', async () => {
  const { words } = open();
  await vi.waitFor(() => expect(words()).toContain('It is off.'));
  expect(words()).toContain('npm start -- --record');
  expect(words()).toContain('Passwords for devices stay in this browser.');
});

test('a recorder that is on says of whom, since when, how much, and where', async () => {
  const { words } = open(FAKE_RECORDER);
  await vi.waitFor(() => expect(words()).toContain('It records.'));
  for (const fact of ['6 miners', 'Jan 6, 2026', '61.3 MB of 200 MB', '14 days', FAKE_RECORDER.folder])
    expect(words()).toContain(fact);
  expect(words()).not.toContain('cannot be read');
});

test('the page shows how far it has taken over what was recorded, and a clock that is off', async () => {
  const { words, collector, find } = open(FAKE_RECORDER);
  await vi.waitFor(() => expect(words()).toContain('It records.'));
  collector.change({ recorder: { taken: 0.4, clockOffsetMs: 3 * 3_600_000 } });
  expect(words()).toContain('asks each miner once for all your tabs and phones');
  expect(words()).toContain('180 min behind this one');
  expect(find<HTMLProgressElement>('progress').value).toBeCloseTo(0.4);
});

test('troubles of the disk are told in words', async () => {
  const { words } = open({ ...FAKE_RECORDER, problem: 'ENOSPC', lostRows: 12, damaged: 1 });
  await vi.waitFor(() => expect(words()).toContain('The disk of that computer is full'));
  expect(words()).toContain('12 readings were lost');
  expect(words()).toContain('One place in its files cannot be read');
});

test('a helper that does not answer is not taken for one that does not record', async () => {
  const { words, collector, control } = open();
  await vi.waitFor(() => expect(words()).toContain('It is off.'));
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(collector, 'recorder').mockRejectedValue({ failure: true, kind: 'no-proxy' });
  control('Look again').click();
  await vi.waitFor(() => expect(words()).toContain('nobody knows whether it records'));
  expect(words()).not.toContain('It is off.');
});

test('a helper that does not know this browser is not said to be silent', async () => {
  const { words, collector, control } = open();
  await vi.waitFor(() => expect(words()).toContain('It is off.'));
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(collector, 'recorder').mockRejectedValue({ failure: true, kind: 'not-paired' });
  control('Look again').click();
  await vi.waitFor(() => expect(words()).toContain('does not tell whether it records'));
  expect(words()).not.toContain('does not answer');
});
