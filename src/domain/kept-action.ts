import * as v from 'valibot';
import { type Action, isOver } from './action.ts';
import type { ChangeRecord } from './control.ts';

/** So many that are over are kept, of all miners: the newest. Each change that they made stands in the miner's journal for good. */
const MOST_OVER = 200;

const moment = v.pipe(v.number(), v.finite());
const change = v.looseObject({
  kind: v.picklist([
    'restart',
    'pause',
    'resume',
    'identify',
    'tuning',
    'preset',
    'power-limit',
    'fan',
    'auto-fan',
    'pools',
  ]),
});
const reason = v.object({ code: v.string(), detail: v.string() });
const step = v.picklist(['waiting', 'sending', 'watching', 'putting-back', 'ended']);
const status = v.picklist(['rejected', 'scheduled', 'running', 'partial', 'done', 'rolled-back', 'failed']);
const stored = v.looseObject({
  id: v.string(),
  minerId: v.string(),
  by: v.picklist(['hand', 'recovery', 'tuner', 'planner']),
  change,
  askedAtMs: moment,
  dueAtMs: moment,
  expiresAtMs: v.optional(moment),
  ifBad: v.picklist(['put-back', 'tell']),
  status,
  step,
  reason: v.optional(reason),
  made: v.array(v.looseObject({ setting: v.string() })),
  undo: v.optional(change),
  watch: v.optional(
    v.looseObject({
      sinceMs: moment,
      before: v.looseObject({ readings: v.number() }),
      hashrateFactor: v.number(),
      marks: v.array(
        v.object({ afterMs: moment, atMs: moment, verdict: v.picklist(['good', 'bad', 'unknown']) }),
      ),
    }),
  ),
  audit: v.array(v.looseObject({ atMs: moment, step, status, reason: v.optional(reason) })),
});

/** What is open stays, however old it is. */
export function withoutOldest(actions: readonly Action[], most = MOST_OVER): readonly Action[] {
  const over = actions.filter(isOver).sort((a, b) => b.askedAtMs - a.askedAtMs);
  return [...actions.filter((action) => !isOver(action)), ...over.slice(0, most)];
}

/** Reads kept actions, the latest asked for first; what is none is left out. */
export function readActions(value: unknown): readonly Action[] {
  if (!Array.isArray(value)) return [];
  return value
    .flatMap((each) => {
      const checked = v.safeParse(stored, each);
      // Codes and settings of a later version are words to this one, and no reason to forget what is open.
      return checked.success ? [checked.output as unknown as Action] : [];
    })
    .sort((a, b) => b.askedAtMs - a.askedAtMs);
}

const record = v.looseObject({
  id: v.string(),
  minerId: v.string(),
  atMs: moment,
  change,
  outcome: v.picklist([
    'done',
    'not-applied',
    'rolled-back',
    'unconfirmed',
    'scheduled',
    'refused',
    'failed',
  ]),
  reason: v.optional(reason),
  differences: v.array(v.looseObject({ setting: v.string() })),
  undo: v.optional(change),
});

/** Reads told changes, in their order; what is none is left out. */
export function readChanges(value: unknown): readonly ChangeRecord[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each) => {
    const checked = v.safeParse(record, each);
    return checked.success ? [checked.output as unknown as ChangeRecord] : [];
  });
}

/** The one of two that knows more of its life: each step adds a line to its audit. */
export function furtherOf(one: Action, other: Action): Action {
  const more = one.audit.length - other.audit.length;
  if (more !== 0) return more > 0 ? one : other;
  return (one.audit.at(-1)?.atMs ?? 0) >= (other.audit.at(-1)?.atMs ?? 0) ? one : other;
}
