import type { AwayClient } from '../collect/proxy-away.ts';
import { DeviceError } from '../devices/transport.ts';
import type { AwayMiner, AwayReport } from '../domain/away.ts';
import { TELL_EVERY_MS } from '../domain/away.ts';
import type { AwayPlan } from '../domain/away-plan.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import { furtherOf } from '../domain/kept-action.ts';
import type { Miner } from '../domain/miner.ts';
import type { EntityStore } from '../store/entity-store.ts';
import type { PlanStore } from '../store/plan-store.ts';

export interface AwayKeeperPorts {
  readonly nowMs: () => number;
  readonly entities: Pick<
    EntityStore,
    'actions' | 'change' | 'addChange' | 'changesOf' | 'credentials' | 'miners'
  >;
  /** Absent where there is no helper (demo). */
  readonly client: AwayClient | undefined;
  /** What a live plan wants of these miners; undefined while nobody knows. */
  readonly planned: (minerIds: ReadonlySet<string>) => AwayPlan | undefined;
  readonly plans: Pick<PlanStore, 'steps' | 'keepStep'>;
}

const DAY_MS = 86_400_000;
/** The latest changes of a miner that the helper is told. */
const MOST_CHANGES = 20;
/** So long what the helper said last holds, ms: it leaves everything to a page for longer than that. */
const HOLDS_MS = 3 * TELL_EVERY_MS;

/**
 * Hands over to the helper, again and again while a page is open, what it may go on with when none is, and takes back what it
 * has done; in the tab that leads. Until the helper has answered, nothing is gone on with here: it may be in the middle of it.
 */
export class AwayKeeper {
  readonly #ports: AwayKeeperPorts;
  #last: AwayReport | undefined;
  #answeredAtMs = Number.NEGATIVE_INFINITY;
  #toldAtMs = Number.NEGATIVE_INFINITY;
  #isNotRecording = false;
  /** Somebody was handed over once: then also that nobody is any more is told. */
  #hasTold = false;
  #telling: Promise<void> | undefined;
  #tellsNext: Promise<void> | undefined;

  constructor(ports: AwayKeeperPorts) {
    this.#ports = ports;
  }

  fleetChanged({ leading, miners }: Pick<FleetView, 'leading' | 'miners'>): void {
    const nowMs = this.#ports.nowMs();
    if (!leading || (nowMs >= this.#toldAtMs && nowMs - this.#toldAtMs < TELL_EVERY_MS)) return;
    if (!miners.some(({ miner }) => miner.away) && !this.#hasTold) return;
    this.#tellOn();
  }

  /** What a plan is to do was changed: where somebody was handed over, the helper is told. */
  rulesChanged(): void {
    if (this.#hasTold) this.#tellOn();
  }

  #tellOn(): void {
    this.tell().catch((error: unknown) => console.error('nothing can be handed over to the helper', error));
  }

  /** Tells the helper how things stand now, and takes what it did; resolves when both are done. */
  tell(): Promise<void> {
    // What is on its way was read before: a consent that was taken back since is told after it.
    if (this.#telling) {
      this.#tellsNext ??= this.#telling.catch(() => undefined).then(() => this.tell());
      return this.#tellsNext;
    }
    this.#telling = this.#tell().finally(() => {
      this.#telling = undefined;
      this.#tellsNext = undefined;
    });
    return this.#telling;
  }

  /** May this page go on with what was asked for of this miner? */
  mayGoOn(miner: Pick<Miner, 'away'>): boolean {
    if (!this.#ports.client || !miner.away || this.#isNotRecording) return true;
    const agoMs = this.#ports.nowMs() - this.#answeredAtMs;
    return agoMs >= 0 && agoMs < HOLDS_MS && this.#last?.isActing === false;
  }

  /** Is the helper in the middle of a step, as far as this page knows? */
  get isHelperActing(): boolean {
    const agoMs = this.#ports.nowMs() - this.#answeredAtMs;
    return agoMs >= 0 && agoMs < HOLDS_MS && this.#last?.isActing === true;
  }

  async #tell(): Promise<void> {
    const { client, nowMs, entities, planned } = this.#ports;
    if (!client) return;
    this.#toldAtMs = nowMs();
    const allowed = (await entities.miners()).filter(
      ({ removedAtMs, control, away }) => !removedAtMs && control === 'by-hand' && away,
    );
    const sinceMs = nowMs() - DAY_MS;
    const each = await Promise.all(
      allowed.map(async (miner) => ({
        miner: await this.#awayMiner(miner),
        actions: await entities.actions.ofMiner(miner.id, sinceMs),
        changes: await entities.changesOf(miner.id, MOST_CHANGES),
      })),
    );
    const plan = planned(new Set(allowed.map(({ id }) => id)));
    try {
      this.#last = await client.tell({
        nowMs: nowMs(),
        miners: each.map(({ miner }) => miner),
        actions: each.flatMap(({ actions }) => actions),
        changes: each.flatMap(({ changes }) => changes),
        ...(plan ? { plan } : {}),
      });
      this.#answeredAtMs = nowMs();
      this.#isNotRecording = false;
      this.#hasTold = allowed.length > 0;
      await this.#takeBack(this.#last);
    } catch (error) {
      if (!(error instanceof DeviceError)) throw error;
      // A helper that keeps nothing, or takes no orders from here, goes on with nothing of ours; of one that is slow nobody knows.
      this.#isNotRecording = error.kind === 'no-proxy' || error.kind === 'not-paired';
    }
  }

  async #awayMiner({ id, name, address, identity }: Miner): Promise<AwayMiner> {
    const credentials = await this.#ports.entities.credentials(id);
    return { id, name, address, identity, ...(credentials ? { credentials } : {}) };
  }

  /** What knows more of its life takes the place of what knows less; a change that nobody followed here may have been there. */
  async #takeBack({ actions, changes, steps }: AwayReport): Promise<void> {
    const { entities, plans } = this.#ports;
    for (const change of changes) {
      const known = await entities.change(change.id);
      if (!known || known.reason?.code === 'not-followed') await entities.addChange(change);
    }
    for (const action of actions) {
      const known = (await entities.actions.ofMiner(action.minerId, 0)).find(({ id }) => id === action.id);
      if (!known || furtherOf(known, action) === action) await entities.actions.put(action);
    }
    if (steps.length === 0) return;
    const kept = new Map((await plans.steps()).map((step) => [step.id, step]));
    for (const step of steps) if (kept.get(step.id)?.became !== step.became) await plans.keepStep(step);
  }
}
