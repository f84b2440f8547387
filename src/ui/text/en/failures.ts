import type { CollectorFailure } from '../../../domain/fleet-view.ts';

/** What to do about a failure, one button each. */
export type FailureAction = 'try-again' | 'check-connection' | 'pair' | 'edit-address' | 'show-miner';

/** Why a device could not be read: one sentence, one button. */
export interface FailureWords {
  readonly sentence: string;
  readonly action: FailureAction;
}

const kinds: Readonly<Record<CollectorFailure['kind'], FailureWords>> = {
  unreachable: {
    sentence: 'Nothing answers at that address. Is the miner on, and is it the right address?',
    action: 'try-again',
  },
  timeout: {
    sentence: 'Something is there, but it did not answer in time. Miners are slow while they start.',
    action: 'try-again',
  },
  'not-a-miner': {
    sentence:
      'Something answers there, but it is no miner that Davylamp knows: perhaps a router or a printer.',
    action: 'edit-address',
  },
  'unreadable-reply': {
    sentence: 'A miner seems to be there, but its answer cannot be read. It may be starting or updating.',
    action: 'try-again',
  },
  'too-large': {
    sentence: 'What answers there sends far more than any miner does.',
    action: 'edit-address',
  },
  refused: {
    sentence:
      'The device refuses to be read. Switch on its API, or let this computer in, in its own settings.',
    action: 'try-again',
  },
  'no-proxy': { sentence: 'The helper on this computer does not answer.', action: 'check-connection' },
  'not-paired': { sentence: 'The helper does not know this browser yet.', action: 'pair' },
  'forbidden-target': {
    sentence: 'The helper only goes to addresses inside your home network, on ports that miners use.',
    action: 'edit-address',
  },
  busy: { sentence: 'The helper is still waiting for this device’s last answer.', action: 'try-again' },
  'already-added': { sentence: 'This miner is already in your fleet.', action: 'show-miner' },
  'bad-address': { sentence: 'That address cannot be read.', action: 'edit-address' },
  store: {
    sentence: 'This browser could not keep it: its storage is full, blocked or switched off.',
    action: 'try-again',
  },
  internal: {
    sentence: 'Something went wrong inside Davylamp itself. Reload the page and try once more.',
    action: 'try-again',
  },
};

/** Where the helper tells more than the kind of a failure. */
const refusals = {
  port: (port: string): FailureWords => ({
    sentence: `The helper does not go to port ${port}. If it is the miner’s, start the helper with “npm start -- --ports ${port}”.`,
    action: 'edit-address',
  }),
  itself: (): FailureWords => ({ sentence: 'That is Davylamp itself.', action: 'edit-address' }),
  name: (name: string): FailureWords => ({
    sentence: `The name ${name} is not known on this network. Is the miner on, and is it the right name?`,
    action: 'edit-address',
  }),
};

export const failures = { kinds, refusals } as const;
