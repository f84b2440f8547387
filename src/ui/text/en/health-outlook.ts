/** Words of lifetimes: how likely a miner fails, which part first, how long parts last. */
export const healthOutlook = {
  heading: 'How long they will last',
  lead: 'How likely each miner is to trip or fail (any part), with what that lies within nine times of ten.',
  none: 'Nothing can be said of any miner yet.',
  caption: 'Chance of a trip or failure',
  miner: 'Miner',
  within: (days: string) => `${days} days`,
  range: (low: string, high: string) => `${low}–${high}`,
  choose: 'Look closer at',
  remaining: (name: string, value: string, low: string, high: string) =>
    `${name} will trip in about ${value} days if its decline goes on so (${low} to ${high} days).`,
  parts: 'Which part first',
  partsHint: 'Chance that each part gives up within 90 days.',
  part: 'Part',
  curve: (part: string) => `${part}: chance that it still works`,
  curveLabel: (part: string, name: string) => `Survival curve of ${part} of ${name}`,
  curveSummary: (part: string, points: readonly string[]) =>
    `${part}, chance that it still works: ${points.join('; ')}.`,
  point: (days: string, chance: string, low: string, high: string) =>
    `in ${days} days ${chance} (${low} to ${high})`,
  days: 'Days from now',
  day: (days: string) => `${days} d`,
  band: '90 % likely',
  line: 'Still works',
  age: (days: string) => `It has run for ${days} days.`,
  ageUnknown:
    'Nobody knows how old it is: it counts from when it was first watched. Write down when it was new below.',
  published:
    'Not enough data yet: these are published rates, mostly of other machines. They give way to your own as failures and years add up.',
  own: 'From your own machines, together with published rates.',
  history: (events: string, years: string, expected: string) =>
    `Your machines of this kind, removed ones included: ${events} in ${years} machine-years (published rates expect ${expected}).`,
  unwatched: 'None of your machines of this kind has been watched yet.',
  failures: (count: number) => (count === 0 ? 'no failure' : count === 1 ? '1 failure' : `${count} failures`),
  less: (value: string) => `less than ${value}`,
  heat: (from: string, to: string, ratio: string) =>
    `At ${to} instead of ${from} it ages ${ratio} as fast, by what is published.`,
  heatLearned: (ratio: string) => `With the failures of your machines: ${ratio}.`,
  heatUnseen: 'None of yours has failed yet, so this is as published.',
  ratio: (value: string, low: string, high: string) => `${value} times (${low}–${high})`,
  needed: (count: string) =>
    `To measure this by your machines alone takes about ${count} failures. Until then, published figures lead.`,
  enough: (count: string) =>
    `About ${count} failures are enough to measure this by your machines: yours weigh beside what is published.`,
  alike:
    'Your machines differ too little in heat, as far as they tell it, to show this alone: published figures lead.',
  sources: 'Where the published rates are from',
} as const;
