import { rejectShare } from '../../domain/economics/revenue.ts';
import type { FleetView, MinerView } from '../../domain/fleet-view.ts';
import type { Algorithm } from '../../domain/miner.ts';
import type { FleetPlan, FoundModes, LeftOut, PastStep, PlanMissing, PlanMode } from '../../domain/plan.ts';
import type { PlanRules } from '../../domain/plan-rules.ts';
import { drawScenarios } from '../../insight/planning/draw-scenarios.ts';
import { hourPlan } from '../../insight/planning/hour-plan.ts';
import { type PlanInputs, type PlanMiner, planSlots } from '../../insight/planning/plan-inputs.ts';
import { type PoolWatch, poolWatched } from '../../insight/planning/pool-watch.ts';
import { slotsAhead } from '../../insight/planning/slots-ahead.ts';
import type { ProgramSolver } from '../../numerics/programming/program.ts';
import { Random } from '../../numerics/random.ts';
import { AheadKeeper, type AheadPorts, worthPerThDay } from './ahead-keeper.ts';
import { ModeKeeper, type ModeKeeperPorts } from './mode-keeper.ts';
import { PolicyKeeper, type PolicyKeeperPorts } from './policy-keeper.ts';

export interface PlanMakerPorts extends AheadPorts, Omit<ModeKeeperPorts, 'plans'>, PolicyKeeperPorts {
  readonly plans: ModeKeeperPorts['plans'] & PolicyKeeperPorts['plans'];
  readonly solver: () => Promise<ProgramSolver>;
  /** A clock for how long a plan took, ms. */
  readonly clockMs: () => number;
}

/** A plan with what it was made of. */
export interface MadePlan {
  readonly plan?: FleetPlan | undefined;
  readonly missing?: PlanMissing | undefined;
  readonly found: ReadonlyMap<string, FoundModes>;
  readonly left: readonly { readonly minerId: string; readonly why: LeftOut }[];
}

const HOUR_MS = 3_600_000;
export const PLAN_HOURS = 48;

/** Makes plans of what stores, sources and miners tell now. */
export class PlanMaker {
  readonly #ports: PlanMakerPorts;
  readonly modes: ModeKeeper;
  readonly policy: PolicyKeeper;
  readonly #ahead: AheadKeeper;
  readonly #pools = new Map<string, PoolWatch>();

  constructor(ports: PlanMakerPorts) {
    this.#ports = ports;
    this.modes = new ModeKeeper(ports);
    this.policy = new PolicyKeeper(ports);
    this.#ahead = new AheadKeeper(ports);
  }

