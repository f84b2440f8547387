import { ProxyError } from './problem.ts';

/** Codes of a peer that was there, and then did not speak HTTP (Node's parser: `HPE_…`) or TLS, or hung up. */
const NO_SENSE = /^(HPE_|ERR_SSL|ERR_TLS|EPROTO$|ECONNRESET$|EPIPE$)/;

/**
 * What a failed exchange with a device means, told without anything that was sent.
 * @param signal the exchange's time limit: once it has ended, every failure is a consequence of that
 */
export function exchangeError(error: unknown, signal: AbortSignal): ProxyError {
  if (error instanceof ProxyError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (signal.aborted || code === 'ETIMEDOUT')
    return new ProxyError('timeout', 'the device did not answer in time', { cause: error });
  if (NO_SENSE.test(code))
    return new ProxyError('bad-reply', `the device hung up, or does not speak as expected (${code})`, {
      cause: error,
    });
  return new ProxyError('unreachable', `nothing answers there (${code || 'no connection'})`, {
    cause: error,
  });
}
