import { describe, expect, test } from 'vitest';
import { heatExtent, heatStep, heatTables } from './heat-rows.ts';

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
    expect(heatExtent(tables[0]?.rows ?? [])).toEqual([60, 75]);
  });

  test('is not drawn for a device that tells no parts', () => {
    expect(heatTables([{ id: 0, hashrateHs: 1e12 }])).toEqual([]);
  });
});

describe('the scale of a heat map', () => {
  test('leaves a stalled part out, so that the others keep their shades', () => {
    const [table] = heatTables([{ id: 0, perChip: [{ domainsHs: [300, 0, 310, 305] }] }]);
    expect(heatExtent(table?.rows ?? [])).toEqual([248, 310]);
  });

  test('spans from least to most', () => {
    expect([0, 50, 100].map((value) => heatStep(value, [0, 100], 7))).toEqual([0, 3, 6]);
  });

  test('stays bright for parts that hardly differ, and falls for one that lags', () => {
    const [table] = heatTables([{ id: 0, perChip: [{ domainsHs: [298, 305, 180] }] }]);
    const extent = heatExtent(table?.rows ?? []);
    if (!extent) throw new Error('no scale');
    expect([298, 305, 180].map((value) => heatStep(value, extent, 7))).toEqual([6, 6, 0]);
    expect(heatStep(298, [244, 305], 7)).toBe(6);
  });
});
