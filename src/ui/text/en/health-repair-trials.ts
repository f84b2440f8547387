import type { RepairOutcome, TriedRepair } from '../../../domain/health/health-report.ts';

/** Words of what an owner did about a finding, and what came of it. */
export const healthRepairTrials = {
  label: 'What you did about it',
  done: (what: string, moment: string) => `${what}, ${moment}.`,
  outcomes: {
    waiting: 'Waiting for the readings to confirm it; some steady hours are needed.',
    confirmed: 'The readings confirm it: it is as it was before.',
    refuted: 'The readings say that it did not help: look at the next check.',
  } satisfies Record<Exclude<RepairOutcome, 'undecided'>, string>,
  /** Of what stays undecided: while the finding stands, and once it is over. */
  undecided: {
    'too-small': {
      stands:
        '14 days of readings did not tell whether it helped: the trouble is too small for that. It is watched as before; as long as it stands here, look at the next check.',
      over: '14 days of readings did not tell whether it helped: the trouble was too small for that. It is over since.',
    },
    'changed-meanwhile': {
      stands:
        'Whether it helped cannot be told: something else was changed meanwhile. As long as it stands here, look at the next check.',
      over: 'It is over. Whether this helped cannot be told: something else was changed meanwhile.',
    },
  } satisfies Record<NonNullable<TriedRepair['because']>, { readonly stands: string; readonly over: string }>,
  /** In a line of the timeline, behind what was done. */
  cameOf: {
    waiting: 'not yet known whether it helped',
    confirmed: 'it helped',
    refuted: 'it did not help',
    undecided: 'the readings cannot tell whether it helped',
  } satisfies Record<RepairOutcome, string>,
  came: (what: string, words: string) => `${what} (${words})`,
  against: (trouble: string, words: string) => `${trouble}: ${words}`,
  takeBack: 'Take back',
  takeBackOf: (what: string) => `Take back: ${what}`,
  allOf: (did: string, count: number) => `${did} – all ${count} miners`,
  onlySome: 'Not all of them',
  of: (did: string, name: string) => `${did}: ${name}`,
} as const;
