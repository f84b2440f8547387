import { afterEach, expect, test, vi } from 'vitest';
import { type MountedPage, mountPage, wordsOf } from '../../../tests/preview/mount-page.tsx';
import { SERIES } from '../../domain/series.ts';
import { QualityPage } from './quality-page.tsx';

const NOW_MS = Date.UTC(2026, 10, 21, 9);

let page: MountedPage | undefined;
afterEach(() => page?.remove());

function mounted(scenario: Parameters<typeof mountPage>[1] = 'fine', path = '/settings/quality?days=7') {
  page = mountPage(QualityPage, scenario, { nowMs: () => NOW_MS, path });
  return page;
}
async function reported(path?: string) {
  const found = mounted('fine', path);
  await vi.waitFor(() => expect(found.words()).toContain('beyond doubt'));
  return found;
}
const rowOf = (name: string) => {
  const row = [...document.querySelectorAll('details')].find((each) =>
    each.querySelector('summary')?.textContent?.includes(name),
  );
  if (!row) throw new Error(`no row of ${name}`);
  return row;
};

test('each series has a score, worst first, with what was found and the sum behind it', async () => {
  const { words } = await reported();
  expect(words()).toMatch(/Series by series .* Power 98.8 % .* Fan speed 98.8 % .* Hashrate 99.4 %/);
  const power = wordsOf(rowOf('Power'));
  expect(power).toContain('Another unit');
  expect(power).toContain('120 values at about 3.3 W: times 1 000 they fit the rest.');
  expect(power).toContain('(10 080 − 120) ÷ 10 080 = 98.8 %');
  expect(wordsOf(rowOf('ASIC temperature'))).toContain(
    '2 values that cannot be; the worst: 255 °C. Possible is −20 °C to 130 °C.',
  );
  expect(wordsOf(rowOf('Hashrate'))).toContain(
    '60 values are missing in 1 gap; the longest lasts 1 h 00 min.',
  );
  expect(wordsOf(rowOf('Shares accepted'))).toContain('Began anew once although the miner did not restart.');
  expect(wordsOf(rowOf('Clock'))).toContain('Nothing found');
  const untold = new RegExp(`${SERIES.length - 7} more series are not told by this miner.* Input voltage`);
  expect(words()).toMatch(untold);
});

test('a repair is made on a press alone, is listed with before and after, and undone from the list', async () => {
  const { words, control, collector, find } = await reported();
  expect(words()).toContain('None. Nothing is ever repaired without your asking.');
  const opens = new Promise((resolve) => rowOf('Power').addEventListener('toggle', resolve));
  rowOf('Power').open = true;
  await opens;
  const button = control('Read them times 1 000');
  button.focus();
  button.click();
  await vi.waitFor(() => expect(words()).toContain('Power times 1 000'));
  expect(words()).toContain('Repaired.');
  expect(words()).toContain('3.3 W → 3 250 W');
  await vi.waitFor(() => expect(wordsOf(rowOf('Power'))).toContain('Nothing found'));
  expect(rowOf('Power').open).toBe(true);
  await vi.waitFor(() => expect(document.activeElement).toBe(rowOf('Power').querySelector('summary')));
  const undo = find<HTMLButtonElement>('[aria-label^="Undo: Power times"]');
  undo.focus();
  undo.click();
  await vi.waitFor(() => expect(words()).toContain('taken back'));
  await vi.waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('status'));
  await vi.waitFor(() => expect(wordsOf(rowOf('Power'))).toContain('Another unit'));
  expect(collector.quality.calls.filter((call) => !call.startsWith('dataQuality'))).toHaveLength(2);
});

test('what a repair heals is seen in the counts of the whole', async () => {
  const { words, control } = await reported();
  // 120 watts, 2 temperatures, 119 of a fan, a counter that began anew.
  expect(words()).toContain('are missing and 242 in doubt.');
  rowOf('Power').open = true;
  control('Read them times 1 000').click();
  await vi.waitFor(() => expect(words()).toContain('are missing and 122 in doubt.'));
});

test('a time in which all was away is told once, the longest first, and the others open', async () => {
  page = mountPage(QualityPage, 'fine', { nowMs: () => NOW_MS, path: '/settings/quality?days=7' });
  page.collector.quality.stored = 'away';
  const { words } = page;
  await vi.waitFor(() => expect(words()).toContain('What was found is too little to matter.'));
  expect(words().match(/Missing values/g)).toHaveLength(1);
  expect(words()).toContain('56 rows of all series are missing in 7 gaps; the longest lasts 14 min 00 s.');
  expect(wordsOf(rowOf('Hashrate'))).toContain('Nothing of its own');
  const [first] = document.querySelectorAll('li li');
  expect(first?.textContent).toMatch(/14.min/);
  const fold = [...document.querySelectorAll('details')].find(
    (each) => each.querySelector('summary')?.textContent === 'and 2 more stretches',
  );
  if (!fold) throw new Error('the other stretches do not open');
  expect(wordsOf(fold)).toMatch(/4 min 00 s .*2 min 00 s$/);
});

test('sound data are said to be sound', async () => {
  page = mountPage(QualityPage, 'fine', { nowMs: () => NOW_MS, path: '/settings/quality?days=1' });
  page.collector.quality.stored = 'sound';
  const { words } = page;
  await vi.waitFor(() => expect(words()).toContain('100 % of what should be there is there'));
  expect(words()).toContain('Nothing is wrong.');
});

test('of a miner of which nothing is stored yet the page says so', async () => {
  const { collector, words } = mounted();
  collector.quality.stored = 'nothing';
  await vi.waitFor(() => expect(words()).toContain('Nothing is stored of this miner in that time.'));
});

test('without a miner it says what it will be good for', async () => {
  const { words } = mounted('empty');
  await vi.waitFor(() => expect(words()).toContain('Nothing to check yet'));
});

test('what could not be checked is said, and asked again', async () => {
  const { collector, words, control } = mounted();
  collector.quality.stored = new Error('the database is closed');
  await vi.waitFor(() => expect(words()).toContain('could not be checked just now'));
  collector.quality.stored = 'troubled';
  control('Try again').click();
  await vi.waitFor(() => expect(words()).toContain('beyond doubt'));
});

test('another miner and another time are asked for, and stand in the address', async () => {
  const found = await reported();
  const selects = [...document.querySelectorAll('select')];
  const [miner, days] = selects;
  const second = miner?.options[1]?.value;
  if (!miner || !days || second === undefined) throw new Error('there is nothing to choose');
  miner.value = second;
  miner.dispatchEvent(new Event('change', { bubbles: true }));
  days.value = '1';
  days.dispatchEvent(new Event('change', { bubbles: true }));
  await vi.waitFor(() => expect(found.collector.quality.calls).toContain(`dataQuality ${second} 1`));
  expect(found.path()).toContain('days=1');
});
