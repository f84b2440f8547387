/** Words of the forecast of Bitcoin's next change of difficulty. */
export const retarget = {
  heading: 'How sure is the next change of difficulty?',
  reading: 'Reckoning …',
  failed: 'The forecast could not be made.',
  untold: 'No source is on that tells where Bitcoin stands between two changes of its difficulty.',
  choose: 'Choose sources',
  old: (age: string) => `What was last told of it is from ${age}: too old to foresee from.`,
  shortPast: (days: string) =>
    `Only ${days} days of the network’s rate are known; it takes 14. A source fills them in after it was switched on.`,
  sentence: (low: string, high: string) => `From ${low} to ${high}, nine times in ten.`,
  harder: (part: string) => `${part} harder`,
  easier: (part: string) => `${part} easier`,
  same: 'no change',
  less: (part: string) => `In the middle of that, the same work then earns ${part} less Bitcoin.`,
  more: (part: string) => `In the middle of that, the same work then earns ${part} more Bitcoin.`,
  facts: {
    middle: 'Most likely',
    when: 'It comes about',
    between: (early: string, late: string) => `between ${early} and ${late}`,
    blocks: 'Blocks to go',
    its: 'That source itself expects',
    told: 'Told by',
    toldFact: (who: string, age: string, days: string) =>
      `${who}, ${age}; the network’s rate over ${days} days`,
  },
} as const;
