/** Words of the learned policy's test on the page that plans hours. */
export const policy = {
  heading: 'A learned policy in the planner’s shadow',
  purpose:
    'A small net that was trained on simulated homes and recorded prices. It decides nothing here. It can be tested on your own past, beside the planner: in this browser, in a minute or so, nothing is sent anywhere.',
  test: 'Test it on my past',
  again: 'Test it again',
  cancel: 'Cancel',
  running: 'Learning from the first half of your past, and living through the second',
  failed: 'The test broke off.',
  tooShort: (days: number, needed: number) =>
    `${days} days of prices and earnings are stored, and at least ${needed} are needed. The planner decides.`,
  nothing: {
    prices: 'Nothing is stored of what power cost, so there is nothing to test with. The planner decides.',
    earnings: 'Nothing is stored of what work earned, so there is nothing to test with. The planner decides.',
    miners: 'No planned miner that mines Bitcoin has modes to choose from. The planner decides.',
  },
  gain: (days: number, mean: string, low: string, high: string) =>
    `Over ${days} days of your past it differs from the planner by ${mean} a day (95 times of 100 between ${low} and ${high}).`,
  plannerSpeaks: 'That is no sure gain, so the planner decides.',
  promoted:
    'That is a sure gain on your past. The planner still decides: the policy does not carry anything out.',
  perDay: (policy: string, planner: string) => `A day: policy ${policy}, planner ${planner}.`,
} as const;
