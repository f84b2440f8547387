import type { PolicyRefusal } from '../../../domain/policy-standing.ts';

/** Words of the learned policy on the page that plans hours. */
export const policy = {
  heading: 'A learned policy in the planner’s shadow',
  purpose:
    'A small net that was trained on simulated homes and recorded prices. Each hour it says what it would do, and that is held against the planner. It decides nothing unless it does surely better on your own past, and you let it.',
  explainTest:
    'The test takes a minute or so, runs in this browser, and sends nothing anywhere: the net learns from the first half of your past where that is long enough, and lives through the rest beside the planner.',
  test: 'Test it on my past',
  again: 'Test it again',
  cancel: 'Cancel',
  running: 'Learning from the first half of your past, and living through the second',
  failed: 'The test broke off.',
  notKept: 'This could not be stored, so it is gone when you leave the page.',
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
  promoted: 'That is a sure gain on your past.',
  perDay: (policy: string, planner: string) => `A day: policy ${policy}, planner ${planner}.`,
  tested: (when: string) => `Tested on ${when}.`,
  testedOn: (when: string, from: string, to: string) =>
    `Tested on ${when}, by the hours of ${from} to ${to}.`,
  hash: (sha256: string) => `Policy ${sha256.slice(0, 12)}`,
  shadow: {
    heading: 'Hour by hour, beside the planner',
    none: 'No hour has been noted yet. Each one is, while Davylamp is open and a plan is made.',
    few: (hours: number, mean: string) =>
      `${hours === 1 ? '1 hour' : `${hours} hours`} in the shadow: the policy differs from the planner by ${mean} a day. How sure that is stands here after a week of hours.`,
    told: (hours: number, mean: string, low: string, high: string) =>
      `${hours} hours in the shadow: the policy differs from the planner by ${mean} a day, 95 times of 100 between ${low} and ${high}.`,
  },
  choose: {
    label: 'Let the policy choose the hours',
    hint: 'It says what each miner does in the hour that begins. Your rules, breakers, quiet hours, heat, own sun and run times go before it; dry run or live counts as for the planner. Whatever a rule forbids is done as the planner says.',
    on: 'The policy chooses the hours now.',
    off: 'The planner decides again.',
  },
  refusals: {
    'not-tested': 'It has not been tested on your past yet.',
    'no-sure-gain': 'The last test shows no sure gain.',
    'other-policy':
      'Another policy comes along with Davylamp now than the one that was tested. Test it again.',
    'other-currency': 'It was tested in another currency. Test it again.',
    shadow: 'Hour by hour beside the planner it does not do surely better.',
  } satisfies Readonly<Record<PolicyRefusal, string>>,
  demoted: (when: string, why: string) =>
    `Since ${when} the policy chooses no more, and the planner decides. ${why}`,
  replaced: {
    heading: 'This hour a rule went before the policy',
    line: (miner: string, wished: string, instead: string, why: string) =>
      `${miner}: it said ${wished}; ${instead} it is, as the planner says (${why})`,
  },
} as const;
