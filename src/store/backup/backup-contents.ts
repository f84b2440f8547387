import * as v from 'valibot';

/** One record of a backup, by what it holds. */
export type BackupPart =
  | { readonly kind: 'table'; readonly table: string; readonly part: number }
  | { readonly kind: 'tail'; readonly part: number }
  | { readonly kind: 'segment'; readonly tier: string; readonly entity: string; readonly startMs: number };

const contents = v.object({
  tables: v.array(v.object({ table: v.string(), parts: v.number() })),
  tail: v.number(),
  segments: v.array(v.object({ tier: v.string(), entity: v.string(), startMs: v.array(v.number()) })),
});

/**
 * What a backup holds, in the order of its records: it stands before them, so that a file that was cut off still tells
 * what is missing, and again behind them.
 */
export type BackupContents = v.InferOutput<typeof contents>;

/** The parts, one a record: first the small tables that took years to type, then the latest rows, then the past. */
export function partsOf({ tables, tail, segments }: BackupContents): readonly BackupPart[] {
  const upTo = (count: number) => Array.from({ length: count }, (_, part) => part);
  return [
    ...tables.flatMap(({ table, parts }) =>
      upTo(parts).map((part) => ({ kind: 'table' as const, table, part })),
    ),
    ...upTo(tail).map((part) => ({ kind: 'tail' as const, part })),
    ...segments.flatMap(({ tier, entity, startMs }) =>
      startMs.map((start) => ({ kind: 'segment' as const, tier, entity, startMs: start })),
    ),
  ];
}

/** As bytes: JSON. */
export function encodeContents(told: BackupContents): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(told));
}

/** Undefined where the bytes are no contents. */
export function decodeContents(bytes: Uint8Array): BackupContents | undefined {
  let told: unknown;
  try {
    told = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const checked = v.safeParse(contents, told);
  return checked.success ? checked.output : undefined;
}
