import type { DeviceSnapshot } from '../devices/adapter.ts';
import { parseAxeos, supportsLiveFeed } from '../devices/axeos.ts';
import { LIVE_PATH, mergeLiveFrame } from '../devices/axeos-live.ts';
import type { Miner } from '../domain/miner.ts';

/** The part of a browser's WebSocket that a feed needs. */
export type FeedSocket = Pick<WebSocket, 'close' | 'onmessage' | 'onclose'>;

export interface LiveFeedPorts {
  readonly nowMs: () => number;
  /** Opens a socket to a path of the miner, through the helper. */
  readonly open: (miner: Miner, path: string) => FeedSocket;
  readonly setTimer?: (turn: () => void, afterMs: number) => ReturnType<typeof setTimeout>;
}

/** A feed that was silent for this long is not live: the device is then asked, ms. */
const LIVE_FOR_MS = 5_000;
/** After a feed ended it is opened again this much later, doubling up to ten minutes: some boards have no free socket. */
const FIRST_RETRY_MS = 30_000;
const LAST_RETRY_MS = 600_000;

interface Feed {
  miner: Miner;
  socket: FeedSocket | undefined;
  state: Readonly<Record<string, unknown>>;
  heardAtMs: number;
  retryMs: number;
  retry: ReturnType<typeof setTimeout> | undefined;
  ended: boolean;
}

/**
 * Live feeds of all miners that have one (AxeOS since 2.14). They spare the device its polls: while a feed is live, its
 * state is taken instead of asking.
 */
export class LiveFeeds {
  readonly #ports: LiveFeedPorts;
  readonly #feeds = new Map<string, Feed>();

  constructor(ports: LiveFeedPorts) {
    this.#ports = ports;
  }

  /** Opens feeds of new miners and closes those of miners that are gone, moved, or lost their feed by other firmware. */
  follow(miners: readonly Miner[]): void {
    const wanted = new Map(
      miners.filter((miner) => supportsLiveFeed(miner.identity)).map((miner) => [miner.id, miner]),
    );
    for (const [id, feed] of this.#feeds) {
      const miner = wanted.get(id);
      const moved =
        miner?.address.host !== feed.miner.address.host || miner?.address.port !== feed.miner.address.port;
      if (miner && !moved) feed.miner = miner;
      else this.#end(id, feed);
    }
    for (const [id, miner] of wanted) if (!this.#feeds.has(id)) this.#begin(id, miner);
  }

  /** What the miner pushed a moment ago; undefined when its feed is not live. */
  snapshot(miner: Miner): DeviceSnapshot | undefined {
    const feed = this.#feeds.get(miner.id);
    const nowMs = this.#ports.nowMs();
    // A state without its model is a diff that came before the whole.
    if (!feed || nowMs - feed.heardAtMs > LIVE_FOR_MS || typeof feed.state.ASICModel !== 'string')
      return undefined;
    return parseAxeos(feed.state, nowMs);
  }

  #begin(id: string, miner: Miner): void {
    const feed: Feed = {
      miner,
      socket: undefined,
      state: {},
      heardAtMs: Number.NEGATIVE_INFINITY,
      retryMs: FIRST_RETRY_MS,
      retry: undefined,
      ended: false,
    };
    this.#feeds.set(id, feed);
    this.#connect(feed);
  }

  #connect(feed: Feed): void {
    const socket = this.#ports.open(feed.miner, LIVE_PATH);
    feed.socket = socket;
    feed.state = {};
    socket.onmessage = (event: MessageEvent<unknown>) => {
      if (typeof event.data !== 'string') return;
      const state = mergeLiveFrame(feed.state, event.data);
      // What cannot be read is no sign of life.
      if (state === feed.state) return;
      feed.state = state;
      feed.heardAtMs = this.#ports.nowMs();
      feed.retryMs = FIRST_RETRY_MS;
    };
    socket.onclose = () => {
      feed.heardAtMs = Number.NEGATIVE_INFINITY;
      if (feed.ended) return;
      const setTimer = this.#ports.setTimer ?? setTimeout;
      feed.retry = setTimer(() => this.#connect(feed), feed.retryMs);
      feed.retryMs = Math.min(2 * feed.retryMs, LAST_RETRY_MS);
    };
  }

  #end(id: string, feed: Feed): void {
    feed.ended = true;
    clearTimeout(feed.retry);
    feed.socket?.close();
    this.#feeds.delete(id);
  }
}
