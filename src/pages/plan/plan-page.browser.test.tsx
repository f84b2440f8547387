import { afterEach, expect, test } from 'vitest';
import { showPlan } from '../../../tests/preview/fake-plan-states.ts';
import { type MountedPage, mountPage, wordsOf } from '../../../tests/preview/mount-page.tsx';
import { PlanPage } from './plan-page.tsx';

const NOW_MS = Date.UTC(2026, 10, 23, 9, 20);
let page: MountedPage | undefined;
afterEach(() => page?.remove());

function open(state: string | null, scenario: 'fine' | 'empty' = 'fine', nowMs = () => NOW_MS): MountedPage {
  page = mountPage(PlanPage, scenario, { nowMs, path: '/plan' });
  showPlan(page.collector, state);
  return page;
}

/** The row of a miner's hours. */
function rowOf({ find }: MountedPage, name: string): HTMLElement {
  return find<HTMLElement>(`[role="listbox"][aria-label^="${name}"]`);
}

function press(row: HTMLElement, key: string, shiftKey = false): void {
  row.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }));
}

function point(row: HTMLElement, kind: string, part: number): void {
  const { left, top, width, height } = row.getBoundingClientRect();
  const at = { clientX: left + part * width, clientY: top + height / 2, button: 0, pointerId: 1 };
  row.dispatchEvent(new PointerEvent(kind, { ...at, bubbles: true, pointerType: 'mouse' }));
}

test('says what is next and what the plan brings with its range, and that nothing is sent in a dry run', async () => {
  const { words } = open(null);
  await expect.poll(words).toContain('Next action');
  expect(words()).toContain('Nothing is sent to any miner.');
  expect(words()).toMatch(/because .+, brings €/);
  expect(words()).toMatch(/More than always on \+€[\d.]+ \+€[\d.]+ to \+€[\d.]+, 4 times of 5/);
  expect(words()).toContain('What would have been done');
});

test('is made live and paused by one press, and taken back', async () => {
  const { words, find, control, collector } = open(null);
  await expect.poll(words).toContain('Next action');
  find<HTMLInputElement>('input[value="live"]').click();
  await expect.poll(words).toContain('Carried out while Davylamp is open');
  expect(words()).toContain('Only watched, so nothing is sent to:');
  find<HTMLInputElement>('input[value="paused"]').click();
  await expect.poll(words).toContain('Nothing is planned, and miners stay as they are now.');
  expect(words()).not.toContain('The next 48 hours');
  control('Undo').click();
  await expect.poll(words).toContain('The next 48 hours');
  expect(collector.planner.calls).toEqual(['mode live', 'mode paused', 'undo']);
});

test('says for which miners the helper goes on while no page is open, or where that is allowed', async () => {
  const { words, collector } = open('live');
  await expect.poll(words).toContain('Carried out while Davylamp is open');
  expect(words()).not.toContain('helper');
  collector.change({ recorder: { clockOffsetMs: 0 } });
  await expect.poll(words).toContain('each miner’s page has a switch for that');
  const [first, ...others] = collector.view().miners;
  if (!first) throw new Error('no miner');
  const miner = { ...first.miner, control: 'by-hand', away: 'go-on' } as const;
  collector.change({ miners: [{ ...first, miner }, ...others] });
  await expect.poll(words).toContain(`the helper goes on with the plan for ${miner.name}, up to its end`);
});

test('says that another browser carries out its plan, and this one nothing', async () => {
  const { words } = open('elsewhere');
  await expect
    .poll(words)
    .toContain('Another browser carries out its own plan just now. This one sends nothing');
});

test('takes all miners off for as long as was chosen, and lets them go again', async () => {
  // The page's own clock says whether it still holds.
  const { words, control, collector } = open('live', 'fine', Date.now);
  await expect.poll(words).toContain('Next action');
  control('Curtail now').click();
  await expect.poll(words).toMatch(/All planned miners are off until \d/);
  expect(words()).toContain('because you took all off');
  control('Resume').click();
  await expect.poll(() => collector.planner.calls).toEqual(['curtail 60', 'release']);
  await expect.poll(words).toContain('All planned miners off at once');
});

