import type { Action, ActionOrder, ActionReason, Strategy } from '../domain/action.ts';
import type { ControlKind, DeviceChange } from '../domain/control.ts';

/** May an order be carried out now? */
export type GateVerdict =
  | { readonly kind: 'now' }
  | { readonly kind: 'later'; readonly atMs: number; readonly reason: ActionReason }
  | { readonly kind: 'never'; readonly reason: ActionReason };

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * For how long the change of one keeps another from the same miner, ms. The owner's hand goes before all; what restarts a
 * dead miner goes before what tunes it, and that before the plan. Nobody is kept from what their owner asks for.
 */
const HELD_MS: Readonly<Record<Strategy, Readonly<Partial<Record<Strategy, number>>>>> = {
  hand: { planner: 60 * MINUTE_MS },
  // It takes an Antminer minutes to hash again, and some more until it can be judged.
  recovery: { tuner: 15 * MINUTE_MS, planner: 15 * MINUTE_MS },
  // A trial may last six minutes; one that follows renews it.
  tuner: { planner: 20 * MINUTE_MS },
  planner: {},
};

/** How soon the same kind of change may follow by itself, ms: each of them costs hashing, and wears what it switches. */
const COOL_DOWN_MS: Readonly<Partial<Record<ControlKind, number>>> = {
  restart: 15 * MINUTE_MS,
  pools: 15 * MINUTE_MS,
  preset: 5 * MINUTE_MS,
  'power-limit': 5 * MINUTE_MS,
  resume: 10 * MINUTE_MS,
};

/**
 * Decides by what was done with this miner lately. What an owner asks for by hand is never held up here; its limits and
 * steps are.
 * @param lately actions of this miner, in any order
 * @param goesDown it asks less of the miner than it does now: that never waits
 */
export function gateOf(
  order: Pick<ActionOrder, 'by' | 'change' | 'expiresAtMs'>,
  lately: readonly Action[],
  { nowMs, goesDown }: { readonly nowMs: number; readonly goesDown: boolean },
): GateVerdict {
  if (order.expiresAtMs !== undefined && nowMs > order.expiresAtMs)
    return { kind: 'never', reason: { code: 'too-late', detail: '' } };
  if (order.by === 'hand') return { kind: 'now' };
  const holder = holderOf(order.by, lately, nowMs);
  if (holder) return { kind: 'never', reason: { code: 'conflict', detail: holder } };
  if (order.by !== 'recovery' && didBadlyLately(order, lately, nowMs))
    return { kind: 'never', reason: { code: 'did-badly-lately', detail: '' } };
  const atMs = goesDown ? nowMs : coolAtMs(order, lately);
  return atMs <= nowMs
    ? { kind: 'now' }
    : { kind: 'later', atMs, reason: { code: 'cooling-down', detail: order.change.kind } };
}

/** Who has this miner, so that another may not change it; undefined where nobody does. */
export function holderOf(by: Strategy, lately: readonly Action[], nowMs: number): Strategy | undefined {
  return lately.find((action) => {
    const heldMs = HELD_MS[action.by][by];
    const sentAtMs = sentAt(action);
    // A clock that was set back leaves it in the future: then nobody knows, and it holds.
    return heldMs !== undefined && sentAtMs !== undefined && nowMs - sentAtMs < heldMs;
  })?.by;
}

/** When something was last sent for it, or might have been; undefined where nothing was. */
export function sentAt({ audit }: Pick<Action, 'audit'>): number | undefined {
  return audit.findLast(({ step }) => step === 'sending' || step === 'putting-back')?.atMs;
}

function didBadlyLately(
  { by, change }: Pick<ActionOrder, 'by' | 'change'>,
  lately: readonly Action[],
  nowMs: number,
): boolean {
  return lately.some(
    (action) =>
      action.by === by &&
      action.status === 'rolled-back' &&
      action.watch !== undefined &&
      nowMs - action.askedAtMs < DAY_MS &&
      isSame(action.change, change),
  );
}

function coolAtMs({ change }: Pick<ActionOrder, 'change'>, lately: readonly Action[]): number {
  const coolDownMs = COOL_DOWN_MS[change.kind];
  if (coolDownMs === undefined) return Number.NEGATIVE_INFINITY;
  const sent = lately.filter((action) => action.change.kind === change.kind).map(sentAt);
  return Math.max(...sent.map((atMs) => (atMs ?? Number.NEGATIVE_INFINITY) + coolDownMs));
}

function isSame(a: DeviceChange, b: DeviceChange): boolean {
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}
