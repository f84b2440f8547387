import { describe, expect, test } from 'vitest';
import { type ChipCursor, chipKey } from './chip-cursor.ts';

const SIZES = [3, 2];
const from = (key: string, row: number, cell: number): ChipCursor | undefined =>
  chipKey(key, SIZES, { row, cell });

describe('reading a map of chips with the keys', () => {
  test('begins at the first chip', () => {
    expect(chipKey('ArrowRight', SIZES, undefined)).toEqual({ row: 0, cell: 0 });
  });

  test('goes chip by chip through all boards', () => {
    expect(from('ArrowRight', 0, 1)).toEqual({ row: 0, cell: 2 });
    expect(from('ArrowRight', 0, 2)).toEqual({ row: 1, cell: 0 });
    expect(from('ArrowLeft', 1, 0)).toEqual({ row: 0, cell: 2 });
  });

  test('goes up and down between boards, also to a shorter one', () => {
    expect(from('ArrowDown', 0, 2)).toEqual({ row: 1, cell: 1 });
    expect(from('ArrowUp', 1, 1)).toEqual({ row: 0, cell: 1 });
  });

  test('stays where the map ends', () => {
    expect(from('ArrowLeft', 0, 0)).toBeUndefined();
    expect(from('ArrowRight', 1, 1)).toBeUndefined();
    expect(from('ArrowDown', 1, 0)).toBeUndefined();
    expect(from('ArrowUp', 0, 0)).toBeUndefined();
  });

  test('jumps to the ends of a board and leaves other keys alone', () => {
    expect(from('End', 0, 0)).toEqual({ row: 0, cell: 2 });
    expect(from('Home', 1, 1)).toEqual({ row: 1, cell: 0 });
    expect(from('Tab', 0, 0)).toBeUndefined();
    expect(from('toString', 0, 0)).toBeUndefined();
  });
});