test('hours are chosen with the keys alone, set to a mode, and left to the plan again', async () => {
  const shown = open(null);
  const { words, control, collector } = shown;
  await expect.poll(words).toContain('The next 48 hours');
  const row = rowOf(shown, 'Garage S19j');
  row.focus();
  press(row, 'Home');
  press(row, 'ArrowRight');
  press(row, 'ArrowRight', true);
  press(row, 'ArrowRight', true);
  expect(row.querySelectorAll('[aria-selected="true"]')).toHaveLength(3);
  expect(row.getAttribute('aria-activedescendant')).toMatch(/-3$/);
  press(row, 'Enter');
  await expect.poll(() => document.activeElement?.tagName).toBe('BUTTON');
  const boost = [...document.querySelectorAll('fieldset button')].find((each) =>
    wordsOf(each).startsWith('boost:'),
  );
  (boost as HTMLElement).click();
  await expect.poll(() => collector.planner.calls).toEqual(['override e5 3 h boost']);
  await expect.poll(words).toContain('Garage S19j is boost from');
  const again = rowOf(shown, 'Garage S19j');
  expect(again.querySelectorAll('[data-own="true"]')).toHaveLength(3);
  expect(again.querySelector('[data-own="true"]')?.getAttribute('aria-label')).toMatch(
    /: boost, you said so/,
  );
  press(again, 'Home');
  press(again, 'PageDown', true);
  press(again, 'Enter');
  control('Let the plan decide').click();
  await expect.poll(() => collector.planner.calls.at(-1)).toBe('remove override');
});

test('hours are chosen by dragging over them, and Escape lets them be', async () => {
  const shown = open(null);
  await expect.poll(shown.words).toContain('The next 48 hours');
  const row = rowOf(shown, 'Kitchen Gamma');
  point(row, 'pointerdown', 0.1);
  point(row, 'pointermove', 0.2);
  point(row, 'pointerup', 0.3);
  const chosen = row.querySelectorAll('[aria-selected="true"]').length;
  expect(chosen).toBeGreaterThanOrEqual(9);
  expect(chosen).toBeLessThanOrEqual(12);
  await expect.poll(shown.words).toContain('Close');
  press(row, 'Escape');
  expect(row.querySelectorAll('[aria-selected="true"]')).toHaveLength(0);
  expect(shown.collector.planner.calls).toEqual([]);
});

test('the hours are there as a table, too', async () => {
  const { words, find } = open(null);
  await expect.poll(words).toContain('As a table');
  const details = find<HTMLDetailsElement>('details');
  details.open = true;
  await expect.poll(() => details.querySelectorAll('tbody tr').length).toBeGreaterThan(3);
  expect(wordsOf(details)).toMatch(/off power is too dear for more −?€/);
});

test('a breaker, quiet hours, a room to be held warm and an aim are rules, each kept at once', async () => {
  const { words, control, find, collector } = open(null);
  await expect.poll(words).toContain('Your rules');
  control('Add a breaker').click();
  await expect.poll(words).toContain('Bears at most');
  control('Add quiet hours').click();
  await expect.poll(words).toMatch(/Remove quiet hours (22:00|10:00 PM) to (07:00|7:00 AM)/);
  control('Add a room').click();
  await expect.poll(words).toContain('Hold a temperature');
  find<HTMLInputElement>('input[role="switch"]').click();
  await expect.poll(words).toContain('°C');
  find<HTMLInputElement>('input[value="strike-price"]').click();
  await expect.poll(words).toContain('Runs up to');
  const { rules } = await collector.planner.plan();
  expect(rules.circuits).toHaveLength(1);
  expect(rules.quietHours[0]?.most).toEqual({ kind: 'mode', mode: 'eco' });
  expect(rules.heat[0]?.thermostat).toEqual({ targetC: 20, bandC: 1 });
  expect(rules.aim.kind).toBe('strike-price');
});

test.each([
  ['no-tariff', 'Nobody says what power will cost.'],
  ['no-earning', 'Nobody says what work earns.'],
  ['no-miners', 'None of the miners can be planned.'],
  ['failed', 'No plan could be made just now.'],
  ['loading', 'Planning the next two days'],
  ['rules', 'Garage'],
])('%s: “%s”', async (state, sentence) => {
  await expect.poll(open(state).words).toContain(sentence);
});

test('without a miner it says what the page is for', async () => {
  const { words, control } = open(null, 'empty');
  await expect.poll(words).toContain('Nothing to plan yet');
  expect(control('Add a miner').getAttribute('href')).toBe('/add');
});
