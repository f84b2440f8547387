import type { AlertKind } from '../alert.ts';

/** What came and went of one trouble of one miner. */
export interface Flapping {
  /** How often it came back. */
  readonly flaps: number;
  /** Since when nothing of it shows; absent while it does. */
  readonly clearSinceMs?: number | undefined;
}

/** What came and went of late, by the key of each trouble of each miner: a plain value, kept where alerts are. */
export type FlapMemory = Readonly<Record<string, Flapping>>;

/**
 * For so long a figure must keep off its limit before its alert is over, ms. The off-delay that EEMUA 191 and ANSI/ISA-18.2
 * (table of recommended starting points) give temperatures.
 */
const OFF_DELAY_MS = 60_000;
/** A trouble that comes and goes is held no longer than this, ms: the usual maximum of route flap damping (RFC 2439, 4.2). */
const LONGEST_HOLD_MS = 60 * 60_000;

/** Kinds that are a figure over a limit, and so swing around it; the others are over with their first good sign. */
const FIGURES: ReadonlySet<AlertKind> = new Set<AlertKind>([
  'low-hashrate',
  'domain-stalled',
  'chip-hot',
  'vr-hot',
]);

/**
 * Says how long a trouble must be gone before its alert is over. Each time that it comes back within an hour this doubles,
 * so that what swings with whatever period opens few alerts and then one that stays. Findings of the mining watch have a
 * hysteresis of their own, and are held by none.
 */
export class FlapDamping {
  readonly #known: Map<string, Flapping>;

  constructor(memory: FlapMemory = {}) {
    this.#known = new Map(Object.entries(memory));
  }

  /** What there is to remember: what shows and never went has nothing to tell. */
  get memory(): FlapMemory {
    return Object.fromEntries(
      [...this.#known].filter(([, { flaps, clearSinceMs }]) => flaps > 0 || clearSinceMs !== undefined),
    );
  }

  /** The trouble shows. */
  shows(key: string): void {
    const known = this.#known.get(key);
    if (known?.clearSinceMs === undefined) {
      if (!known) this.#known.set(key, { flaps: 0 });
      return;
    }
    this.#known.set(key, { flaps: known.flaps + 1 });
  }

  /** Nothing of it shows. Returns since when. */
  isClear(key: string, nowMs: number): number {
    const known = this.#known.get(key);
    // A clock that was set back tells of no time before it.
    const sinceMs = Math.min(known?.clearSinceMs ?? nowMs, nowMs);
    this.#known.set(key, { flaps: known?.flaps ?? 0, clearSinceMs: sinceMs });
    return sinceMs;
  }

  /** How long it must be gone, ms. */
  holdMs(kind: AlertKind, key: string): number {
    if (kind === 'finding') return 0;
    const flaps = (this.#known.get(key)?.flaps ?? 0) - (FIGURES.has(kind) ? 0 : 1);
    return flaps < 0 ? 0 : Math.min(LONGEST_HOLD_MS, OFF_DELAY_MS * 2 ** flaps);
  }

  /** Its miner was removed. */
  forget(key: string): void {
    this.#known.delete(key);
  }

  /** Forgets what has been gone for longer than anything is held. */
  forgetPast(nowMs: number): void {
    for (const [key, { clearSinceMs }] of this.#known)
      if (clearSinceMs !== undefined && nowMs - clearSinceMs > LONGEST_HOLD_MS) this.#known.delete(key);
  }
}
