/** Words of what is done to many miners at once; they come with the bar of chosen miners. */
export const bulk = {
  tags: {
    heading: (count: number) => (count === 1 ? 'Tags of 1 miner' : `Tags of ${count} miners`),
    add: 'Add a tag',
    addHint: 'To all of them. Those that have it already keep it.',
    takeAway: 'Take away',
    on: (tag: string, count: number, all: number) => `${tag}, on ${count} of ${all}`,
    full: (names: string) => `Would have too many tags: ${names}.`,
    unchanged: 'Type a tag, or choose one to take away.',
    kept: (count: number) => (count === 1 ? 'Tags of 1 miner kept.' : `Tags of ${count} miners kept.`),
    failed: 'The tags could not be kept.',
    undoFailed: 'The tags could not be taken back.',
  },
  remove: {
    heading: (count: number) => (count === 1 ? 'Remove 1 miner?' : `Remove ${count} miners?`),
    purpose:
      'They are asked no more, and leave this page with their history. For half a minute you can undo it.',
    more: (count: number) => (count === 1 ? 'and 1 more' : `and ${count} more`),
    confirm: (count: number) => (count === 1 ? 'Remove it' : `Remove all ${count}`),
    removed: (count: number) => (count === 1 ? '1 miner was removed.' : `${count} miners were removed.`),
    failed: 'They could not be removed.',
    undoFailed: 'They could not be brought back.',
  },
} as const;
