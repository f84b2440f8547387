import { BayesianNetwork, type NetworkNode } from '../../numerics/bayesian-network/bayesian-network.ts';
import { noisyOr } from '../../numerics/bayesian-network/noisy-or.ts';
import type { MachineSize } from '../lifetime/published-rates.ts';
import type { Cause, CauseRanking, RankedCause, Reason } from './cause.ts';
import { CAUSES, chanceBeforehand } from './cause-rates.ts';
import type { Symptom, SymptomEvidence } from './symptom.ts';
import { SYMPTOM_CAUSES } from './symptom-causes.ts';

/** What a miner is, as far as it bears on what may be wrong with it. */
export interface WatchedMiner {
  readonly watchedMs: number;
  readonly size: MachineSize;
}

/** A symptom that moves the odds by less than a fifth is no reason. */
const LEAST_TOLD_NATS = Math.log(1.2);

/**
 * Ranks what may be behind a miner's troubles, most probable first: a Bayesian network of two layers, causes above and
 * symptoms below, each symptom a noisy-OR of its causes (as QMR-DT: Shwe et al., Methods of Information in Medicine
 * 30, 1991). What was seen enters as likelihoods, so a symptom that is doubtful counts as doubtful, one that would show
 * and does not speaks against its causes, and one that nobody can judge counts for nothing.
 *
 * @param miner for how long it has been watched (the longer, the likelier any cause has come), and what it is
 */
export function rankCauses(evidence: SymptomEvidence, miner: WatchedMiner): CauseRanking {
  const symptoms = Object.keys(evidence) as Symptom[];
  const network = networkOf(symptoms, miner);
  const all = chancesIn(network, evidence, symptoms);
  const without = symptoms.map((left) => {
    const others = symptoms.filter((symptom) => symptom !== left);
    return { symptom: left, chances: chancesIn(network, evidence, others).chances };
  });
  const causes = CAUSES.map((cause): RankedCause => {
    const chance = all.chances(cause);
    const reasons = without
      .map(({ symptom, chances }): Reason => ({ symptom, nats: logit(chance) - logit(chances(cause)) }))
      .filter(({ nats }) => Math.abs(nats) >= LEAST_TOLD_NATS)
      .sort((a, b) => Math.abs(b.nats) - Math.abs(a.nats));
    return { cause, chance, reasons };
  });
  const otherwise = Math.exp(logChanceOfNone(evidence, symptoms, miner) - all.logEvidence);
  return { causes: causes.sort((a, b) => b.chance - a.chance), otherwise: Math.min(1, otherwise) };
}

/** The causes, and those symptoms that can be judged: of others nothing would be learned. */
function networkOf(symptoms: readonly Symptom[], { watchedMs, size }: WatchedMiner): BayesianNetwork {
  const causes = CAUSES.map((cause): NetworkNode => {
    const chance = chanceBeforehand(cause, watchedMs, size);
    return { name: cause, states: 2, parents: [], table: [1 - chance, chance] };
  });
  const shown = symptoms.map((symptom): NetworkNode => {
    const { by, leak } = SYMPTOM_CAUSES[symptom];
    const parents = CAUSES.filter((cause) => by[cause] !== undefined);
    const table = noisyOr(
      parents.map((cause) => ({ strength: by[cause] ?? 0 })),
      leak,
    );
    return { name: symptom, states: 2, parents, table };
  });
  return new BayesianNetwork([...causes, ...shown]);
}

/** Probability of each cause, where only these symptoms are looked at, and ln of that of what was seen of them. */
function chancesIn(network: BayesianNetwork, evidence: SymptomEvidence, symptoms: readonly Symptom[]) {
  const seen = symptoms.map((symptom) => [symptom, [1, ratioOf(evidence, symptom)]] as const);
  const posterior = network.posterior(Object.fromEntries(seen));
  // Each symptom may also come of nothing, so nothing that was seen is impossible.
  if (!posterior) throw new Error('nothing explains what was seen');
  const chances = (cause: Cause) => posterior.marginals[cause]?.[1] ?? Number.NaN;
  return { chances, logEvidence: posterior.logEvidence };
}

/** ln of the probability that none of the causes is there and that what was seen is seen. */
function logChanceOfNone(
  evidence: SymptomEvidence,
  symptoms: readonly Symptom[],
  { watchedMs, size }: WatchedMiner,
): number {
  const none = CAUSES.reduce((sum, cause) => sum + Math.log1p(-chanceBeforehand(cause, watchedMs, size)), 0);
  return symptoms.reduce((sum, symptom) => {
    const { leak } = SYMPTOM_CAUSES[symptom];
    return sum + Math.log(1 - leak + leak * ratioOf(evidence, symptom));
  }, none);
}

function ratioOf(evidence: SymptomEvidence, symptom: Symptom): number {
  return Math.exp(evidence[symptom] ?? 0);
}

function logit(chance: number): number {
  return Math.log(chance / (1 - chance));
}
