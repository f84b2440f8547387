import type { Cause, CauseRanking, RankedCause, Reason } from '../../domain/health/cause.ts';
import type { Symptom } from '../../domain/health/symptom.ts';
import { BayesianNetwork, type NetworkNode } from '../../numerics/bayesian-network/bayesian-network.ts';
import { noisyOr } from '../../numerics/bayesian-network/noisy-or.ts';
import type { MachineSize } from '../lifetime/published-rates.ts';
import { CAUSES, chanceBeforehand } from './cause-rates.ts';
import type { SymptomEvidence } from './symptom.ts';
import { SYMPTOM_CAUSES } from './symptom-causes.ts';

/** What is known of a trouble besides its symptoms. */
export interface KnownTrouble {
  /** What was found: whatever is behind it brings this about. */
  readonly found: Symptom;
  /** How long ago it began. */
  readonly ageMs: number;
  readonly size: MachineSize;
}

/** A symptom that moves the odds by less than a fifth is no reason. */
const LEAST_TOLD_NATS = Math.log(1.2);
/** Nothing of what is known brings it about. */
const NOTHING_KNOWN = 'nothing known';

/**
 * Ranks what may be behind a trouble, most probable first: a Bayesian network of two layers, causes above and symptoms
 * below, each symptom a noisy-OR of its causes (as QMR-DT: Shwe et al., Methods of Information in Medicine 30, 1991).
 * What was seen enters as likelihoods, so a symptom that is doubtful counts as doubtful, one that would show and does
 * not speaks against its causes, and one that nobody can judge counts for nothing. A cause is ranked by the probability
 * that it is there and has brought about what was found (its part of the noisy-OR: Heckerman & Breese, IEEE Transactions
 * on Systems, Man, and Cybernetics 26, 1996): dust may well be in a miner whose pool is away, and has nothing to do with it.
 */
export function rankCauses(evidence: SymptomEvidence, trouble: KnownTrouble): CauseRanking {
  const ranking = rankingCauses(evidence, trouble);
  for (;;) {
    const step = ranking.next();
    if (step.done) return step.value;
  }
}

/** {@link rankCauses} in steps of a few milliseconds, between which others may have their turn. */
export function* rankingCauses(
  evidence: SymptomEvidence,
  trouble: KnownTrouble,
): Generator<undefined, CauseRanking> {
  const { found } = trouble;
  const symptoms = [...new Set([found, ...(Object.keys(evidence) as Symptom[])])];
  const network = networkOf(symptoms, trouble);
  // What was found is there: how seldom the watch calls for nothing is part of `leak`.
  const weightOf = (symptom: Symptom) => (symptom === found ? 1 : [1, Math.exp(evidence[symptom] ?? 0)]);
  const chanceOf = chancesIn(network, symptoms, weightOf);
  const without: { readonly symptom: Symptom; readonly chanceOf: (node: string) => number }[] = [];
  for (const left of symptoms) {
    yield;
    const others = symptoms.filter((symptom) => symptom !== left);
    without.push({ symptom: left, chanceOf: chancesIn(network, others, weightOf) });
  }
  const causes = causesOf(trouble.found).map((cause): RankedCause => {
    const chance = chanceOf(linkOf(cause));
    const reasons = without
      .map(
        (each): Reason => ({
          symptom: each.symptom,
          nats: logit(chance) - logit(each.chanceOf(linkOf(cause))),
        }),
      )
      .filter(({ nats }) => Math.abs(nats) >= LEAST_TOLD_NATS)
      .sort((a, b) => Math.abs(b.nats) - Math.abs(a.nats));
    return { cause, chance, reasons };
  });
  return { causes: causes.sort((a, b) => b.chance - a.chance), otherwise: chanceOf(NOTHING_KNOWN) };
}

/** The causes, and those symptoms that can be judged: of others nothing would be learned. */
function networkOf(symptoms: readonly Symptom[], { found, ageMs, size }: KnownTrouble): BayesianNetwork {
  const causes = CAUSES.map((cause): NetworkNode => binary(cause, chanceBeforehand(cause, ageMs, size)));
  const shown = symptoms
    .filter((symptom) => symptom !== found)
    .map((symptom): NetworkNode => {
      const { by, leak } = SYMPTOM_CAUSES[symptom];
      const parents = causesOf(symptom);
      const strengths = parents.map((cause) => ({ strength: by[cause] ?? 0 }));
      return { name: symptom, states: 2, parents, table: noisyOr(strengths, leak) };
    });
  return new BayesianNetwork([...causes, ...shown, ...linked(found)]);
}

/** A symptom whose noisy-OR is taken apart: which of its causes brings it about? */
function linked(symptom: Symptom): readonly NetworkNode[] {
  const { by, leak } = SYMPTOM_CAUSES[symptom];
  const links = causesOf(symptom).map((cause): NetworkNode => {
    const strength = by[cause] ?? 0;
    return { name: linkOf(cause), states: 2, parents: [cause], table: [1, 0, 1 - strength, strength] };
  });
  const parents = [...links.map(({ name }) => name), NOTHING_KNOWN];
  const certain = parents.map(() => ({ strength: 1 }));
  return [
    ...links,
    binary(NOTHING_KNOWN, leak),
    { name: symptom, states: 2, parents, table: noisyOr(certain, 0) },
  ];
}

function causesOf(symptom: Symptom): readonly Cause[] {
  return CAUSES.filter((cause) => SYMPTOM_CAUSES[symptom].by[cause] !== undefined);
}

function linkOf(cause: Cause): string {
  return `${cause} at work`;
}

function binary(name: string, chance: number): NetworkNode {
  return { name, states: 2, parents: [], table: [1 - chance, chance] };
}

/** Probability of a node, where only these symptoms are looked at. */
function chancesIn(
  network: BayesianNetwork,
  symptoms: readonly Symptom[],
  weightOf: (symptom: Symptom) => number | readonly number[],
): (node: string) => number {
  const posterior = network.posterior(
    Object.fromEntries(symptoms.map((symptom) => [symptom, weightOf(symptom)])),
  );
  // Each symptom may also come of nothing, so nothing that was seen is impossible.
  return (node) => posterior?.marginals[node]?.[1] ?? Number.NaN;
}

function logit(chance: number): number {
  return Math.log(chance / (1 - chance));
}
