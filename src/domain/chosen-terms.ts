import { type PayoutScheme, type Pool, schemesFor } from './pool.ts';

/** How a pool pays the owner for a coin, in the owner's own word: a pool with several ways tells nobody which was chosen. */
export interface ChosenTerms {
  /** Id of an Upstream, which is that of the pool. */
  readonly provider: string;
  readonly coin: string;
  readonly scheme: PayoutScheme;
  /** Part of the reward that the pool keeps, 0..1. */
  readonly poolFee: number;
}

/** Terms in force, and who says so. */
export interface TermsInForce {
  readonly scheme: PayoutScheme;
  readonly poolFee: number;
  /** The list of pools that comes with the app, the owner, or the pool's own answer about this account. */
  readonly schemeBy: 'table' | 'owner';
  readonly feeBy: 'table' | 'owner' | 'pool';
}

/**
 * The terms of an account: the owner's word before all; else the one way that the pool has for the coin, with the fee
 * that it tells of this account, or the one that it publishes. Undefined where it has several ways, or none is known.
 *
 * @param toldFee of this account, by the pool itself, 0..1
 */
export function termsInForce(
  account: { readonly provider: string; readonly coin: string; readonly toldFee?: number | undefined },
  pool: Pool | undefined,
  chosen: readonly ChosenTerms[],
): TermsInForce | undefined {
  const { provider, coin, toldFee } = account;
  const own = chosen.find((each) => each.provider === provider && each.coin === coin);
  if (own) return { scheme: own.scheme, poolFee: own.poolFee, schemeBy: 'owner', feeBy: 'owner' };
  const [only, ...others] = pool ? schemesFor(pool, coin) : [];
  const poolFee = toldFee ?? only?.poolFee;
  if (!only || others.length > 0 || poolFee === undefined) return undefined;
  const feeBy = toldFee === undefined ? 'table' : 'pool';
  return { scheme: only.scheme, poolFee, schemeBy: 'table', feeBy };
}

/** The choices with one made anew, or taken back by undefined terms. */
export function withChosenTerms(
  chosen: readonly ChosenTerms[],
  { provider, coin }: Pick<ChosenTerms, 'provider' | 'coin'>,
  terms: Pick<ChosenTerms, 'scheme' | 'poolFee'> | undefined,
): readonly ChosenTerms[] {
  const others = chosen.filter((each) => each.provider !== provider || each.coin !== coin);
  return terms ? [...others, { provider, coin, ...terms }] : others;
}
