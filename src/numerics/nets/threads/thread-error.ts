/** Threads do not help here: whoever trains goes on with one. */
export class ThreadError extends Error {
  override readonly name = 'ThreadError';
}
