import { render } from 'solid-js/web';
import { afterEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../base.css';
import { ChipMap } from './chip-map.tsx';
import { heatTables } from './heat-rows.ts';

const CHIPS = 126;
const SPECIAL: Readonly<Record<string, number>> = { '2/17': 700, '2/20': 0, '3/1': 1010 };
let remove = () => {};
afterEach(() => remove());

/** Three boards at 1 TH/s a chip; the second one's chip 17 lags and its chip 20 stands still. */
function mount(width: number) {
  const boards = [1, 2, 3].map((id) => ({
    id,
    perChip: Array.from({ length: CHIPS }, (_, chip) => ({
      hashrateHs: SPECIAL[`${id}/${chip + 1}`] ?? 1000,
    })),
  }));
  const table = heatTables(boards)[0];
  if (!table) throw new Error('no table');
  const host = document.createElement('div');
  host.style.width = `${width}px`;
  document.body.append(host);
  const dispose = render(
    () => <ChipMap label="Parts of Garage" table={table} format={(value) => `${value} GH/s`} />,
    host,
  );
  remove = () => {
    dispose();
    host.remove();
  };
  const field = host.querySelector<HTMLElement>('[role="application"]');
  if (!field) throw new Error('the map has no field');
  return { host, field };
}

test('378 chips fit on two thirds of the screen of a phone', () => {
  const { host } = mount(326);
  expect(host.offsetHeight).toBeLessThan(560);
  expect(host.querySelectorAll('[data-tone]')).toHaveLength(3 * CHIPS);
  expect(host.scrollWidth).toBe(326);
});

test('the slowest, the fastest and the stalled chip are named in words', () => {
  const { host } = mount(326);
  expect(host.textContent).toContain(
    'Slowest: Board 2, chip 17 (700 GH/s). Fastest: Board 3, chip 1 (1010 GH/s).',
  );
  expect(host.textContent).toContain('Stalled: Board 2, chip 20.');
});

test('arrow keys read chip by chip and board by board, and say it aloud', async () => {
  const { host, field } = mount(326);
  field.focus();
  await userEvent.keyboard('{ArrowRight}{ArrowDown}{End}{ArrowRight}');
  expect(host.querySelector('[aria-live]')?.textContent).toBe('Board 3, chip 1: 1010 GH/s');
  expect(host.querySelectorAll('[data-read="true"]')).toHaveLength(1);
});

test('a chip that is pointed at or tapped is read', () => {
  const { host, field } = mount(326);
  const chip = field.querySelectorAll('[data-tone]')[CHIPS + 19];
  chip?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  expect(host.textContent).toContain('Board 2, chip 20: 0 GH/s, stalled');
  // What only a pointer asked for is not said aloud.
  expect(host.querySelector('[aria-live]')?.textContent).toBe('');
});

test('all figures stand in a table that is built when it is opened', async () => {
  const { host } = mount(326);
  expect(host.querySelector('table')).toBeNull();
  const summary = host.querySelector('summary');
  if (!summary) throw new Error('nothing to open');
  await userEvent.click(summary);
  await expect.poll(() => host.querySelectorAll('tbody tr').length).toBe(CHIPS);
  const row = [...host.querySelectorAll('tbody tr')].at(16);
  expect([...(row?.children ?? [])].map(({ textContent }) => textContent)).toEqual([
    'Chip 17',
    '1000 GH/s',
    '700 GH/s',
    '1000 GH/s',
  ]);
});
