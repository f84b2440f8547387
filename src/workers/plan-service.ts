import { type DueMode, PlanCarrier } from '../actions/plan-carrier.ts';
import type { AskPlanLease } from '../collect/proxy-plan-lease.ts';
import { DeviceError } from '../devices/transport.ts';
import { type AwayPlan, awayPlanOf, NO_PLAN } from '../domain/away-plan.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import type { Miner } from '../domain/miner.ts';
import type { FleetPlan, PastStep, PlanModeName } from '../domain/plan.ts';
import { type PlanCarrying, type PlanRules, USUAL_PLAN_RULES } from '../domain/plan-rules.ts';
import { rulesProblem } from '../domain/plan-rules-problem.ts';
import type { KeptPolicyTest } from '../domain/policy-standing.ts';
import { powerOf } from '../domain/wall-power.ts';
import type { KeptRules, PlanStore } from '../store/plan-store.ts';
import type { ControlService } from './control-service.ts';
import { LeaseKeeper } from './plan/lease-keeper.ts';
import { overrideLeft } from './plan/override-left.ts';
import { type MadePlan, PlanMaker, type PlanMakerPorts } from './plan/plan-maker.ts';
import { keepWouldSteps, slotNow } from './plan/would-steps.ts';
import type { PlanApi, PlanView } from './plan-api.ts';

export interface PlanPorts extends Omit<PlanMakerPorts, 'plans' | 'control'> {
  readonly newId: () => string;
  readonly view: () => FleetView;
  readonly plans: PlanMakerPorts['plans'] & Pick<PlanStore, 'rules' | 'changeRules' | 'steps' | 'keepStep'>;
  readonly control: PlanMakerPorts['control'] & Pick<ControlService, 'order' | 'callOff' | 'hasLocks'>;
  /** Absent where there is no helper. */
  readonly askLease?: AskPlanLease | undefined;
  /** The helper is surely not in the middle of changing it. */
  readonly mayGoOn: (miner: Pick<Miner, 'away'>) => boolean;
  /** Its owner has said something: whoever carries the plan out elsewhere is to know at once. */
  readonly rulesChanged: () => void;
}

/** A plan is made anew when its first slot ends, when what it rests on has changed, and at least so often, ms. */
const MAKE_EVERY_MS = 15 * 60_000;
/** Rooms warm up sooner than prices change. */
const HEAT_EVERY_MS = 5 * 60_000;
/** How often miners are looked at. */
const LOOK_EVERY_MS = 10_000;

/**
 * Plans the hours ahead, again and again (receding horizon), and brings miners to what the plan wants now: only in the tab that leads, only
 * while its owner has it live, and only those that may be changed. In a dry run it notes what it would have done.
 */
export class PlanService implements PlanApi {
  readonly #ports: PlanPorts;
  readonly #maker: PlanMaker;
  readonly #carrier: PlanCarrier;
  readonly #lease: LeaseKeeper;
  #kept: KeptRules | undefined;
  #made: MadePlan | undefined;
  #madeOf = '';
  #madeAtMs = Number.NEGATIVE_INFINITY;
  #lookedAtMs = Number.NEGATIVE_INFINITY;
  /** Was it live when it last looked? Absent before the first look. */
  #isLive: boolean | undefined;
  #listener: ((view: PlanView) => void) | undefined;
  /** Plans are made one after the other. Orders take longer, and nobody who asks for a plan waits for them. */
  #turn: Promise<unknown> = Promise.resolve();
  /** How often its owner has changed the rules. */
  #changes = 0;

