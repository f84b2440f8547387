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

/** Settings that tell less apart than this are one: some firmware rounds, some wanders by itself. */
const SAME_PART = 0.01;
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
  const same = isSame(told.frequencyMhz, frequencyMhz) && isSame(told.coreSetV, coreSetV);
  if (same && told.frequencyMhz !== undefined && !told.pending) return told;
  if (same) return { ...told, ...known(told, now), pending: undefined };
  const { pending } = told;
  const stands = pending && isSame(pending.frequencyMhz, frequencyMhz) && isSame(pending.coreSetV, coreSetV);
  if (!stands) return { ...told, pending: now };
  const settled = { ...told, ...known(told, now), pending: undefined };
  // A miner that steps down from heat does so itself.
  if (own || overheated === true) return settled;
  const change = { atMs: fromMs, from: words(told), to: words(now) };
  return { ...settled, changes: { ...told.changes, settings: change } };
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
  if (told.firmware !== undefined && firmware !== undefined && firmware !== told.firmware && !own)
    changes.firmware = { atMs, from: told.firmware, to: firmware };
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

function isSame(before: number | undefined, now: number | undefined): boolean {
  return before === undefined || now === undefined || Math.abs(now - before) <= SAME_PART * Math.abs(before);
}

function known(
  told: Pick<ToldState, 'frequencyMhz' | 'coreSetV'>,
  now: Pick<ToldState, 'frequencyMhz' | 'coreSetV'>,
): Pick<ToldState, 'frequencyMhz' | 'coreSetV'> {
  return { frequencyMhz: now.frequencyMhz ?? told.frequencyMhz, coreSetV: now.coreSetV ?? told.coreSetV };
}

function words({ frequencyMhz, coreSetV }: Pick<ToldState, 'frequencyMhz' | 'coreSetV'>): string {
  const volts = coreSetV === undefined ? [] : [`${Math.round(1000 * coreSetV)} mV`];
  const clock = frequencyMhz === undefined ? [] : [`${Math.round(frequencyMhz)} MHz`];
  return [...clock, ...volts].join(', ');
}
