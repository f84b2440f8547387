import type { PoolAccount } from '../../domain/pool-account.ts';
import { SourceError } from '../../domain/source-error.ts';
import type { Fields } from '../fields.ts';

/** An account of which one answer tells a part: what it does not tell is empty. */
export function accountPart(atMs: number, told: Partial<PoolAccount>): PoolAccount {
  return { atMs, hashrates: [], coins: [], workers: [], payouts: [], rewards: [], ...told };
}

/**
 * The same fields, if they are what was asked for.
 * @throws SourceError `unreadable-reply` where none of these names is among them, or all are null
 */
export function tellingAny(told: Fields, names: readonly string[]): Fields {
  if (names.some((name) => told[name] !== undefined && told[name] !== null)) return told;
  throw new SourceError('unreadable-reply', 'its answer holds nothing of what was asked for');
}
