/**
 * One collector among all tabs. The browser grants the lock to one worker and passes it on when that one's tab
 * closes, crashes or is killed, so there is no heartbeat of ours to get wrong.
 */
export interface Leadership {
  /** Give the lead back (or stop waiting for it). */
  resign(): void;
}

/**
 * Waits for the lead of `fleet` and calls `onLead` once it is ours.
 * @param locks `navigator.locks`; absent outside a secure context (plain http on the LAN), where this worker leads
 *   at once and the page tells the owner to keep one tab open.
 */
export function seekLead(fleet: string, onLead: () => void, locks: LockManager | undefined): Leadership {
  if (!locks) {
    onLead();
    return { resign: () => {} };
  }
  const waiting = new AbortController();
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  locks
    .request(`davylamp-${fleet}-collector`, { signal: waiting.signal }, () => {
      onLead();
      return held;
    })
    .catch((error: unknown) => {
      // Resigning while still in the queue rejects with our own abort; anything else is a defect worth seeing.
      if (!waiting.signal.aborted) throw error;
    });
  return {
    resign() {
      waiting.abort();
      release();
    },
  };
}
