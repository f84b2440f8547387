import { DeviceError } from '../devices/transport.ts';
import type { Action, ActionOrder } from '../domain/action.ts';
import type { DeviceChange } from '../domain/control.ts';
import type { FoundModes, PastStep, PlanModeName, PlanWhy, StepEnd } from '../domain/plan.ts';
import type { Circuit } from '../domain/plan-rules.ts';
import type { Taken } from './action-runner.ts';
import { rampedMoves } from './ramp.ts';

export interface CarrierPorts {
  readonly nowMs: () => number;
  readonly newId: () => string;
  readonly control: PlanControl;
  readonly keepStep: (step: PastStep) => Promise<void>;
  /** Something was sent to a miner. */
  readonly onSent: (minerId: string) => void;
}

/** What takes a plan's orders. */
export interface PlanControl {
  readonly order: (order: ActionOrder) => Promise<Taken>;
  readonly openActions: () => Promise<readonly Action[]>;
  readonly callOff: (minerId: string, actionId: string) => Promise<unknown>;
  /** Nobody else can be in the middle of changing the same miner. */
  readonly hasLocks: boolean;
}

/** What a plan wants of a miner now, and how that stands. */
export interface DueMode {
  readonly minerId: string;
  /** Its owner lets it be changed. */
  readonly mayChange: boolean;
  readonly isAnswering: boolean;
  readonly isOverheated: boolean;
  /** What it draws now, W; absent: as its mode says. */
  readonly powerW?: number | undefined;
  readonly found: FoundModes;
  readonly to: PlanModeName;
  readonly why: PlanWhy;
  /** When the slot ends: what could not be begun by then is not begun. */
  readonly untilMs: number;
}

/** What was begun of a miner's way to a mode. */
interface Underway {
  readonly step: PastStep;
  readonly to: PlanModeName;
  readonly orderedAtMs: number;
  readonly orders: number;
}

/** The miner's next answer shows what a command did. */
const SHOWS_AFTER_MS = 45_000;
/** What was refused or failed is not tried again before. */
const TRY_AGAIN_MS = 15 * 60_000;
/** Waking, lowering, a raise in steps: more orders than these for one mode get nowhere. */
const MOST_ORDERS = 6;

/**
 * Brings miners to the modes that the plan wants now, each change an order like one by hand. It goes by what each miner tells, not by
 * what was sent: whoever takes over, or starts anew, goes on from where they stand. Lowering comes at once, raising one by one.
 */
export class PlanCarrier {
  readonly #ports: CarrierPorts;
  readonly #underway = new Map<string, Underway>();
  /** Miners with an order on its way. */
  readonly #busy = new Set<string>();
  #raisedAtMs: number | undefined;

  constructor(ports: CarrierPorts) {
    this.#ports = ports;
  }

  /** Another mode of carrying, or another tab: what was begun is nobody's any more. */
  letGo(): void {
    this.#underway.clear();
  }

