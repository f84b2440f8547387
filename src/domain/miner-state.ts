/**
 * The six states of a miner (ux: fleet view).
 *
 * - `hashing`: it answers, claims to hash, and does what it should.
 * - `degraded`: it hashes, but less than it should, too hot, or with a fault.
 * - `paused`: its owner (or a schedule) switched hashing off.
 * - `offline`: it answers, but hashes nothing, and nobody asked for that.
 * - `stale`: it missed three polls; what is shown is old.
 * - `lost`: it has not answered for long (see {@link LOST_AFTER_MS}).
 */
export type MinerState = 'hashing' | 'degraded' | 'paused' | 'offline' | 'stale' | 'lost';

/** Worst first: the order of cards. */
export const STATES_WORST_FIRST: readonly MinerState[] = [
  'lost',
  'offline',
  'stale',
  'degraded',
  'paused',
  'hashing',
];

/** Polls that may be missed before a value is called stale. */
export const STALE_AFTER_POLLS = 3;
/** Silence after which a stale miner is called lost, unless the owner sets another. */
export const LOST_AFTER_MS = 10 * 60_000;
