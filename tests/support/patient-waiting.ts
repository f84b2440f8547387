import { vi } from 'vitest';

/** What does not come by then never will; on a machine that is busy a second, as is usual, is soon over, ms. */
const PATIENCE_MS = 20_000;

/** Set up before every test file: whoever waits for something is patient, whatever its own limit; a longer one holds. */
const waitFor = vi.waitFor.bind(vi);
vi.waitFor = (callback, options = {}) => {
  const { timeout = 0, ...others } = typeof options === 'number' ? { timeout: options } : options;
  return waitFor(callback, { ...others, timeout: Math.max(timeout, PATIENCE_MS) });
};
