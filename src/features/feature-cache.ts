import type { EntityRef } from './definition.ts';
import type { FeatureColumn } from './feature-table.ts';

/** Which values these are: they are the same as long as all of it is. */
export interface CacheKey {
  readonly entity: EntityRef;
  /** Of the feature and all that it needs; see FeatureRegistry.identity. */
  readonly identity: string;
  /** The first moment wanted, and that up to which, epoch ms. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Of all that was read: the store's own word for it, changed whenever any of it does. */
  readonly segments: string;
}

interface Kept {
  readonly column: FeatureColumn;
  readonly bytes: number;
}

/**
 * Columns that were worked out before, up to so many bytes; what has not been asked for the longest goes first. A column
 * is shared by all who ask for it: nobody writes into it.
 */
export class FeatureCache {
  readonly #maxBytes: number;
  /** A map gives back its keys in the order in which they were put in: the longest unused first. */
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;

  constructor({ maxBytes }: { readonly maxBytes: number }) {
    this.#maxBytes = maxBytes;
  }

  /** What is kept now; with its keys, whose letters take two bytes each. */
  get bytes(): number {
    return this.#bytes;
  }

  get(key: CacheKey): FeatureColumn | undefined {
    const name = nameOf(key);
    const kept = this.#kept.get(name);
    if (kept === undefined) return undefined;
    this.#kept.delete(name);
    this.#kept.set(name, kept);
    return kept.column;
  }

  /** Keeps a column of its own buffers; one larger than everything that may be kept is not. */
  put(key: CacheKey, column: FeatureColumn): void {
    const name = nameOf(key);
    this.#forget(name);
    const bytes = column.values.byteLength + column.flags.byteLength + 2 * name.length;
    if (bytes > this.#maxBytes) return;
    this.#kept.set(name, { column, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#forget(oldest);
    }
  }

  #forget(name: string): void {
    this.#bytes -= this.#kept.get(name)?.bytes ?? 0;
    this.#kept.delete(name);
  }
}

function nameOf({ entity, identity, fromMs, toMs, segments }: CacheKey): string {
  return JSON.stringify([entity.kind, entity.id, identity, fromMs, toMs, segments]);
}
