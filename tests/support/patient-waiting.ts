import { vi } from 'vitest';

/** What does not come by then never will; on a machine that is busy a second, as is usual, is soon over, ms. */
const PATIENCE_MS = 20_000;

/** Set up before every test file: whoever waits for something without a limit of its own is patient. */
const waitFor = vi.waitFor.bind(vi);
vi.waitFor = (callback, options) =>
  waitFor(callback, typeof options === 'number' ? options : { timeout: PATIENCE_MS, ...options });
