const counted = (days: number) => (days === 1 ? '1 day' : `${days} days`);

/** Words of the chart of what a pool pays by the day. */
export const healthPay = {
  label: (account: string) => `Pay of ${account} by day, and what was expected of each`,
  credited: 'Credited',
  expected: 'Expected for your hashrate',
  tolerated: 'Tolerated (30 % less)',
  likely: '95 % likely of an honest pool',
  likelyFrom: '95 % likely, from',
  likelyTo: '95 % likely, to',
  began: 'The drop began',
  found: 'The drop was found',
  day: 'Day (UTC)',
  fromTo: (low: string, high: string) => `${low} to ${high}`,
  before: (days: number, credited: string, expected: string) =>
    `Before, ${counted(days)}: ${credited} a day credited, ${expected} expected.`,
  since: (days: number, credited: string, expected: string) =>
    `Since it began, ${counted(days)}: ${credited} a day credited, ${expected} expected.`,
  after: (days: number, credited: string, expected: string) =>
    `After its end, ${counted(days)}: ${credited} a day credited, ${expected} expected.`,
  gaps: 'Gaps are days that could not be judged.',
  unkept: (days: number) =>
    `${counted(days)} that counted ${days === 1 ? 'is' : 'are'} not drawn: only the sum of ${days === 1 ? 'it' : 'them'} is kept.`,
  empty: 'No single day of this time is kept. Days that are judged from now on are drawn here.',
} as const;
