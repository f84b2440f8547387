/** Why a backup cannot be restored at all. */
export type BackupErrorKind =
  /** It does not begin as a backup of Davylamp does, or its first lines are damaged. */
  | 'no-backup'
  /** Written by a newer version, whose form is not known here. */
  | 'newer-version'
  /** It is encrypted, and no passphrase was given. */
  | 'needs-passphrase'
  | 'wrong-passphrase'
  /** Of the demo where the owner's own data are, or the other way round. */
  | 'other-fleet';

/** What opening a backup throws. Damage further on is no error: what is whole is restored, and the rest told. */
export class BackupError extends Error {
  override readonly name = 'BackupError';

  constructor(
    readonly kind: BackupErrorKind,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }
}
