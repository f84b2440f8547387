import type { TriedRepair } from '../../../domain/health/health-report.ts';

/** Words of what an owner did about a finding, and what came of it. */
export const healthRepairTrials = {
  label: 'What you did about it',
  done: (what: string, moment: string) => `${what}, ${moment}.`,
  outcomes: {
    waiting: 'Waiting for the readings to confirm it; some steady hours are needed.',
    confirmed: 'The readings confirm it: it is as it was before.',
    refuted: 'The readings say that it did not help: look at the next check.',
  } satisfies Record<TriedRepair['outcome'], string>,
  takeBack: 'Take back',
  takeBackOf: (what: string) => `Take back: ${what}`,
  allOf: (did: string, count: number) => `${did} – all ${count} miners`,
  onlySome: 'Not all of them',
  of: (did: string, name: string) => `${did}: ${name}`,
} as const;
