import * as v from 'valibot';
import { floatsOfText, textOfFloats } from '../../numerics/forecast/learned/float-text.ts';
import type { GaussianPolicy } from '../../numerics/reinforcement/proximal-policy.ts';
import { forwards, type TanhNet } from '../../numerics/reinforcement/tanh-net.ts';
import { placeOfWish } from './frontier.ts';
import type { PastHours } from './past-hours.ts';
import { POLICY_STATE_SIZE, type PolicyMiner, policyState } from './policy-state.ts';
import { safePlace } from './safe-target.ts';

const VERSION = 1;
const size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_024));
const sizes = v.pipe(v.array(size), v.minLength(2), v.maxLength(8));
const schema = v.object({
  kind: v.literal('hour-policy'),
  version: v.literal(VERSION),
  actor: v.object({ sizes, weights: v.string() }),
  critic: v.object({ sizes, weights: v.string() }),
  logDeviations: v.string(),
});

/** What is shipped of a policy, or kept. */
export type HourPolicyFile = v.InferOutput<typeof schema>;

export function hourPolicyFile({ actor, critic, logDeviations }: GaussianPolicy): HourPolicyFile {
  const net = ({ sizes: own, weights }: TanhNet) => ({
    sizes: [...own],
    weights: textOfFloats(Float32Array.from(weights)),
  });
  return {
    kind: 'hour-policy',
    version: VERSION,
    actor: net(actor),
    critic: net(critic),
    logDeviations: textOfFloats(Float32Array.from(logDeviations)),
  };
}

/** @throws RangeError where the file is damaged, or of another state than this version sees */
export function readHourPolicy(file: unknown): GaussianPolicy {
  const read = v.safeParse(schema, file);
  if (!read.success) throw new RangeError(`a file that is no policy: ${v.summarize(read.issues)}`);
  const { actor, critic, logDeviations } = read.output;
  const policy = {
    actor: netOf(actor),
    critic: netOf(critic),
    logDeviations: Float64Array.from(floatsOfText(logDeviations)),
  };
  if (actor.sizes[0] !== POLICY_STATE_SIZE || actor.sizes.at(-1) !== policy.logDeviations.length)
    throw new RangeError('a policy of another state or action');
  return policy;
}

function netOf({ sizes: own, weights }: HourPolicyFile['actor']): TanhNet {
  const floats = Float64Array.from(floatsOfText(weights));
  const wanted = own.slice(1).reduce((sum, outputs, at) => sum + outputs * ((own[at] ?? 0) + 1), 0);
  if (floats.length !== wanted) throw new RangeError(`${floats.length} weights where a net has ${wanted}`);
  return { sizes: own, weights: floats };
}

/**
 * The setting that a policy would have in an hour, after the safety wrapper; the present one where its price or earning is not known.
 *
 * @param allowed by place, as rules and envelope leave them
 */
export function decidedPlace(
  { actor }: Pick<GaussianPolicy, 'actor'>,
  hours: PastHours,
  hour: number,
  miner: PolicyMiner,
  allowed: readonly boolean[],
): number {
  const isTold = Number.isFinite(hours.pricePerKwh[hour]) && Number.isFinite(hours.earnedPerThDay[hour]);
  const [wish] = isTold
    ? (forwards(actor, policyState(hours, hour, miner), 1).at(-1) as Float64Array)
    : [Number.NaN];
  const place = isTold ? placeOfWish(wish ?? Number.NaN, miner.settings) : miner.current;
  return safePlace(place, miner.current, miner.usual, allowed);
}
