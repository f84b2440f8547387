/** Why the store could not do what it was asked. */
export type StoreErrorKind =
  /** The disk, or the browser's share of it, is full. */
  | 'quota'
  /** Another tab with an older version of the app holds the database open. */
  | 'blocked'
  /** The database cannot be opened or read. */
  | 'unreadable'
  /** The database was written by a newer version of the app. */
  | 'newer-version';

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

/** Turns what IndexedDB (or Dexie around it) throws into a {@link StoreError}. */
export function asStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const names = causes(error);
  if (names.includes('QuotaExceededError'))
    return new StoreError('quota', 'the disk is full', { cause: error });
  if (names.includes('VersionError')) {
    return new StoreError('newer-version', 'the data were written by a newer version of Davylamp', {
      cause: error,
    });
  }
  return new StoreError('unreadable', `the database failed (${names[0] ?? String(error)})`, { cause: error });
}

/** Names of an error and of what lies beneath it: Dexie wraps (`inner`), transactions abort for a deeper reason. */
function causes(error: unknown): string[] {
  const names: string[] = [];
  let at: unknown = error;
  while (typeof at === 'object' && at !== null && names.length < 5) {
    if ('name' in at && typeof at.name === 'string') names.push(at.name);
    at = 'inner' in at ? at.inner : 'cause' in at ? at.cause : undefined;
  }
  return names;
}
