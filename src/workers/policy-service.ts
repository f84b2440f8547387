import type { OutsideSeries } from '../domain/outside-series.ts';
import type { PlanMode } from '../domain/plan.ts';
import { type PlanRules, USUAL_PLAN_RULES } from '../domain/plan-rules.ts';
import type { PlanMiner } from '../insight/planning/plan-inputs.ts';
import { USUAL_REWARD } from '../insight/policy/hour-environment.ts';
import { hourPolicyFile, readHourPolicy } from '../insight/policy/hour-policy.ts';
import { HOUR_MS, type PastHours } from '../insight/policy/past-hours.ts';
import { LEAST_WEEKS } from '../insight/policy/policy-gain.ts';
import { type ShadowPolicy, shadowTest } from '../insight/policy/shadow.ts';
import { policyTraining } from '../insight/policy/train-policy.ts';
import type { ProgramSolver } from '../numerics/programming/program.ts';
import type { GaussianPolicy } from '../numerics/reinforcement/proximal-policy.ts';
import { GAMMA_601, S19J_PRO } from '../twin/miner-models.ts';
import type { PolicyAnswer, PolicyTestRequest } from './policy-api.ts';
import { policySha256 } from './shipped-policy.ts';
import { storedHours } from './stored-hours.ts';

export interface PolicyPorts {
  readonly past: (series: string, fromMs: number, toMs: number) => Promise<OutsideSeries>;
  readonly solver: () => Promise<ProgramSolver>;
  /** Lets others have their turn, such as an order to end. */
  readonly rest: () => Promise<void>;
  /** The file of the policy that comes along. */
  readonly shipped: () => Promise<unknown>;
}

const WEEK_HOURS = 168;
/** The newest figures that a state is made of lie so far back. */
const WARM_UP_HOURS = 2 * WEEK_HOURS;
/** With fewer weeks nothing is learned of them: all are needed to judge. */
const LEAST_WEEKS_TO_LEARN = 2 * LEAST_WEEKS + 2;
/** A few gentle turns: what was learned of other homes is to be bent, not forgotten. */
const UPDATES = {
  'constant-prices': 0,
  'daily-pattern': 0,
  'real-days': 0,
  'switching-losses': 10,
  'several-miners': 0,
};
const HOURS_PER_UPDATE = 2_048;
const TRAINING_PART = 0.4;
const SEED = 1;

/** How the learned policy stands beside the planner on what is stored. @throws StoreError, and Error where solver or policy cannot be loaded */
export async function testedPolicy(
  request: PolicyTestRequest,
  ports: PolicyPorts,
  onProgress: (part: number) => void,
): Promise<PolicyAnswer> {
  const miners = minersOf(request);
  if (miners.length === 0) return nothing('miners');
  const hours = await storedHours(request, ports);
  const [first, last] = knownSpan(hours);
  if (hours.pricePerKwh.every(Number.isNaN)) return nothing('prices');
  if (first >= last) return nothing('earnings');
  const tell = async (part: number) => {
    onProgress(part);
    await ports.rest();
  };
  const file = await ports.shipped();
  const shipped = readHourPolicy(file);
  const from = Math.min(last, first + WARM_UP_HOURS);
  const isLong = last - from >= LEAST_WEEKS_TO_LEARN * WEEK_HOURS;
  const spoken = isLong
    ? await bentPolicy(request, shipped, hours, Math.floor((from + last) / 2), tell)
    : { from, file };
  // What is kept of it is what is tested, to the last bit.
  const policies: readonly ShadowPolicy[] = [{ from: spoken.from, policy: readHourPolicy(spoken.file) }];
  const begun = isLong ? TRAINING_PART : 0;
  const rules = moneyRules(request.rules);
  const test = shadowTest({ hours, miners, rules, policies, solver: await ports.solver(), seed: SEED });
  let step = test.next();
  for (let told = 0; !step.done; step = test.next()) {
    const part = begun + (1 - begun) * step.value;
    if (part - told < 0.01) continue;
    told = part;
    await tell(part);
  }
  onProgress(1);
  const at = (hour: number) => hours.startMs + hour * HOUR_MS;
  const tested = { fromMs: at(spoken.from), toMs: at(last), sha256: policySha256(file), file: spoken.file };
  return { finding: step.value, tested };
}

/** The shipped policy, trained further on what lies before an hour; it may be judged from that hour on. */
async function bentPolicy(
  { rules }: PolicyTestRequest,
  begun: GaussianPolicy,
  hours: PastHours,
  until: number,
  tell: (part: number) => Promise<void>,
): Promise<{ readonly from: number; readonly file: unknown }> {
  const seen: PastHours = {
    ...hours,
    pricePerKwh: hours.pricePerKwh.subarray(0, until),
    earnedPerThDay: hours.earnedPerThDay.subarray(0, until),
  };
  let policy = begun;
  const training = policyTraining({
    seed: SEED,
    recorded: [seen],
    models: [GAMMA_601, S19J_PRO],
    reward: USUAL_REWARD,
    switching: rules.switching,
    updates: UPDATES,
    hoursPerUpdate: HOURS_PER_UPDATE,
    begun,
  });
  for (const step of training) {
    policy = step.policy;
    await tell((TRAINING_PART * step.update) / step.updates);
  }
  return { from: until, file: hourPolicyFile(policy) };
}

function nothing(lacks: 'prices' | 'earnings' | 'miners'): PolicyAnswer {
  return { finding: { kind: 'nothing-stored', lacks } };
}

/** Rules that restrict the planner would restrict the policy, too: here both go by money alone. */
function moneyRules({ switching, minerIds }: PlanRules): PlanRules {
  return { ...USUAL_PLAN_RULES, minerIds, switching };
}

function minersOf({ modes, rules }: PolicyTestRequest): readonly PlanMiner[] {
  const canRun = (its: readonly PlanMode[]) =>
    its.length > 1 && its[0]?.name === 'off' && its.some(({ name }) => name === 'normal');
  return Object.entries(modes).flatMap(([minerId, its]) =>
    rules.minerIds.includes(minerId) && canRun(its)
      ? [{ minerId, modes: its, usual: 'normal' as const, current: 'normal' as const }]
      : [],
  );
}

/** From the first hour of which price and earning are known to after the last. */
function knownSpan({ pricePerKwh, earnedPerThDay }: PastHours): readonly [first: number, last: number] {
  const isKnown = (hour: number) =>
    Number.isFinite(pricePerKwh[hour]) && Number.isFinite(earnedPerThDay[hour]);
  let [first, last] = [0, pricePerKwh.length];
  while (first < last && !isKnown(first)) first++;
  while (last > first && !isKnown(last - 1)) last--;
  return [first, last];
}
