import type { Severity } from '../../../domain/alert.ts';
import type { MinerState } from '../../../domain/miner-state.ts';

/** Words that more than one page uses. */
export const common = {
  appName: 'Davylamp',
  unknownFigure: '–',
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  tryAgain: 'Try again',
  undo: 'Undo',
  save: 'Save',
  states: {
    hashing: 'Hashing',
    degraded: 'Degraded',
    paused: 'Paused',
    offline: 'Not hashing',
    stale: 'Stale',
    lost: 'Lost',
  } satisfies Record<MinerState, string>,
  severities: { info: 'Info', watch: 'Watch', act: 'Act' } satisfies Record<Severity, string>,
} as const;
