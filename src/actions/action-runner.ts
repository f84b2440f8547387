import { DeviceError } from '../devices/transport.ts';
import type { Action, ActionOrder, ActionReason } from '../domain/action.ts';
import { isOver, isWatchedKind, RAISE_WINDOW_MS, WATCH_MARKS_MS } from '../domain/action.ts';
import type { ChangeRecord, ControlKind, DeviceSettings } from '../domain/control.ts';
import { goesDown, nextStep } from '../domain/gradual-steps.ts';
import { type GateVerdict, gateOf } from './action-gate.ts';
import type { RunnerPorts, SendHow } from './action-ports.ts';
import { settled } from './action-recovery.ts';
import { badSignOf, hashrateFactor, markDue, nextMarkMs, verdictOf } from './action-watch.ts';
import { setOtherwise } from './change-reason.ts';
import { changed, isBetweenSteps, joined, noted, STATUS_OF, soonest } from './step-outcome.ts';
import { withoutPasswords } from './without-passwords.ts';

const INTERRUPTED: ActionReason = { code: 'interrupted', detail: '' };

/** What became of an order for now; the record is that of its last step, absent where nothing was tried. */
export interface Taken {
  readonly action: Action;
  readonly record?: ChangeRecord | undefined;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Kinds of which it matters how the device is set now. */
const GRADUAL: ReadonlySet<ControlKind> = new Set<ControlKind>(['tuning', 'power-limit', 'preset']);

/**
 * Takes orders from being asked for to their end: conflict, rate and size of the step, one step at a time, read back, watched,
 * kept or put back. Each step stands in the journal before it is begun. The caller sees to it that one miner has one runner
 * at a time, over all tabs and helpers.
 */
export class ActionRunner {
  readonly #ports: RunnerPorts;

  constructor(ports: RunnerPorts) {
    this.#ports = ports;
  }