  constructor(ports: PlanPorts) {
    this.#ports = ports;
    this.#maker = new PlanMaker(ports);
    this.#lease = new LeaseKeeper(ports.askLease);
    this.#carrier = new PlanCarrier({
      ...ports,
      keepStep: (step) => ports.plans.keepStep(step),
      onSent: (minerId) => this.#maker.modes.forget(minerId),
    });
  }

  /** Looks whether anything is due; resolves when that is done. */
  async look(): Promise<void> {
    const nowMs = this.#ports.nowMs();
    if (nowMs >= this.#lookedAtMs && nowMs - this.#lookedAtMs < LOOK_EVERY_MS) return;
    this.#lookedAtMs = nowMs;
    const { leading } = this.#ports.view();
    if (!leading) this.#carrier.letGo();
    if (!leading && !this.#listener) return;
    await this.#goOn();
  }

  /** What the helper may carry out of it for these miners while no page is open; undefined while nothing is known here. */
  handOver(minerIds: ReadonlySet<string>): AwayPlan | undefined {
    if (!this.#kept || !this.#made) return undefined;
    const { rules } = this.#kept;
    const { plan, found } = this.#made;
    // What the browser that carries out has handed over, holds.
    if (this.#lease.isElsewhere) return undefined;
    if (rules.carrying !== 'live' || !plan) return NO_PLAN;
    return awayPlanOf(plan, rules, found, minerIds);
  }

  async plan(): Promise<PlanView> {
    await this.#inTurn(() => this.#prepare());
    return this.#shown();
  }

  async onPlan(listener: (view: PlanView) => void): Promise<void> {
    this.#listener = listener;
    listener(await this.plan());
  }

  async stopPlan(): Promise<void> {
    this.#listener = undefined;
  }

  async setPlanRules(rules: PlanRules): Promise<PlanView> {
    const problem = rulesProblem(rules);
    if (problem) throw new DeviceError('refused', problem);
    return this.#change((kept) => ({ ...rules, carrying: kept.carrying, overrides: kept.overrides }));
  }

  setPlanMode(carrying: PlanCarrying): Promise<PlanView> {
    return this.#change((rules) => ({ ...rules, carrying }));
  }

  async override(
    minerId: string,
    { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
    mode: PlanModeName,
  ): Promise<PlanView> {
    if (!(toMs > fromMs)) throw new DeviceError('refused', 'a time that ends before it begins');
    const nowMs = this.#ports.nowMs();
    const said = { id: this.#ports.newId(), minerId, fromMs, toMs, mode };
    return this.#change((rules) => ({
      ...rules,
      overrides: [
        ...rules.overrides.filter((each) => each.toMs > nowMs).flatMap((each) => overrideLeft(each, said)),
        said,
      ],
    }));
  }

  removeOverride(overrideId: string): Promise<PlanView> {
    return this.#change((rules) => ({
      ...rules,
      overrides: rules.overrides.filter(({ id }) => id !== overrideId),
    }));
  }

  curtailNow(minutes: number): Promise<PlanView> {
    const curtailedUntilMs = this.#ports.nowMs() + minutes * 60_000;
    return this.#change((rules) => ({ ...rules, curtailedUntilMs }));
  }

  releaseCurtailment(): Promise<PlanView> {
    return this.#change(({ curtailedUntilMs: _, ...rules }) => rules);
  }

  undoPlanRules(): Promise<PlanView> {
    return this.#keep(({ rules, before: [last, ...older] }) => ({ rules: last ?? rules, before: older }));
  }

  keepPolicyTest(test: KeptPolicyTest): Promise<PlanView> {
    return this.#carryOn(() => this.#maker.policy.keepTest(test, this.#ports.view().settings.currency));
  }

  letPolicyChoose(chooses: boolean): Promise<PlanView> {
    return this.#carryOn(() => this.#maker.policy.letChoose(chooses, this.#ports.view().settings.currency));
  }

  #change(edit: (rules: PlanRules) => PlanRules): Promise<PlanView> {
    return this.#keep(({ rules, before }) => ({ rules: edit(rules), before: [rules, ...before] }));
  }

  async #keep(edit: (kept: KeptRules) => KeptRules): Promise<PlanView> {
    return this.#carryOn(async () => {
      this.#kept = await this.#ports.plans.changeRules((kept) => edit(kept ?? this.#firstRules()));
    });
  }

  /** After its owner has said something: plans anew, tells it, and carries out what is due. */
  async #carryOn(said: () => Promise<unknown>): Promise<PlanView> {
    await this.#inTurn(async () => {
      await said();
      this.#changes++;
      this.#carrier.tryAgain();
      await this.#prepare();
    });
    // A miner takes up to a minute for an order; its owner, who asked for all of them to rest, sees at once that it is being done.
    this.#ports.rulesChanged();
    void this.#goOn().catch((error: unknown) => console.error('The plan could not be carried out:', error));
    return this.#shown();
  }

  /** Nobody has said anything yet: all miners, looked at only. */
  #firstRules(): KeptRules {
    const minerIds = this.#ports.view().miners.map(({ miner }) => miner.id);
    return { rules: { ...USUAL_PLAN_RULES, minerIds }, before: [] };
  }

  /** Plans anew where that is due, and brings miners to where it wants them. */
  async #goOn(): Promise<void> {
    const seen = this.#changes;
    const due = await this.#inTurn(() => this.#prepare());
    const isMoved = due.length > 0 && (await this.#carrier.look(due, this.#kept?.rules.circuits ?? []));
    if (isMoved) {
      this.#madeAtMs = Math.min(this.#madeAtMs, this.#ports.nowMs() - MAKE_EVERY_MS + LOOK_EVERY_MS);
      this.#listener?.(await this.#shown());
    }
    // A miner that was busy with an order while its owner wanted something else is looked at again.
    if (isMoved && seen !== this.#changes) await this.#goOn();
  }

  /** Resolves with the modes that miners are to be brought to: none while nothing is live here. */
  async #prepare(): Promise<readonly DueMode[]> {
    const view = this.#ports.view();
    // Another tab may have changed them.
    this.#kept = (await this.#ports.plans.rules()) ?? this.#firstRules();
    const { rules } = this.#kept;
    const down = this.#maker.watchPools(view.miners);
    const isNew = await this.#makeIfDue(view, rules, down);
    const wasElsewhere = this.#lease.isElsewhere;
    const isLive = await this.#lease.isOurs(view.leading && rules.carrying === 'live');
    if (view.leading && !isLive && this.#isLive !== false) await this.#carrier.callOffAll();
    if (view.leading) this.#isLive = isLive;
    const { plan } = this.#made ?? {};
    const isNoted =
      view.leading &&
      rules.carrying === 'dry-run' &&
      plan &&
      (await keepWouldSteps(plan, this.#made?.found, this.#ports));
    const isOther = wasElsewhere !== this.#lease.isElsewhere;
    if (isNew || isNoted || isOther) this.#listener?.(await this.#shown());
    return isLive && plan ? this.#dueOf(view, plan) : [];
  }

  async #makeIfDue(view: FleetView, rules: PlanRules, down: readonly string[]): Promise<boolean> {
    const nowMs = this.#ports.nowMs();
    const { settings, outside, miners } = view;
    const policy = await this.#ports.plans.policy();
    const madeOf = JSON.stringify([
      rules,
      down,
      [policy.chooses, policy.test?.atMs],
      miners.map(({ miner, state }) => [miner.id, miner.control, state === 'paused']),
      [settings.currency, settings.tariff, settings.market],
      [outside?.currency, outside?.work.sha256?.atMs, outside?.powerPrices?.at(-1)?.toMs],
    ]);
    const everyMs = rules.heat.some(({ thermostat }) => thermostat) ? HEAT_EVERY_MS : MAKE_EVERY_MS;
    const isOld = nowMs < this.#madeAtMs || nowMs - this.#madeAtMs >= everyMs;
    const isOver = nowMs >= (this.#made?.plan?.conditions[0]?.toMs ?? Number.POSITIVE_INFINITY);
    if (this.#made && madeOf === this.#madeOf && !isOld && !isOver) return false;
    this.#made = await this.#maker.make(view, rules, await this.#ports.plans.steps());
    this.#madeOf = madeOf;
    this.#madeAtMs = nowMs;
    return true;
  }

  async #dueOf(view: FleetView, plan: FleetPlan): Promise<readonly DueMode[]> {
    const found = await this.#maker.modes.modesOf(view.miners);
    return view.miners.flatMap((each): DueMode[] => {
      const its = found.get(each.miner.id);
      const slot = slotNow(plan, each.miner.id, this.#ports.nowMs());
      if (!its || typeof its === 'string' || !slot) return [];
      const { state, reading, miner } = each;
      return [
        {
          minerId: miner.id,
          mayChange: miner.control === 'by-hand',
          isAnswering:
            state !== 'offline' && state !== 'stale' && state !== 'lost' && this.#ports.mayGoOn(miner),
          isOverheated: reading?.overheated === true,
          powerW: powerOf(each).powerW,
          found: its,
          to: slot.mode,
          why: slot.why,
          untilMs: slot.toMs,
        },
      ];
    });
  }

  async #shown(): Promise<PlanView> {
    const { rules, before } = this.#kept ?? this.#firstRules();
    const { plan, missing = 'not-yet', found = new Map(), left = [] } = this.#made ?? {};
    const past: readonly PastStep[] = await this.#ports.plans.steps();
    const policy = await this.#maker.policy.viewIfThere(this.#ports.view().settings.currency);
    return {
      rules,
      ...(plan ? { plan } : { missing }),
      modes: Object.fromEntries([...found].map(([id, { modes }]) => [id, modes])),
      left,
      past,
      canUndo: before.length > 0,
      isElsewhere: this.#lease.isElsewhere,
      ...(policy && { policy }),
    };
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}
