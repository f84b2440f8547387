import type { RiskSet } from './risk-sets.ts';

/**
 * How events of the same moment are taken: `efron` as if they came one after the other in every order (Efron, JASA 72, 1977),
 * `breslow` as if each came while all others were still there (Breslow, Biometrics 30, 1974).
 */
export type Ties = 'efron' | 'breslow';

/** One event of a moment, or by Breslow all of them at once. */
export interface TiedEvent {
  /** Share of those dying that are no longer at risk. */
  readonly gone: number;
  /** Weight of the events that this stands for. */
  readonly mass: number;
  /** Sum of risk over who is left. */
  readonly risk: number;
}

/** The events of a set at risk, one after the other by the rule for ties. */
export function* tiedEvents({ events, weight, atRisk, dying }: RiskSet, ties: Ties): Generator<TiedEvent> {
  const steps = ties === 'efron' ? events : 1;
  for (let step = 0; step < steps; step++) {
    const gone = step / steps;
    yield { gone, mass: weight / steps, risk: atRisk.zeroth - gone * dying.zeroth };
  }
}
