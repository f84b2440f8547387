/** Words of the forecast of Bitcoin's next change of difficulty. */
export const retarget = {
  heading: 'The next change of difficulty',
  demo: 'The demo asks nobody where Bitcoin stands between two changes. With your own miners, sources tell it.',
  reading: 'Reckoning …',
  failed: 'The forecast could not be made.',
  noRange: 'What is told of it is too little for a range of our own.',
  untold: 'No source is on that tells where Bitcoin stands between two changes of its difficulty.',
  silent: 'Whom you asked where Bitcoin stands between two changes of its difficulty has told nothing yet.',
  choose: 'Choose sources',
  look: 'See how they do',
  old: (age: string) => `What was last told of it is from ${age}: too old to foresee from.`,
  shortPast: (days: string) =>
    `Only ${days} days of the network’s rate are known; it takes 14. A source fills them in after it was switched on.`,
  sentence: (low: string, high: string) => `From ${low} to ${high}, nine times in ten.`,
  harder: (part: string) => `${part} harder`,
  easier: (part: string) => `${part} easier`,
  same: 'no change',
  sums: (low: string, high: string, middle: string, now: string) =>
    `Your SHA-256 work would then earn ${low} to ${high}, most likely ${middle}. Now it is ${now}.`,
  unread: 'What sources say of it could not be read just now.',
  /** What the source expects by itself, beside the own forecast and without it. */
  provider: {
    expects: 'The source expects',
    fact: (change: string, day: string, age: string) => `${change}, about ${day} (${age})`,
    sentence: (who: string, change: string, day: string, age: string) =>
      `${who} told ${age}: ${change}, about ${day}. Until the day comes, it moves.`,
    sums: (then: string, now: string) => `${then} instead of ${now} from SHA-256 work.`,
    old: (who: string, age: string) => `${who} said so ${age}: too old to count with.`,
    passed: (who: string, day: string) =>
      `${who} expected the last change for ${day}. Nothing newer has been heard.`,
  },
  facts: {
    middle: 'Most likely, by our count',
    when: 'It comes',
    between: (early: string, late: string) => `between ${early} and ${late}`,
    blocks: 'Blocks to go',
    told: 'Counted from',
    toldFact: (who: string, age: string, days: string) =>
      `${who}, ${age}; the network’s rate over ${days} days`,
  },
} as const;