  /** Looks at the miners' pools; to be called with each view. @returns those whose pools are surely away */
  watchPools(views: readonly MinerView[]): readonly string[] {
    const nowMs = this.#ports.nowMs();
    for (const view of views)
      this.#pools.set(view.miner.id, poolWatched(this.#pools.get(view.miner.id), arePoolsAway(view), nowMs));
    return views.flatMap(({ miner }) => (this.#pools.get(miner.id)?.isDown ? [miner.id] : []));
  }

  /**
   * @param steps that were taken before, newest first
   * @throws StoreError, and Error where the solver cannot be loaded
   */
  async make(view: FleetView, rules: PlanRules, steps: readonly PastStep[]): Promise<MadePlan> {
    const nowMs = this.#ports.nowMs();
    const all = await this.modes.modesOf(view.miners);
    const base = baseAlgorithm(view);
    const { miners, left } = this.#knownMiners(view, rules, all, steps);
    const found = new Map(
      [...all].flatMap(([id, its]) => (typeof its === 'string' ? [] : [[id, its] as const])),
    );
    const none = (missing: PlanMissing): MadePlan => ({ missing, found, left });
    if (rules.carrying === 'paused') return none('paused');
    const planned = rules.minerIds.filter(
      (id) => miners.some(({ minerId }) => minerId === id) && !left.some(({ minerId }) => minerId === id),
    );
    if (planned.length === 0) return none('no-miners');
    const span = { fromMs: nowMs, toMs: nowMs + PLAN_HOURS * HOUR_MS };
    const { known, prices, coinPrices } = await this.#ahead.ahead(view, span, base);
    const timeZone = this.#ports.zone();
    const edges = known.prices.flatMap(({ fromMs, toMs }) => [fromMs, toMs]);
    const { retarget } = known;
    // What the learned policy says holds for an hour.
    edges.push(HOUR_MS * (Math.floor(nowMs / HOUR_MS) + 1));
    const spans = planSlots(span, timeZone, rules, retarget ? [...edges, retarget.atMs] : edges);
    const slots = slotsAhead(spans, known);
    if (slots.every(({ pricePerKwh }) => pricePerKwh === undefined)) return none('no-tariff');
    if (known.earnedPerThDay === undefined) return none('no-earning');
    // The same luck all through an hour: a plan made anew is another only where something else is.
    const random = new Random(Math.floor(nowMs / HOUR_MS));
    const inputs: PlanInputs = {
      nowMs,
      timeZone,
      currency: view.settings.currency,
      rules: { ...rules, minerIds: planned },
      slots,
      miners,
      scenarios: drawScenarios({ slots, prices, coinPrices, retarget, random }),
      rooms: roomsOf(view, rules),
    };
    return { plan: await this.#planOf(view, inputs), found, left };
  }

  /** The planner's plan; or, where its owner lets it choose, the learned policy's under the same rules. */
  async #planOf(view: FleetView, inputs: PlanInputs): Promise<FleetPlan> {
    const solver = await this.#ports.solver();
    const planned = (of: PlanInputs) => hourPlan(of, solver, { clock: this.#ports.clockMs });
    const plan = planned(inputs);
    try {
      return await this.policy.planOf(view, inputs, plan, planned);
    } catch (error) {
      console.error('the learned policy could not be asked, so the planner decides', error);
      return plan;
    }
  }

  /** Those whose modes are known, also where they are not planned: they draw on their circuits. */
  #knownMiners(
    view: FleetView,
    rules: PlanRules,
    all: ReadonlyMap<string, FoundModes | LeftOut>,
    steps: readonly PastStep[],
  ) {
    const miners: PlanMiner[] = [];
    const left: { minerId: string; why: LeftOut }[] = [];
    const baseWorth = worthPerThDay(view, baseAlgorithm(view));
    for (const each of view.miners) {
      const { id: minerId, identity } = each.miner;
      const its = all.get(minerId) ?? 'away';
      const worth = worthPerThDay(view, identity.algorithm);
      const isUnknown = baseWorth !== undefined && worth === undefined;
      const why = leftOut(its, isUnknown, rules.minerIds.includes(minerId));
      if (why) left.push({ minerId, why });
      if (typeof its === 'string') continue;
      const rejected = each.reading && rejectShare(each.reading.shares);
      miners.push({
        minerId,
        modes: its.modes,
        usual: 'normal',
        current: its.current,
        sinceMs: isFreed(minerId, steps) ? undefined : each.meansSinceMs,
        isPoolDown: this.#pools.get(minerId)?.isDown === true,
        cannotRest: its.modes[0]?.changes.length === 0 && its.current !== 'off',
        earningPart: ((worth ?? 1) / (baseWorth ?? 1)) * (1 - (rejected ?? 0)),
      });
    }
    return { miners, left };
  }
}

/** It rests for its owner's word alone: when that is taken back it need not rest out. */
function isFreed(minerId: string, steps: readonly PastStep[]): boolean {
  const last = steps.find((step) => step.minerId === minerId && step.became !== 'would');
  return last?.to === 'off' && (last.why === 'curtailed' || last.why === 'override');
}

/** Bitcoin's where any miner mines it: most is known of it. Else the first miner's. */
function baseAlgorithm({ miners }: FleetView): Algorithm {
  const algorithms = miners.map(({ miner }) => miner.identity.algorithm);
  return algorithms.includes('sha256') ? 'sha256' : (algorithms[0] ?? 'sha256');
}

function leftOut(its: FoundModes | LeftOut, isUnknown: boolean, isChosen: boolean): LeftOut | undefined {
  if (!isChosen) return 'not-chosen';
  if (typeof its === 'string') return its;
  if (isUnknown) return 'no-worth';
  const canDo = its.modes.filter(({ name, changes }: PlanMode) => name === its.current || changes.length > 0);
  return canDo.length < 2 ? 'no-modes' : undefined;
}

/** Undefined where it tells nothing of them, as many do while they rest. */
function arePoolsAway({ reading, state }: MinerView): boolean | undefined {
  if (state === 'offline' || state === 'stale' || state === 'lost') return undefined;
  const told = (reading?.pools ?? []).flatMap(({ alive }) => (alive === undefined ? [] : [alive]));
  return told.length === 0 ? undefined : !told.includes(true);
}

/** The air of rooms that are heated by miners, from sensors that answer. */
function roomsOf({ miners }: FleetView, { heat }: PlanRules) {
  return new Map(
    heat.map(({ id, minerIds }) => {
      const temps = miners.flatMap(({ miner, roomTempC }) =>
        minerIds.includes(miner.id) && roomTempC !== undefined ? [roomTempC] : [],
      );
      const tempC = temps.length > 0 ? temps.reduce((sum, each) => sum + each, 0) / temps.length : undefined;
      return [id, { tempC }] as const;
    }),
  );
}
