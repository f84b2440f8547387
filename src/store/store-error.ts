/** Why the store could not do what it was asked. */
export type StoreErrorKind =
  /** The disk, or the browser's share of it, is full. */
  | 'quota'
  /** Another tab with an older version of the app holds the database open. */
  | 'blocked'
  /** The database cannot be opened or read. */
  | 'unreadable'
  /** The database was written, or is just being taken over, by a newer version of the app. */
  | 'newer-version';

/** What every method of the stores throws. */
export class StoreError extends Error {
  override readonly name = 'StoreError';

  constructor(
    readonly kind: StoreErrorKind,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }
}

const meanings: readonly [errorName: string, kind: StoreErrorKind, message: string][] = [
  ['QuotaExceededError', 'quota', 'the disk is full'],
  ['VersionError', 'newer-version', 'the data were written by a newer version of Davylamp'],
  // A connection of ours is closed under our feet only when another tab upgrades or deletes the database. (The first
  // is IndexedDB's name for it, the second Dexie's.)
  ['InvalidStateError', 'newer-version', 'another tab has taken the database over'],
  ['DatabaseClosedError', 'newer-version', 'another tab has taken the database over'],
];

/** Turns what IndexedDB (or Dexie around it) throws into a {@link StoreError}. */
export function asStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const names = causes(error);
  for (const [name, kind, message] of meanings)
    if (names.includes(name)) return new StoreError(kind, message, { cause: error });
  return new StoreError('unreadable', `the database failed (${names[0] ?? String(error)})`, { cause: error });
}

/** Runs work on a database; whatever it throws is a {@link StoreError}. */
export async function guarded<T>(work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asStoreError(error);
  }
}

/** Names of an error and of what lies beneath it: Dexie wraps (`inner`), transactions abort for a deeper reason. */
function causes(error: unknown): string[] {
  const names: string[] = [];
  let at: unknown = error;
  while (typeof at === 'object' && at !== null && names.length < 5) {
    if ('name' in at && typeof at.name === 'string') names.push(at.name);
    at = 'inner' in at && at.inner ? at.inner : 'cause' in at ? at.cause : undefined;
  }
  return names;
}
