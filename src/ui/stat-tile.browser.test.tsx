import { render } from 'solid-js/web';
import { afterEach, expect, test } from 'vitest';
import './base.css';
import { StatTile, StatTiles } from './stat-tile.tsx';

let remove = () => {};
afterEach(() => remove());

function mount(tile: Parameters<typeof StatTile>[0]): HTMLElement {
  const host = document.createElement('div');
  document.body.append(host);
  const dispose = render(
    () => (
      <StatTiles label="Figures">
        <StatTile {...tile} />
      </StatTiles>
    ),
    host,
  );
  remove = () => {
    dispose();
    host.remove();
  };
  return host;
}

test('the unit is set smaller than its number, also behind a thin group space', () => {
  const host = mount({ label: 'Power', figure: '3\u202f330\u00a0W' });
  expect(host.querySelector('small')?.textContent).toBe('\u00a0W');
  expect(host.querySelector('dd')?.textContent).toBe('3\u202f330\u00a0W');
});

test('how far a figure may be off stands small behind it, with its unit', () => {
  const host = mount({ label: 'Power', figure: '3\u202f330\u00a0W ±\u00a02.5\u00a0%' });
  expect(host.querySelector('small')?.textContent).toBe('\u00a0W ±\u00a02.5\u00a0%');
});

test('an old figure is struck through', () => {
  const host = mount({ label: 'Power', figure: '18\u00a0W', aged: true });
  const struck = host.querySelector('s');
  expect(struck && getComputedStyle(struck).textDecorationLine).toBe('line-through');
});

test('what is not known is a dash with its reason, never a zero', () => {
  const host = mount({ label: 'Power', figure: undefined, note: 'not told by the miners' });
  expect(host.querySelector('dd')?.textContent).toBe('–not told by the miners');
});

test('a tile with a page behind it is one link, as large as the tile', () => {
  const host = mount({ label: 'Net', figure: '−€0.11', href: '/pay' });
  const link = host.querySelector('a');
  const tile = link?.closest('div');
  const box = tile?.getBoundingClientRect();
  if (!link || !box) throw new Error('no link in the tile');
  expect(document.elementFromPoint(box.right - 6, box.top + box.height / 2)).toBe(link);
});
