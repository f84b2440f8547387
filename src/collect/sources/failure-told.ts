import { SourceError } from '../../domain/source-error.ts';

/** What else is thrown is a defect of ours: it is seen in the console, and costs this answer alone. */
export function asSourceError(error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  console.error(error);
  return new SourceError('unreadable-reply', 'its answer could not be read', { cause: error });
}

const LONGEST_WORDS = 300;

/** Some providers repeat the key that they refuse; what is told of a failure is stored, and shown. */
export function withoutKey(
  { kind, detail, retryAfterMs, cause }: SourceError,
  key: string | undefined,
): SourceError {
  // A key and its secret are kept together, and sent apart.
  const secrets = key === undefined ? [] : [key, ...key.split(':')].filter((part) => part.length >= 4);
  const words = secrets.reduce((text, secret) => text.replaceAll(secret, '…'), detail);
  return new SourceError(kind, words.slice(0, LONGEST_WORDS), { cause, retryAfterMs });
}
