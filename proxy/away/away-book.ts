import { renameSync } from 'node:fs';
import * as v from 'valibot';
import { type Action, isOver } from '../../src/domain/action.ts';
import type { AwayMiner, AwayOrders } from '../../src/domain/away.ts';
import { type AwayPlan, NO_PLAN } from '../../src/domain/away-plan.ts';
import type { ChangeRecord } from '../../src/domain/control.ts';
import { furtherOf, readActions, readChanges, withoutOldest } from '../../src/domain/kept-action.ts';
import { readAwayPlan, readPastSteps } from '../../src/domain/kept-plan.ts';
import type { PastStep } from '../../src/domain/plan.ts';
import type { SecretBox } from '../notify/secret-box.ts';
import { readPrivateFile, writePrivateFile } from '../private-file.ts';
import { AWAY_MINER } from './away-schema.ts';

/** What is over, and every change, is kept so long for pages that come back, ms. */
const KEPT_MS = 14 * 86_400_000;
const MOST_CHANGES = 500;
const MOST_STEPS = 100;

const kept = v.object({
  toldAtMs: v.number(),
  miners: v.array(v.object({ ...AWAY_MINER.entries, sealed: v.optional(v.string()) })),
  actions: v.array(v.unknown()),
  changes: v.array(v.unknown()),
  // Books of earlier versions hold neither.
  plan: v.optional(v.unknown()),
  steps: v.optional(v.array(v.unknown())),
});

/**
 * What the owner has asked for and the helper may go on with: whom it may change, with sealed passwords, orders and changes,
 * in a private file. Each change of it is on disk when the call returns.
 */
export class AwayBook {
  readonly #file: string;
  readonly #box: SecretBox;
  #toldAtMs = Number.NEGATIVE_INFINITY;
  #miners: readonly AwayMiner[] = [];
  #actions = new Map<string, Action>();
  #changes = new Map<string, ChangeRecord>();
  #plan = NO_PLAN;
  #steps = new Map<string, PastStep>();

  /** @throws the system's error when the file is there and cannot be read, or set aside */
  constructor(file: string, box: SecretBox) {
    this.#file = file;
    this.#box = box;
    this.#read();
  }

  /** When a page came last. */
  get toldAtMs(): number {
    return this.#toldAtMs;
  }

  get miners(): readonly AwayMiner[] {
    return this.#miners;
  }

  get actions(): readonly Action[] {
    return [...this.#actions.values()];
  }

  get changes(): readonly ChangeRecord[] {
    return [...this.#changes.values()];
  }

  get plan(): AwayPlan {
    return this.#plan;
  }

  /** Newest first. */
  get steps(): readonly PastStep[] {
    return [...this.#steps.values()].sort((a, b) => b.atMs - a.atMs);
  }

  /** Takes what a page hands over; of what both know, what knows more stays. @throws the system's error when it cannot be kept */
  tell({ miners, actions, changes, plan = this.#plan }: AwayOrders, nowMs: number): void {
    const allowed = new Set(miners.map(({ id }) => id));
    this.#toldAtMs = nowMs;
    this.#miners = miners;
    this.#plan = { ...plan, miners: plan.miners.filter(({ minerId }) => allowed.has(minerId)) };
    for (const action of actions) {
      const known = this.#actions.get(action.id);
      this.#actions.set(action.id, known ? furtherOf(known, action) : action);
    }
    for (const change of changes) if (!this.#changes.has(change.id)) this.#changes.set(change.id, change);
    this.#keepOnly(allowed, nowMs);
    this.#write();
  }

  put(action: Action): void {
    this.#actions.set(action.id, action);
    this.#write();
  }

  keepChange(change: ChangeRecord): void {
    this.#changes.set(change.id, change);
    this.#write();
  }

  keepStep(step: PastStep): void {
    this.#steps.set(step.id, step);
    this.#steps = new Map(this.steps.slice(0, MOST_STEPS).map((each) => [each.id, each]));
    this.#write();
  }

  #keepOnly(allowed: ReadonlySet<string>, nowMs: number): void {
    const actions = this.actions.filter(
      (action) => allowed.has(action.minerId) && (!isOver(action) || nowMs - action.askedAtMs < KEPT_MS),
    );
    this.#actions = new Map(withoutOldest(actions).map((action) => [action.id, action]));
    const changes = this.changes
      .filter(({ minerId, atMs }) => allowed.has(minerId) && nowMs - atMs < KEPT_MS)
      .sort((a, b) => b.atMs - a.atMs)
      .slice(0, MOST_CHANGES);
    this.#changes = new Map(changes.map((change) => [change.id, change]));
    const steps = this.steps.filter(({ minerId }) => allowed.has(minerId));
    this.#steps = new Map(steps.map((step) => [step.id, step]));
  }

  #write(): void {
    const content: v.InferInput<typeof kept> = {
      toldAtMs: this.#toldAtMs,
      miners: this.#miners.map(({ credentials, ...miner }) => ({
        ...miner,
        ...(credentials ? { sealed: this.#box.seal(JSON.stringify(credentials), purposeOf(miner.id)) } : {}),
      })),
      actions: [...this.actions],
      changes: [...this.changes],
      plan: this.#plan,
      steps: [...this.steps],
    };
    writePrivateFile(this.#file, `${JSON.stringify(content)}\n`);
  }

  /** A damaged book is set aside: the next page that opens hands everything over again. */
  #read(): void {
    const text = readPrivateFile(this.#file);
    if (text === undefined) return;
    try {
      const book = v.parse(kept, JSON.parse(text));
      this.#toldAtMs = book.toldAtMs;
      this.#miners = book.miners.map(({ sealed, ...miner }) => {
        const opened = sealed === undefined ? undefined : this.#box.open(sealed, purposeOf(miner.id));
        return opened === undefined ? miner : { ...miner, credentials: JSON.parse(opened) };
      });
      this.#actions = new Map(readActions(book.actions).map((action) => [action.id, action]));
      this.#changes = new Map(readChanges(book.changes).map((change) => [change.id, change]));
      this.#plan = readAwayPlan(book.plan) ?? NO_PLAN;
      this.#steps = new Map(readPastSteps(book.steps).map((step) => [step.id, step]));
    } catch {
      renameSync(this.#file, `${this.#file}.damaged`);
      console.warn(
        `What was asked for while no page is open could not be read, and is set aside as ${this.#file}.damaged. Open Davylamp in a browser to hand it over again.`,
      );
    }
  }
}

function purposeOf(minerId: string): string {
  return `away ${minerId}`;
}
