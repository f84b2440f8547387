import type { MinerView } from '../../domain/fleet-view.ts';

/** Does a miner refuse the password that it was given, or its maker's, so that it tells nothing or only a part? */
export function wantsPassword({ failure, reading }: Pick<MinerView, 'failure' | 'reading'>): boolean {
  if (failure) return failure.kind === 'refused';
  // What adapters say of a login: see `withLoginRefused`.
  return reading?.oddities.some(({ field }) => field === 'login') ?? false;
}
