import type { Quarter, ToldIdentity } from './quarter.ts';

/** What a miner last told of itself that somebody can change, and what changed. A plain value. */
export interface ToldState {
  readonly frequencyMhz?: number | undefined;
  readonly coreSetV?: number | undefined;
  readonly firmware?: string | undefined;
  readonly identity?: ToldIdentity | undefined;
  /** Payout addresses that its owner has used. */
  readonly addresses: readonly string[];
  /** A setting that differs since the last quarter: believed when it stands in the next, too. */
  readonly pending?:
    | { readonly frequencyMhz?: number | undefined; readonly coreSetV?: number | undefined }
    | undefined;
  /** The newest change of each kind that nobody owns up to. */
  readonly changes: Readonly<Partial<Record<ChangeKind, ToldChange>>>;
}

export type ChangeKind = 'settings' | 'firmware' | 'pool-address';

export interface ToldChange {
  readonly atMs: number;
  readonly from: string;
  readonly to: string;
}

export const NOTHING_TOLD: ToldState = { addresses: [], changes: {} };

/** Clocks that differ by less are one: some firmware rounds, some tunes itself. Voltages that are asked for stand still. */
const SAME_CLOCK = 0.02;
const SAME_VOLTAGE = 0.005;
/** Changes so close to one that the owner made are the owner's, ms. */
const OWN_WITHIN_MS = 45 * 60_000;

/**
 * What one more quarter tells.
 * @param ownChangesAtMs when the owner changed this miner, here or, by own account, elsewhere
 */
export function watchTold(
  told: ToldState,
  quarter: Quarter,
  ownChangesAtMs: readonly number[] = [],
): ToldState {
  if (quarter.answers === 0) return told;
  const own = ownChangesAtMs.some((atMs) => atMs <= quarter.toMs && quarter.fromMs - atMs <= OWN_WITHIN_MS);
  const settled = watchSettings(told, quarter, own);
  const { identity, fromMs } = quarter;
  // The keeper of quarters hands on the very same one for as long as nothing else is told.
  if (!identity || identity === told.identity) return settled;
  return watchIdentity(settled, identity, fromMs, own);
}

function watchSettings(told: ToldState, quarter: Quarter, own: boolean): ToldState {
  const { frequencyMhz, coreSetV, overheated, fromMs } = quarter;
  const now = { frequencyMhz, coreSetV };
  const same = areSame(told, now);
  if (same && told.frequencyMhz !== undefined && !told.pending) return told;
  if (same) return { ...told, ...known(told, now), pending: undefined };
  if (!told.pending || !areSame(told.pending, now)) return { ...told, pending: now };
  const { settings: before, ...others } = told.changes;
  const settled = { ...told, ...known(told, now), pending: undefined, changes: others };
  // A miner that steps down from heat does so itself; and what is back where it was, or as its owner wants it, is over.
  if (own || overheated === true || before?.from === words(now)) return settled;
  const change = { atMs: fromMs, from: words(told), to: words(now) };
  return { ...settled, changes: { ...others, settings: change } };
}

function watchIdentity(told: ToldState, identity: ToldIdentity, atMs: number, own: boolean): ToldState {
  const { firmware, pools } = identity;
  const addresses = [...new Set(pools.flatMap(({ user }) => (user ? [payoutAddress(user)] : [])))];
  const first = told.addresses.length === 0;
  const strange = first || own ? [] : addresses.filter((address) => !told.addresses.includes(address));
  const changes: Partial<Record<ChangeKind, ToldChange>> = { ...told.changes };
  if (strange[0] !== undefined && changes['pool-address']?.to !== strange[0])
    changes['pool-address'] = { atMs, from: told.addresses[0] ?? '', to: strange[0] };
  else if (strange.length === 0) delete changes['pool-address'];
  if (told.firmware !== undefined && firmware !== undefined && firmware !== told.firmware) {
    if (own || changes.firmware?.from === firmware) delete changes.firmware;
    else changes.firmware = { atMs, from: told.firmware, to: firmware };
  }
  return {
    ...told,
    identity,
    firmware: firmware ?? told.firmware,
    addresses: first ? addresses : own ? [...new Set([...told.addresses, ...addresses])] : told.addresses,
    changes,
  };
}

/** Pools take `address.worker`: what stands before the dot is paid. */
function payoutAddress(user: string): string {
  return user.split('.')[0] ?? user;
}

type Settings = Pick<ToldState, 'frequencyMhz' | 'coreSetV'>;

/** What is not told on one side differs from nothing. */
function areSame(before: Settings, now: Settings): boolean {
  return (
    isWithin(SAME_CLOCK, before.frequencyMhz, now.frequencyMhz) &&
    isWithin(SAME_VOLTAGE, before.coreSetV, now.coreSetV)
  );
}

function isWithin(part: number, before: number | undefined, now: number | undefined): boolean {
  return before === undefined || now === undefined || Math.abs(now - before) <= part * Math.abs(before);
}

function known(told: Settings, now: Settings): Settings {
  return { frequencyMhz: now.frequencyMhz ?? told.frequencyMhz, coreSetV: now.coreSetV ?? told.coreSetV };
}

function words({ frequencyMhz, coreSetV }: Settings): string {
  const volts = coreSetV === undefined ? [] : [`${Math.round(1000 * coreSetV)} mV`];
  const clock = frequencyMhz === undefined ? [] : [`${Math.round(frequencyMhz)} MHz`];
  return [...clock, ...volts].join(', ');
}
