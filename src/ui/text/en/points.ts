/** Words of the card that sets a miner's clocks and presets side by side. */
export const points = {
  heading: 'Which clock earns most',
  what: 'A miner may earn more at a lower clock where power is dear, and at a higher one where it is cheap.',
  open: 'Compare its points',
  whose: 'Miner',
  table: 'Known points of the miner',
  point: 'Point',
  does: 'Does',
  left: 'Left today',
  powerBelow: 'Power below',
  workAbove: 'Work above',
  step: 'Its step takes',
  clock: (mhz: string) => `${mhz} MHz`,
  unnamed: 'As it runs',
  sources: {
    now: 'as it runs now',
    measured: (hours: string) => `as it ran, ${hours} h of the last 30 days`,
    preset: 'by its firmware’s estimate',
    rated: 'as its maker rates it',
  },
  best: 'earns most',
  never: 'never best',
  perUnit: (unit: string) => `per ${unit}`,
  any: 'any',
  verdict: {
    stays: (point: string) => `${point} earns most at today’s prices, and that is how it runs.`,
    change: (point: string, more: string) =>
      `${point} would earn most at today’s prices: ${more} more than now.`,
    off: 'At today’s prices every known point loses: off is cheapest.',
  },
  rule: (worth: string) =>
    `A step up is worth it while its added work takes less than ${worth}: that is what work pays for at today’s mean price of power.`,
  free: 'After the heat it saves, power costs nothing today: every step up is worth it.',
  one: 'No other point of it is known than how it runs now. Another clock becomes known once it has run there for an hour; none is guessed.',
  mixed: 'Not all of it was measured the same way: small differences mean nothing.',
  failed: 'Its record cannot be read just now.',
} as const;
