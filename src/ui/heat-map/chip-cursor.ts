/** A field of a heat map: both counted from 0 in the order drawn. */
export interface ChipCursor {
  readonly row: number;
  readonly cell: number;
}

/**
 * Where a key leads on a map whose rows hold `sizes` fields: left and right go through all fields, up and down to the
 * same place of the next row, Home and End to the ends of a row. The first key of all lands on the first field. Absent
 * for a key that is not ours or that leads off the map.
 */
export function chipKey(
  key: string,
  sizes: readonly number[],
  at: ChipCursor | undefined,
): ChipCursor | undefined {
  const steps: Readonly<Record<string, (from: ChipCursor) => ChipCursor>> = {
    ArrowRight: ({ row, cell }) =>
      cell + 1 < (sizes[row] ?? 0) ? { row, cell: cell + 1 } : { row: row + 1, cell: 0 },
    ArrowLeft: ({ row, cell }) =>
      cell > 0 ? { row, cell: cell - 1 } : { row: row - 1, cell: (sizes[row - 1] ?? 0) - 1 },
    ArrowDown: ({ row, cell }) => ({ row: row + 1, cell: Math.min(cell, (sizes[row + 1] ?? 0) - 1) }),
    ArrowUp: ({ row, cell }) => ({ row: row - 1, cell: Math.min(cell, (sizes[row - 1] ?? 0) - 1) }),
    Home: ({ row }) => ({ row, cell: 0 }),
    End: ({ row }) => ({ row, cell: (sizes[row] ?? 0) - 1 }),
  };
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined;
  if (!step) return undefined;
  const next = at ? step(at) : { row: 0, cell: 0 };
  const exists = next.cell >= 0 && next.cell < (sizes[next.row] ?? 0);
  return exists ? next : undefined;
}
