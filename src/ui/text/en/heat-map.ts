/** Words of the maps of a miner's parts. */
export const heatMap = {
  none: '–',
  unknown: 'unknown',
  parts: {
    board: (place: number) => `Board ${place}`,
    chip: (place: number) => `Chip ${place}`,
    domain: (place: number) => `Domain ${place}`,
  },
  stalled: 'stalled',
  cell: (row: string, cell: string) => `${row}, ${cell.toLowerCase()}`,
  reading: (part: string, value: string) => `${part}: ${value}`,
  partWith: (part: string, value: string) => `${part} (${value})`,
  hint: 'Point at a field, or use the arrow keys, to read it.',
  keys: 'Left and right read the parts one by one, up and down go from board to board.',
  allAlike: (value: string) => `All alike: ${value}.`,
  extremes: {
    hashrateHs: (least: string, most: string) => `Slowest: ${least}. Fastest: ${most}.`,
    tempC: (least: string, most: string) => `Hottest: ${most}. Coolest: ${least}.`,
  },
  stalledParts: (parts: string, more: number) => `Stalled: ${parts}${more > 0 ? ` and ${more} more` : ''}.`,
  table: 'Show as a table',
  part: 'Part',
  stalledCount: (count: number) => (count === 1 ? '1 stalled' : `${count} stalled`),
} as const;