  /** Takes up an order, and carries out as much of it as may be done now. */
  async order(order: ActionOrder, how: Omit<SendHow, 'by' | 'actionId'> = {}): Promise<Taken> {
    const nowMs = this.#ports.nowMs();
    const action: Action = {
      ...order,
      change: withoutPasswords(order.change),
      id: this.#ports.newId(),
      askedAtMs: nowMs,
      dueAtMs: order.dueAtMs ?? nowMs,
      status: 'scheduled',
      step: 'waiting',
      made: [],
      audit: [],
    };
    if (action.dueAtMs > nowMs) return { action: await this.#kept(action, {}) };
    return this.#begin(action, order.change, how);
  }

  /** Goes on with what of a miner is due, or was interrupted. Resolves with what it changed. */
  async look(minerId: string): Promise<readonly Action[]> {
    const open = (await this.#lately(minerId)).filter((action) => !isOver(action));
    const moved: Action[] = [];
    for (const action of open.sort((a, b) => a.dueAtMs - b.dueAtMs)) {
      const next = await this.#goOn(action);
      if (next !== action) moved.push(next);
    }
    return moved;
  }

  /** Goes on with one action, as it stands in the journal now. */
  async resume({ minerId, id }: Pick<Action, 'minerId' | 'id'>): Promise<Taken> {
    const action = (await this.#lately(minerId)).find((each) => each.id === id);
    if (!action) throw new Error(`no action ${id}`);
    if (action.step !== 'waiting' || this.#ports.nowMs() < action.dueAtMs) return { action };
    return this.#begin(action, action.change, {});
  }

  /** Its owner ends an action: what was applied of it stays as it is, and no more is done. */
  async callOff(minerId: string, actionId: string): Promise<Action | undefined> {
    const action = (await this.#lately(minerId)).find(({ id }) => id === actionId);
    if (!action || isOver(action)) return action;
    return this.#called(action, { code: 'called-off', detail: '' });
  }

  #lately(minerId: string): Promise<readonly Action[]> {
    return this.#ports.journal.ofMiner(minerId, this.#ports.nowMs() - DAY_MS);
  }

  async #goOn(action: Action): Promise<Action> {
    const nowMs = this.#ports.nowMs();
    switch (action.step) {
      case 'waiting':
        return nowMs < action.dueAtMs ? action : (await this.#begin(action, action.change, {})).action;
      case 'sending':
      case 'putting-back':
        return this.#resolve(action);
      case 'watching':
        return this.#watched(action, nowMs);
      default:
        return action;
    }
  }

  async #begin(
    action: Action,
    wanted: ActionOrder['change'],
    how: Omit<SendHow, 'by' | 'actionId'>,
  ): Promise<Taken> {
    const { minerId, by } = action;
    const nowMs = this.#ports.nowMs();
    const isFree = how.isReturn === true || how.takesBack !== undefined;
    const settings = GRADUAL.has(action.change.kind) && !isFree ? await this.#settings(minerId) : undefined;
    const others = (await this.#lately(minerId)).filter(({ id }) => id !== action.id);
    const verdict = isFree
      ? ({ kind: 'now' } as const)
      : gateOf(action, others, { nowMs, goesDown: goesDown(action.change, settings ?? { bounds: {} }) });
    if (verdict.kind !== 'now') return { action: await this.#held(action, verdict) };
    // Another browser, or the device's own page, may have set it otherwise between two steps: then that is what is wanted.
    const otherwise = settings && action.made.length > 0 ? setOtherwise(action.made, settings) : undefined;
    if (otherwise) return { action: await this.#called(action, otherwise) };
    const changes = await this.#ports.changesOf(minerId);
    const step = settings ? nextStep(wanted, settings, changes, nowMs) : { change: wanted, isLast: true };
    if (!step) return { action: await this.#kept(action, { dueAtMs: soonest(changes, nowMs) }) };
    const sending = await this.#kept(action, {
      step: 'sending',
      status: 'running',
      watch: action.watch ?? (await this.#watchOf(action, settings)),
    });
    const record = await this.#ports.send(minerId, step.change, { ...how, by, actionId: action.id });
    if (changed(record)) await this.#supersede(others, action);
    return { action: await this.#concluded(sending, record, step.isLast), record };
  }

  /** Refused for good, or not yet. */
  #held(action: Action, verdict: Exclude<GateVerdict, { kind: 'now' }>): Promise<Action> {
    const { reason } = verdict;
    if (verdict.kind === 'later') return this.#kept(action, { dueAtMs: verdict.atMs, reason });
    return this.#called(action, reason);
  }

  /** What has not been applied is rejected; what has in part stays so. */
  #called(action: Action, reason: ActionReason): Promise<Action> {
    const status =
      action.step === 'watching' ? action.status : action.made.length > 0 ? 'partial' : 'rejected';
    return this.#kept(action, { step: 'ended', status, reason });
  }

  async #settings(minerId: string): Promise<DeviceSettings | undefined> {
    try {
      return await this.#ports.settingsOf(minerId);
    } catch (error) {
      // Whoever carries it out asks again, and says what is wrong.
      if (error instanceof DeviceError) return undefined;
      throw error;
    }
  }

  async #watchOf(action: Action, settings: DeviceSettings | undefined): Promise<Action['watch']> {
    if (action.isUnwatched || !isWatchedKind(action.change.kind)) return undefined;
    const nowMs = this.#ports.nowMs();
    return {
      sinceMs: nowMs,
      before: await this.#ports.conditionOf(action.minerId, nowMs - HOUR_MS, nowMs),
      hashrateFactor: hashrateFactor(action.change, settings),
      marks: [],
    };
  }

  /** What the last step came to. */
  async #concluded(
    action: Action,
    record: ChangeRecord,
    isLast: boolean,
    otherwise?: ActionReason,
  ): Promise<Action> {
    const nowMs = this.#ports.nowMs();
    const wasApplied = action.made.length > 0;
    const line = { changeId: record.id, reason: record.reason };
    const isAsWanted = record.outcome === 'done' || record.reason?.code === 'nothing-to-change';
    if (!isAsWanted) {
      const status = wasApplied ? 'partial' : STATUS_OF[record.outcome];
      return this.#kept(action, { step: 'ended', status, reason: record.reason ?? otherwise }, line);
    }
    const news = {
      made: joined(action.made, record.differences),
      ...(action.undo ? {} : record.undo ? { undo: record.undo } : {}),
      reason: undefined,
    };
    if (!isLast) {
      const dueAtMs = nowMs + RAISE_WINDOW_MS;
      // Nobody who asked for it may be there any more an hour later.
      const expiresAtMs = action.expiresAtMs ?? nowMs + HOUR_MS;
      return this.#kept(action, { ...news, step: 'waiting', dueAtMs, expiresAtMs }, line);
    }
    const isWatched = action.watch !== undefined && record.outcome === 'done';
    return this.#kept(
      action,
      {
        ...news,
        status: 'done',
        ...(isWatched
          ? {
              step: 'watching',
              watch: { ...action.watch, sinceMs: nowMs },
              dueAtMs: nowMs + WATCH_MARKS_MS[0],
            }
          : { step: 'ended', watch: undefined }),
      },
      line,
    );
  }

  /** Another change takes their place: nobody goes on with them, and nobody puts them back. */
  async #supersede(others: readonly Action[], by: Action): Promise<void> {
    const open = others.filter((other) => other.step === 'watching' || isBetweenSteps(other));
    for (const other of open) await this.#called(other, { code: 'superseded', detail: by.by });
  }

