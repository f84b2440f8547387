const MINUTE_MS = 60_000;
/** More than three at a time nobody reads one by one. */
const MOST_SINGLE = 3;
/** One alarm in two minutes over ten minutes is more than people can take (EEMUA 191): from there on all is collected. */
const FLOOD_MESSAGES = 5;
const FLOOD_MS = 10 * MINUTE_MS;
/** After a summary the next things are collected for a minute; twice as long each time that more follows soon. */
const FIRST_REST_MS = MINUTE_MS;
/** But what is worst of a flood is told within a quarter of an hour. */
const LONGEST_REST_MS = 15 * MINUTE_MS;
/** What follows within as long a time again, and within this at least, is the same flood. */
const SAME_FLOOD_MS = 5 * MINUTE_MS;

/** Collecting after a summary. */
interface Rest {
  readonly untilMs: number;
  readonly lastsMs: number;
}

/** How fast messages go to each channel: single ones while there are few, summaries ever more rarely in a flood. */
export class MessagePace {
  /** When messages went to each channel in the last ten minutes. */
  readonly #sentAtMs = new Map<string, readonly number[]>();
  readonly #rests = new Map<string, Rest>();

  /**
   * Takes a turn to tell a channel what is due, which counts as sent.
   * @returns how many of the things that are due one message tells now: none, one, or all
   */
  take(channelId: string, dueCount: number, mostPerMinute: number, nowMs: number): number {
    const rest = this.#rests.get(channelId);
    const restMs = rest ? rest.untilMs - nowMs : 0;
    // A longer rest than any was left by a clock that was set back.
    if (dueCount === 0 || (restMs > 0 && restMs <= LONGEST_REST_MS)) return 0;
    const sent = (this.#sentAtMs.get(channelId) ?? []).filter((atMs) => Math.abs(nowMs - atMs) < FLOOD_MS);
    const free = mostPerMinute - sent.filter((atMs) => Math.abs(nowMs - atMs) < MINUTE_MS).length;
    if (free <= 0) return 0;
    this.#sentAtMs.set(channelId, [...sent, nowMs]);
    if (dueCount <= Math.min(free, MOST_SINGLE) && sent.length < FLOOD_MESSAGES) return 1;
    const isFollowing = rest !== undefined && Math.abs(restMs) < Math.max(rest.lastsMs, SAME_FLOOD_MS);
    const lastsMs = isFollowing ? Math.min(2 * rest.lastsMs, LONGEST_REST_MS) : FIRST_REST_MS;
    this.#rests.set(channelId, { untilMs: nowMs + lastsMs, lastsMs });
    return dueCount;
  }
}
