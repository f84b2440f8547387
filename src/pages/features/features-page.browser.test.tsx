import { afterEach, expect, test, vi } from 'vitest';
import { type MountedPage, mountPage, wordsOf } from '../../../tests/preview/mount-page.tsx';
import { FeaturesPage } from './features-page.tsx';

let page: MountedPage | undefined;
afterEach(() => page?.remove());

function mounted(options: Parameters<typeof mountPage>[2] = {}, before?: (page: MountedPage) => void) {
  const found = mountPage(FeaturesPage, 'fine', options);
  page = found;
  before?.(found);
  return found;
}
async function shown(options: Parameters<typeof mountPage>[2] = {}) {
  const found = mounted(options);
  await vi.waitFor(() => expect(found.words()).toContain('160 figures'));
  return found;
}
const rowOf = (name: string) => {
  const row = document.getElementById(`feature-${name}`);
  if (!row) throw new Error(`no row of ${name}`);
  return row;
};
function type(words: string) {
  const field = page?.find<HTMLInputElement>('input[type=search]');
  if (!field) throw new Error('no search field');
  field.value = words;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

test('each figure of a miner stands with its value, its age and how it has been', async () => {
  await shown();
  const row = rowOf('hashrate_th_s');
  expect(wordsOf(row)).toMatch(/^Hashrate Mean over the minute .* TH\/s \d+ (s|min) ago/);
  expect(row.querySelector('svg[role=img]')?.getAttribute('aria-label')).toMatch(
    /^In 30 days: half the time at or below .*TH\/s, nine tenths between/,
  );
});

test('one that is missing says what nobody tells, and how the owner can', async () => {
  const { learner } = await shown();
  const report = learner.report({ kind: 'miner', id: 'a1', name: 'Kitchen Gamma' });
  const gone = (name: string) => ({
    name,
    value: Number.NaN,
    flags: ['missing' as const],
    rows: 30,
    missing: 29,
  });
  const knownMs = report.toMs - 3 * 3_600_000;
  const standings = [
    gone('age_days'),
    gone('wifi_rssi_dbm'),
    { ...gone('restarts_7d'), knownMs, known: 2 },
    gone('optimal_power_limit_w'),
  ];
  learner.say({ kind: 'report', report: { ...report, standings } });
  type('d');
  await vi.waitFor(() => {
    expect(wordsOf(rowOf('age_days'))).toContain('when it was bought (say so on the miner’s page)');
    expect(wordsOf(rowOf('wifi_rssi_dbm'))).toContain('Wi-Fi signal (this device does not tell it)');
    expect(wordsOf(rowOf('restarts_7d'))).toMatch(/Missing Last 2, 3 h ago .* It looks back over 7 d/);
    expect(wordsOf(rowOf('optimal_power_limit_w'))).toContain('a model, which has not been trained yet');
  });
});

test('a board that the miner has never told of is no figure of it', async () => {
  const { learner, words } = await shown();
  const report = learner.report({ kind: 'miner', id: 'a1', name: 'Kitchen Gamma' });
  const untold = [...report.untold, 'board2Hs', 'board3Hs', 'board4Hs'];
  learner.say({ kind: 'report', report: { ...report, untold } });
  await vi.waitFor(() => expect(words()).toContain('157 figures'));
  expect(document.getElementById('feature-board1_th_s')).not.toBeNull();
  expect(document.getElementById('feature-board2_th_s')).toBeNull();
});

test('what the calendar says tells of which hour', async () => {
  const { learner, find } = await shown();
  const select = find<HTMLSelectElement>('select');
  select.value = 'site:home';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  type('hour_of_day');
  const site = { kind: 'site', id: 'home' } as const;
  await vi.waitFor(() => expect(learner.calls).toContain('follow site home'));
  const report = learner.report(site);
  const endMs = Math.floor(report.toMs / 3_600_000) * 3_600_000;
  const hour = {
    name: 'hour_of_day',
    value: 3,
    flags: [],
    endMs,
    knownMs: endMs,
    known: 3,
    rows: 9,
    missing: 0,
  };
  learner.say({ kind: 'report', report: { ...report, standings: [hour] } });
  await vi.waitFor(() => expect(wordsOf(rowOf('hour_of_day'))).toMatch(/ 3 Of the hour from .*:00/));
});

test('opened, it says how it is worked out and leads to what it is worked out from', async () => {
  const { control } = await shown();
  type('efficiency_vs_rated');
  await vi.waitFor(() => expect(document.querySelectorAll('li[id^=feature-]')).toHaveLength(1));
  rowOf('efficiency_vs_rated').querySelector('summary')?.click();
  await vi.waitFor(() => expect(wordsOf(rowOf('efficiency_vs_rated'))).toContain('Looks back 24 h'));
  expect(wordsOf(rowOf('efficiency_vs_rated'))).toContain('what its maker promises');
  type('pool_efficiency_score');
  await vi.waitFor(() => rowOf('pool_efficiency_score').querySelector('summary')?.click());
  await vi.waitFor(() => expect(control('Share acceptance rate')).toBeTruthy());
  control('Share acceptance rate').click();
  await vi.waitFor(() => {
    expect(rowOf('share_acceptance_rate').querySelector('details')?.open).toBe(true);
    expect(document.activeElement).toBe(rowOf('share_acceptance_rate').querySelector('summary'));
  });
});

test('the words that are looked for must all be there, and no hit says so', async () => {
  const { words, control } = await shown();
  type('fan rpm');
  await vi.waitFor(() => expect(words()).toMatch(/\b\d of 160 figures/));
  type('fan of nothing at all');
  await vi.waitFor(() => expect(words()).toContain('No figure fits these words.'));
  control('Show all').click();
  await vi.waitFor(() => expect(words()).toContain('160 figures'));
});

test('another thing is followed when it is chosen, and stands in the address', async () => {
  const { learner, path, find, words } = await shown();
  const select = find<HTMLSelectElement>('select');
  expect([...select.options].map(({ text }) => text)).toContain('The house: tariff, weather, calendar');
  select.value = 'coin:BTC';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await vi.waitFor(() => expect(words()).toContain('59 figures'));
  expect(learner.calls).toEqual(['start', 'follow miner a1', 'follow coin BTC']);
  expect(path()).toContain('of=coin');
});

test('the miner that the address names is shown first', async () => {
  const { learner } = await shown({ path: '/learn/features?of=miner:c3' });
  expect(learner.calls).toContain('follow miner c3');
});

test('money is in the owner’s currency, and the page says so', async () => {
  const { find, words, collector } = await shown();
  await collector.saveSettings({ currency: 'CHF' });
  const select = find<HTMLSelectElement>('select');
  select.value = 'coin:BTC';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  type('price_usd');
  await vi.waitFor(() => expect(words()).toContain('Money is in CHF.'));
});

test('while the past is worked through, it says how far', async () => {
  const { words, find } = mounted({}, ({ learner }) => {
    learner.options = { working: true };
  });
  await vi.waitFor(() => expect(words()).toContain('Working through the last 30 days 40'));
  expect(find<HTMLProgressElement>('progress').value).toBe(0.4);
});

test('a miner that never answered says what is needed, and for how long', async () => {
  const { words } = mounted({}, ({ learner }) => {
    learner.options = { empty: true };
  });
  await vi.waitFor(() => expect(words()).toContain('Nothing is known of it yet'));
  expect(words()).toContain('trends need a day, a week or a month');
});

test('a store that an older tab holds is told as such, and it can be tried again', async () => {
  const { words, control, learner } = mounted({}, (its) => {
    its.learner.problem = { kind: 'blocked', detail: 'an older tab' };
  });
  await vi.waitFor(() => expect(words()).toContain('Close it, then try again.'));
  learner.problem = undefined;
  control('Try again').click();
  await vi.waitFor(() => expect(words()).toContain('160 figures'));
});

test('what breaks while it is followed is told, and the worker ends with the page', async () => {
  const { words, learner, remove } = await shown();
  learner.say({ kind: 'failed', detail: 'the disk is gone' });
  await vi.waitFor(() => expect(words()).toContain('More exactly: the disk is gone.'));
  remove();
  page = undefined;
  await vi.waitFor(() => expect(learner.closed).toBe(1), { timeout: 5_000 });
});

test('the demo says that its figures are made up', async () => {
  const { words } = await shown({ kind: 'demo' });
  expect(words()).toContain('Demo: figures of the made-up fleet.');
});
