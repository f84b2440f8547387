import { describe, expect, test } from 'vitest';
import { heatExtent, heatExtremes, heatSize, heatStep, heatTables } from './heat-rows.ts';

describe('the heat map of a device', () => {
  test('shows domains by chip where the device tells domains', () => {
    const [table] = heatTables([{ id: 0, perChip: [{ domainsHs: [300, 310] }, { domainsHs: [290, 305] }] }]);
    expect(table).toMatchObject({ measure: 'hashrateHs', rowsAre: 'chip', cellsAre: 'domain' });
    expect(table?.rows.map((row) => row.cells.map((cell) => cell.value))).toEqual([
      [300, 310],
      [290, 305],
    ]);
  });

  test('marks a domain that finds nothing while its siblings hash', () => {
    const [table] = heatTables([{ id: 0, perChip: [{ domainsHs: [300, 0, 310, 305] }] }]);
    expect(table?.rows[0]?.cells.map((cell) => cell.stalled)).toEqual([false, true, false, false]);
  });

  test('calls nothing stalled when everything stands still', () => {
    const [table] = heatTables([{ id: 0, perChip: [{ domainsHs: [0, 0] }] }]);
    expect(table?.rows[0]?.cells.every((cell) => !cell.stalled)).toBe(true);
  });

  test('shows temperature by chip and board, and keeps unknown chips unknown', () => {
    const tables = heatTables([
      { id: 0, perChip: [{ tempC: 70 }, {}] },
      { id: 1, perChip: [{ tempC: 75 }] },
    ]);
    expect(tables).toHaveLength(1);
    expect(tables[0]).toMatchObject({ measure: 'tempC', rowsAre: 'board' });
    expect(tables[0]?.rows[0]?.cells[1]?.value).toBeUndefined();
    expect(heatExtent(tables[0]?.rows ?? [])).toEqual([65, 80]);
  });

  test('is not drawn for a device that tells no parts', () => {
    expect(heatTables([{ id: 0, hashrateHs: 1e12 }])).toEqual([]);
  });
});

describe('the scale of a heat map', () => {
  test('leaves a stalled part out, so that the others keep their shades', () => {
    const [table] = heatTables([{ id: 0, perChip: [{ domainsHs: [300, 0, 310, 305] }] }]);
    expect(heatExtent(table?.rows ?? [])).toEqual([274, 336]);
  });

  test('spans from least to most', () => {
    expect([0, 50, 100].map((value) => heatStep(value, [0, 100], 7))).toEqual([0, 3, 6]);
  });

  test('keeps parts that hardly differ in its middle, and falls for one that lags', () => {
    const steps = (...values: number[]) => {
      const [table] = heatTables([{ id: 0, perChip: [{ domainsHs: values }] }]);
      const extent = heatExtent(table?.rows ?? []);
      if (!extent) throw new Error('no scale');
      return values.map((value) => heatStep(value, extent, 7));
    };
    expect(steps(298, 305)).toEqual([3, 3]);
    expect(steps(298, 305, 180)).toEqual([6, 6, 0]);
  });

  test('shows equal temperatures in the middle, not as the hottest', () => {
    const chips = Array.from({ length: 126 }, () => ({ tempC: 76 }));
    const [table] = heatTables([{ id: 0, perChip: chips }]);
    const extent = heatExtent(table?.rows ?? []);
    if (!extent) throw new Error('no scale');
    expect(heatStep(76, extent, 7)).toBe(3);
  });

  test('never shows the hashrate of a paused miner as its brightest', () => {
    const chips = Array.from({ length: 126 }, () => ({ hashrateHs: 0 }));
    const [table] = heatTables([{ id: 0, perChip: chips }]);
    const extent = heatExtent(table?.rows ?? []);
    if (!extent) throw new Error('no scale');
    expect(heatStep(0, extent, 7)).toBe(0);
  });
});

describe('the outermost parts of a heat map', () => {
  test('are named by board and chip, stalled ones apart', () => {
    const [table] = heatTables([
      { id: 1, perChip: [{ hashrateHs: 290 }, { hashrateHs: 0 }, { hashrateHs: 310 }] },
      { id: 2, perChip: [{ hashrateHs: 240 }, {}] },
    ]);
    expect(heatExtremes(table?.rows ?? [])).toEqual({
      least: { rowPlace: 2, place: 1, value: 240 },
      most: { rowPlace: 1, place: 3, value: 310 },
    });
    expect(table && heatSize(table)).toBe(5);
  });

  test('are absent where nothing is known', () => {
    expect(heatExtremes([{ place: 1, cells: [{ place: 1, stalled: false }] }])).toBeUndefined();
  });
});