  /** What was refused or failed is tried again at once: its owner has changed something. */
  tryAgain(): void {
    for (const [minerId, { step }] of this.#underway)
      if (step.became !== 'begun') this.#underway.delete(minerId);
  }

  /** Ends all orders of a plan that wait: nobody wants them any more. */
  async callOffAll(): Promise<void> {
    this.letGo();
    for (const { minerId, id } of await this.#waiting()) await this.#ports.control.callOff(minerId, id);
  }

  /**
   * Resolves with whether anything was begun or ended. Miners do not wait for each other, nor for a look that is still under way: a
   * miner that takes its time with an order is left to that.
   */
  async look(due: readonly DueMode[], circuits: readonly Circuit[]): Promise<boolean> {
    const isNews = await this.#noteArrived(due);
    await this.#callOffOthers(due);
    const ordered = new Set((await this.#open()).map(({ minerId }) => minerId));
    const ready = due.filter(
      ({ minerId, found, to }) => found.current !== to && !ordered.has(minerId) && !this.#busy.has(minerId),
    );
    const inTime = ready.filter((each) => this.#isTime(each));
    const moves = inTime.map((each) => ({
      minerId: each.minerId,
      fromW: powerNow(each),
      toW: wattsOf(each.found, each.to),
    }));
    const powerW = new Map(due.map((each) => [each.minerId, this.#mostW(each)]));
    const facts = { nowMs: this.#ports.nowMs(), raisedAtMs: this.#raisedAtMs, circuits, powerW };
    const begun = rampedMoves(moves, facts).map(async ({ minerId, fromW, toW }) => {
      const its = inTime.find((each) => each.minerId === minerId);
      return its !== undefined && this.#moved(its, toW > fromW);
    });
    return (await Promise.all(begun)).includes(true) || isNews;
  }

  /** Resolves with true: something was tried. */
  async #moved(due: DueMode, isRaise: boolean): Promise<true> {
    const { minerId: id } = due;
    const before = this.#raisedAtMs;
    this.#busy.add(id);
    // Set before it is sent: no other look may raise a second one meanwhile.
    if (isRaise) this.#raisedAtMs = this.#ports.nowMs();
    try {
      const isBegun = await this.#begin(due);
      if (isRaise) this.#raisedAtMs = isBegun ? this.#ports.nowMs() : before;
    } finally {
      this.#busy.delete(id);
    }
    return true;
  }

  /** What a miner may draw in the next minutes: one that was told to wake draws little at first. */
  #mostW(due: DueMode): number {
    const { minerId, found } = due;
    const underway = this.#underway.get(minerId);
    const isComing = underway?.step.became === 'begun';
    const comingW = isComing ? wattsOf(found, underway.to) : 0;
    return Math.max(powerNow(due), wattsOf(found, found.current), comingW);
  }

  /** Orders of the plan that are not over, apart from the watch over what was done. */
  async #open(): Promise<readonly Action[]> {
    const open = await this.#ports.control.openActions();
    return open.filter(({ by, step }) => by === 'planner' && step !== 'watching');
  }

  async #waiting(): Promise<readonly Action[]> {
    return (await this.#open()).filter(({ step }) => step === 'waiting');
  }

  /** What waits for a mode that is wanted no more must not come after what is wanted now. */
  async #callOffOthers(due: readonly DueMode[]): Promise<void> {
    for (const { minerId, id } of await this.#waiting()) {
      const its = due.find((each) => each.minerId === minerId);
      const isWanted = its && its.found.current !== its.to && this.#underway.get(minerId)?.to === its.to;
      if (!isWanted) await this.#ports.control.callOff(minerId, id);
    }
  }

  /** What has got there is done; what is wanted no more is passed over. */
  async #noteArrived(due: readonly DueMode[]): Promise<boolean> {
    let isNews = false;
    for (const { minerId, found, to } of due) {
      const underway = this.#underway.get(minerId);
      const isThere = underway?.to === found.current;
      if (!underway || (underway.to === to && !isThere)) continue;
      this.#underway.delete(minerId);
      if (underway.step.became !== 'begun') continue;
      await this.#ports.keepStep({ ...underway.step, became: isThere ? 'done' : 'skipped' });
      isNews = true;
    }
    return isNews;
  }

  #isTime({ minerId, isAnswering, isOverheated, to }: DueMode): boolean {
    if (!isAnswering || (isOverheated && to !== 'off')) return false;
    const underway = this.#underway.get(minerId);
    if (!underway || underway.to !== to) return true;
    const waitedMs = this.#ports.nowMs() - underway.orderedAtMs;
    return waitedMs < 0 || waitedMs >= (underway.step.became === 'begun' ? SHOWS_AFTER_MS : TRY_AGAIN_MS);
  }

  async #begin(due: DueMode): Promise<boolean> {
    const { minerId, to } = due;
    const before = this.#underway.get(minerId);
    const isSame = before?.to === to;
    const step: PastStep =
      isSame && before.step.became === 'begun'
        ? before.step
        : {
            id: this.#ports.newId(),
            atMs: this.#ports.nowMs(),
            minerId,
            from: due.found.current,
            to,
            why: due.why,
            became: 'begun',
          };
    const orders = isSame ? before.orders + 1 : 1;
    const ended =
      orders > MOST_ORDERS
        ? ({ became: 'failed', reason: 'not-followed' } as const)
        : await this.#ordered(due);
    const kept: PastStep = { ...step, ...ended };
    this.#underway.set(minerId, {
      step: kept,
      to,
      orderedAtMs: this.#ports.nowMs(),
      orders: kept.became === 'begun' ? orders : 0,
    });
    await this.#ports.keepStep(kept);
    return kept.became === 'begun';
  }

  async #ordered(due: DueMode): Promise<{ readonly became: StepEnd; readonly reason?: string }> {
    const { control, onSent } = this.#ports;
    const { minerId } = due;
    if (!due.mayChange) return { became: 'refused', reason: 'watch-only' };
    if (!control.hasLocks) return { became: 'refused', reason: 'no-locks' };
    const change = nextChange(due);
    if (!change) return { became: 'refused', reason: 'not-supported' };
    const order: ActionOrder = {
      minerId,
      by: 'planner',
      change,
      expiresAtMs: due.untilMs,
      ifBad: 'put-back',
    };
    try {
      const { action } = await control.order(order);
      if (action.status === 'rejected') return { became: 'refused', reason: reasonOf(action.reason?.code) };
      if (action.status === 'failed') return { became: 'failed', reason: reasonOf(action.reason?.code) };
      return { became: 'begun' };
    } catch (error) {
      if (error instanceof DeviceError) return { became: 'failed', reason: 'unreachable' };
      throw error;
    } finally {
      onSent(minerId);
    }
  }
}

function reasonOf(code: string | undefined): string {
  return code ?? 'device-refused';
}

function powerNow({ powerW, found }: DueMode): number {
  return powerW ?? wattsOf(found, found.current);
}

function wattsOf({ modes }: FoundModes, mode: PlanModeName): number {
  return modes.find(({ name }) => name === mode)?.powerW ?? 0;
}

/**
 * The next command on the way to a mode. A resting miner that is to draw less than it was set to is set first and woken then; any other is
 * woken first, and raised when it runs.
 */
export function nextChange({ found, to }: Pick<DueMode, 'found' | 'to'>): DeviceChange | undefined {
  const target = found.modes.find(({ name }) => name === to);
  if (to === 'off' || !target || found.current !== 'off') return target?.changes[0];
  const set = found.modes.find(({ name }) => name === found.set);
  const isLower = set !== undefined && target.powerW < set.powerW;
  return isLower ? (target.changes[0] ?? { kind: 'resume' }) : { kind: 'resume' };
}
