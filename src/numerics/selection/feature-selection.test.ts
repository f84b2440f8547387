import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { SELECTION_DEFAULTS, type Selection, selectFeatures } from './feature-selection.ts';

const ROWS = 900;

function selected(columns: readonly Float64Array[], labels: Float64Array, ahead = 0): Selection {
  const run = selectFeatures(columns, labels, { ...SELECTION_DEFAULTS, ahead, random: new Random(1) });
  let last = 0;
  for (;;) {
    const step = run.next();
    if (step.done) return step.value;
    expect(step.value).toBeGreaterThanOrEqual(last);
    expect(step.value).toBeLessThanOrEqual(1);
    last = step.value;
  }
}

const noise = (random: Random) => Float64Array.from({ length: ROWS }, () => random.normal());

describe('the selection of features', () => {
  it('keeps what says something, the most important first, and drops what only repeats it', () => {
    const random = new Random(3);
    const [strong, weak, idle] = [noise(random), noise(random), noise(random)];
    const copy = strong.map((value) => 7 - 2 * value);
    const labels = strong.map((value, row) => 3 * value + (weak[row] ?? 0) ** 2 + 0.2 * random.normal());
    const { kept, unused, information } = selected([idle, weak, copy, strong], labels);
    const [first, ...others] = kept;
    expect([2, 3]).toContain(first);
    expect(others).toContain(1);
    expect(unused).toContainEqual(
      expect.objectContaining({ column: first === 2 ? 3 : 2, why: 'redundant', besides: first }),
    );
    expect(information[0]).toBeLessThan(information[1] ?? 0);
  });

  it('drops what is empty, and is not stopped by it', () => {
    const random = new Random(4);
    const good = noise(random);
    const labels = good.map((value) => value);
    labels[5] = Number.NaN;
    const all = [new Float64Array(ROWS).fill(Number.NaN), new Float64Array(ROWS).fill(2), good];
    const { kept, unused } = selected(all, labels);
    expect(kept).toEqual([2]);
    expect(unused).toEqual([
      { column: 0, why: 'empty' },
      { column: 1, why: 'empty' },
    ]);
  });

  it('keeps no more than asked for, and the same for the same seed', () => {
    const random = new Random(5);
    const columns = Array.from({ length: 20 }, () => noise(random));
    const labels = noise(random).map((_, row) =>
      columns.reduce((sum, column) => sum + (column[row] ?? 0), 0),
    );
    const { kept } = selected(columns, labels);
    expect(kept.length).toBeLessThanOrEqual(SELECTION_DEFAULTS.most);
    expect(kept.length).toBeGreaterThan(0);
    expect(selected(columns, labels).kept).toEqual(kept);
  });

  it('learns from no label that lies among those that judge', () => {
    const random = new Random(6);
    const columns = [noise(random), noise(random)];
    const sure = columns[0]?.slice() ?? new Float64Array();
    // Of 900 rows the last 270 judge: what labels of the 30 before them say, as far as it was told, is neither here nor there.
    const odd = sure.map((value, row) => (row >= 601 && row < 630 ? 1e6 * random.normal() : value));
    expect(selected(columns, odd, 30).kept).toEqual([0]);
    expect(selected(columns, odd).kept).not.toEqual([0]);
  });

  it('of nothing keeps nothing', () => {
    expect(selected([], new Float64Array(50)).kept).toEqual([]);
  });
});
