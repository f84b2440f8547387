import type { KeptPolicy, PolicyRefusal, ShadowStanding } from '../../domain/policy-standing.ts';
import { speaksAgainst } from './live-shadow.ts';

/**
 * Why the policy may not choose the hours; undefined: it may. Only one whose test on the owner's own past shows a sure gain may, in the money
 * that it was tested in, as long as it is the one that was tested, and the hours in the shadow do not speak against it.
 *
 * @param now the SHA-256 of the file that comes along, and the owner's currency
 */
export function policyRefusal(
  { test }: Pick<KeptPolicy, 'test'>,
  shadow: ShadowStanding,
  now: { readonly sha256: string; readonly currency: string },
): PolicyRefusal | undefined {
  if (!test) return 'not-tested';
  if (test.finding.kind !== 'promoted' || !test.tested) return 'no-sure-gain';
  if (test.tested.sha256 !== now.sha256) return 'other-policy';
  if (test.currency !== now.currency) return 'other-currency';
  return speaksAgainst(shadow) ? 'shadow' : undefined;
}