  /** A step that somebody began and nobody ended: what became of it is read from the device. It is never sent again. */
  async #resolve(action: Action): Promise<Action> {
    const found = await settled(action, this.#ports);
    if (found.kind === 'unknown') return action;
    if (found.kind === 'never-sent') {
      // The way back was surely never sent: to send it now is no second time.
      if (action.step === 'putting-back') return this.#putBack(action, action.reason ?? INTERRUPTED);
      return this.#called(action, INTERRUPTED);
    }
    // One that may have been sent is not sent again, even where it was not applied: its owner is told.
    if (action.step === 'putting-back') return this.#isBack(action, found.record, INTERRUPTED);
    if (found.kind === 'partly') return this.#putBack(noted(action, found.record), INTERRUPTED);
    // The rest of a gradual change is not gone on with: whoever asked for it may be long gone.
    return this.#concluded(action, found.record, true, INTERRUPTED);
  }

  async #watched(action: Action, nowMs: number): Promise<Action> {
    const { watch, minerId, change } = action;
    if (!watch) return this.#kept(action, { step: 'ended' });
    const afterMs = markDue(watch, nowMs);
    const fromMs = afterMs === undefined ? Math.max(watch.sinceMs, nowMs - 60_000) : watch.sinceMs;
    const since = await this.#ports.conditionOf(minerId, fromMs, nowMs);
    const bad = badSignOf(watch, since, { kind: change.kind, afterMs });
    if (bad) return this.#bad(action, bad, { afterMs: afterMs ?? nowMs - watch.sinceMs, atMs: nowMs });
    if (afterMs === undefined) return action;
    const marked = {
      ...watch,
      marks: [...watch.marks, { afterMs, atMs: nowMs, verdict: verdictOf(since) }],
    };
    const dueAtMs = nextMarkMs(marked);
    return this.#kept(
      action,
      dueAtMs === undefined ? { watch: marked, step: 'ended' } : { watch: marked, dueAtMs },
    );
  }

  async #bad(
    action: Action,
    reason: ActionReason,
    { afterMs, atMs }: { readonly afterMs: number; readonly atMs: number },
  ): Promise<Action> {
    const watch = action.watch && {
      ...action.watch,
      marks: [...action.watch.marks, { afterMs, atMs, verdict: 'bad' as const }],
    };
    if (action.ifBad === 'tell' || !action.undo)
      return this.#kept(action, { watch, reason, step: 'ended' }, { reason });
    return this.#putBack({ ...action, watch }, reason);
  }

  /** Sent once, and only while the miner is set as this action left it. */
  async #putBack(action: Action, reason: ActionReason): Promise<Action> {
    const { undo, minerId, by, made, id } = action;
    if (!undo) return this.#called(action, reason);
    const back = await this.#kept(action, { reason, step: 'putting-back' }, { reason });
    const record = await this.#ports.send(minerId, undo, {
      by,
      actionId: id,
      takesBack: made,
      isReturn: true,
    });
    return this.#isBack(back, record);
  }

  #isBack(action: Action, record: ChangeRecord, otherwise?: ActionReason): Promise<Action> {
    const line = { changeId: record.id, reason: record.reason };
    const isBack = record.outcome === 'done' || record.reason?.code === 'nothing-to-change';
    if (isBack) return this.#kept(action, { step: 'ended', status: 'rolled-back' }, line);
    const status = record.reason?.code === 'changed-since' ? action.status : 'failed';
    return this.#kept(
      action,
      { step: 'ended', status, reason: record.reason ?? otherwise ?? action.reason },
      line,
    );
  }

  async #kept(
    action: Action,
    news: Partial<Action>,
    line: Pick<Action['audit'][number], 'changeId' | 'reason'> = {},
  ): Promise<Action> {
    const next = { ...action, ...news };
    const told = line.reason ?? (news.step === 'ended' ? next.reason : undefined);
    const audited = {
      atMs: this.#ports.nowMs(),
      step: next.step,
      status: next.status,
      ...(line.changeId === undefined ? {} : { changeId: line.changeId }),
      ...(told === undefined ? {} : { reason: told }),
    };
    const kept = { ...next, audit: [...action.audit, audited] };
    await this.#ports.journal.put(kept);
    return kept;
  }
}
