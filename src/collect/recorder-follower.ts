import type { DeviceSnapshot } from '../devices/adapter.ts';
import { DeviceError } from '../devices/transport.ts';
import type { FollowedRecorder } from '../domain/fleet-view.ts';
import { LIVE_SILENCE_MS, type LiveReading } from '../domain/live-reading.ts';
import type { DeviceAddress, Miner, MinerIdentity } from '../domain/miner.ts';
import { LONGEST_RECORDED_NAME, type RecorderFleet } from '../domain/recorder-fleet.ts';
import type { Settings } from '../domain/settings.ts';
import { type DrainPorts, RecordedDrain } from './recorded-drain.ts';
import type { RecorderClient } from './recorder-client.ts';

export interface FollowerPorts extends Omit<DrainPorts, 'minerIds' | 'onProgress'> {
  readonly client: RecorderClient;
  /** The fleet as it stands. */
  readonly fleet: () => Pick<Settings, 'pollMs' | 'falseAlarmsPerMonth'> & {
    readonly miners: readonly Miner[];
  };
  /** A miner of ours answered the recorder, by our clock. */
  readonly onAnswer: (miner: Miner, snapshot: DeviceSnapshot, address: DeviceAddress) => void;
  readonly onFailure: (miner: Miner, error: DeviceError) => void;
  /** Whom we have to ask ourselves (see {@link RecorderFollower.mustAsk}) has changed, or what can be shown. */
  readonly onChange: () => void;
  /** What stores refused while recorded rows were taken over. */
  readonly onStoreError: (error: unknown) => void;
}

/** How long a page that opens waits for the recorder before it asks by itself, ms. */
const PATIENCE_MS = 2_000;
/** How long what was recorded just before may take then, ms. */
const RECENT_PATIENCE_MS = 3_000;
/** A helper that does not record may be started anew with `--record`, ms. */
const LOOK_AGAIN_MS = 60_000;
/** After a stream broke off, ms; doubling. */
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;
/** How often what came live is checked against what was recorded, ms. */
const DRAIN_EVERY_MS = 10 * 60_000;

/**
 * Follows the helper's recorder: while it is heard, this browser asks no miner itself, except those that refuse the
 * recorder for want of a password. Where there is none, or it falls silent, all is as without.
 */
export class RecorderFollower {
  readonly #ports: FollowerPorts;
  readonly #drain: RecordedDrain;
  #taken: number | undefined;
  readonly #stopped = new AbortController();
  #following = false;
  #told = '';
  /** Of each miner, the last moment that was told, by the recorder's clock. */
  readonly #heardAtMs = new Map<string, number>();
  readonly #refusing = new Set<string>();
  #draining: Promise<void> | undefined;
  #drained = false;
  #retryMs = FIRST_RETRY_MS;
  /** Ends the stream that is open. */
  #stream = new AbortController();

  constructor(ports: FollowerPorts) {
    this.#ports = ports;
    this.#drain = new RecordedDrain({
      ...ports,
      minerIds: () => new Set(ports.fleet().miners.map(({ id }) => id)),
      onProgress: (part) => {
        this.#taken = part;
        ports.onChange();
      },
    });
  }

  /** What the owner can be told; undefined while there is nobody to follow. */
  get shown(): FollowedRecorder | undefined {
    return this.#following ? { taken: this.#taken, clockOffsetMs: this.#drain.clockOffsetMs } : undefined;
  }

  /** Has all that was recorded been taken over since it was found? */
  get drained(): boolean {
    return this.#drained;
  }

  /** Does this browser have to ask that miner itself? */
  mustAsk(minerId: string): boolean {
    return !this.#following || this.#refusing.has(minerId);
  }

  /** Takes what was recorded of late, so that a page that opens knows how it came to this; gives up soon. */
  async takeRecent(sinceMs: number): Promise<void> {
    const signal = AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(RECENT_PATIENCE_MS)]);
    await this.#tried(async () => {
      const report = await this.#ports.client.report(signal);
      if (!report.recording) return;
      await this.#drain.noteClock(report.nowMs);
      await this.#drain.takeRecent(sinceMs, signal);
    });
  }

  /** Begins to follow; resolves when it is known whether there is somebody to follow, or after a moment. */
  begin(): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, PATIENCE_MS);
      void this.#follow(resolve);
    });
  }

  /** The fleet has changed. */
  fleetChanged(): void {
    if (this.#following) void this.#tell(this.#stream.signal).catch(() => this.#stream.abort());
  }

  stop(): void {
    this.#stopped.abort();
    this.#stream.abort();
  }

  async #follow(known: () => void): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      let isOff = false;
      await this.#tried(async () => {
        isOff = (await this.#once(known)) === 'off';
      });
      this.#setFollowing(false);
      known();
      await pause(isOff ? LOOK_AGAIN_MS : this.#retryMs, this.#stopped.signal);
      this.#retryMs = Math.min(2 * this.#retryMs, LAST_RETRY_MS);
    }
  }

  /** Follows until the stream ends. @returns `off` where nothing is recorded */
  async #once(known: () => void): Promise<'off' | 'ended'> {
    const { client } = this.#ports;
    this.#stream = new AbortController();
    const stream = AbortSignal.any([this.#stopped.signal, this.#stream.signal]);
    const report = await client.report(stream);
    if (!report.recording) return 'off';
    this.#told = '';
    await this.#tell(stream);
    let silence: ReturnType<typeof setTimeout> | undefined;
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => this.#stream.abort(), LIVE_SILENCE_MS);
    };
    const draining = setInterval(() => this.#takeAll(), DRAIN_EVERY_MS);
    heard();
    try {
      for await (const event of client.live(stream)) {
        heard();
        if (event.kind === 'beat') await this.#drain.noteClock(event.nowMs);
        this.#retryMs = FIRST_RETRY_MS;
        if (!this.#following) {
          this.#setFollowing(true);
          this.#takeAll();
        }
        known();
        await this.#hear(event);
      }
      return 'ended';
    } finally {
      clearTimeout(silence);
      clearInterval(draining);
    }
  }

  async #hear(event: LiveReading): Promise<void> {
    if (event.kind === 'beat') return;
    const miner = this.#ports.fleet().miners.find(({ id }) => id === event.minerId);
    const atMs = event.kind === 'answer' ? event.reading.atMs : event.atMs;
    // Whoever connects anew is told the last of each miner once more.
    if (!miner || this.#heardAtMs.get(miner.id) === atMs) return;
    this.#heardAtMs.set(miner.id, atMs);
    if (event.kind === 'failure') {
      this.#setRefusing(miner.id, event.failure === 'refused');
      // Whoever refuses the recorder is asked by us.
      if (event.failure !== 'refused')
        this.#ports.onFailure(miner, new DeviceError(event.failure, event.detail));
      return;
    }
    this.#setRefusing(miner.id, false);
    if (!isOfMiner(miner, event.identity))
      return this.#ports.onFailure(
        miner,
        new DeviceError('not-a-miner', `another device (${event.identity.mac}) answers in its place`),
      );
    const { clockOffsetMs } = await this.#drain.state();
    const { identity, address } = event;
    const reading = { ...event.reading, atMs: atMs + clockOffsetMs };
    this.#ports.onAnswer(miner, { identity, reading }, address);
  }

  async #tell(signal: AbortSignal): Promise<void> {
    const { miners, pollMs, falseAlarmsPerMonth } = this.#ports.fleet();
    const { browserId, clockOffsetMs } = await this.#drain.state();
    const fleet: RecorderFleet = {
      browserId,
      pollMs,
      falseAlarmsPerMonth,
      miners: miners.map(({ id, address, identity: { family, mac }, name, mute }) => ({
        id,
        address: { host: address.host, port: address.port },
        identity: mac === undefined ? { family } : { family, mac },
        name: name.slice(0, LONGEST_RECORDED_NAME),
        ...(mute ? { mutedUntilMs: Math.round(mute.untilMs - clockOffsetMs) } : {}),
      })),
    };
    const told = JSON.stringify(fleet);
    if (told === this.#told) return;
    await this.#ports.client.tell(fleet, signal);
    this.#told = told;
  }

  #takeAll(): void {
    this.#draining ??= this.#tried(async () => {
      const signal = this.#stopped.signal;
      await this.#drain.takeAll(await this.#ports.client.report(signal), signal);
      this.#drained = true;
    }).finally(() => {
      this.#draining = undefined;
    });
  }

  #setFollowing(following: boolean): void {
    if (following === this.#following) return;
    this.#following = following;
    if (!following) {
      this.#drained = false;
      this.#refusing.clear();
    }
    this.#ports.onChange();
  }

  #setRefusing(minerId: string, refusing: boolean): void {
    if (refusing === this.#refusing.has(minerId)) return;
    if (refusing) this.#refusing.add(minerId);
    else this.#refusing.delete(minerId);
    this.#ports.onChange();
  }

  /** A helper that is away or does not record is no trouble of its own: then miners are asked, and that tells. */
  async #tried(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof DeviceError) && !this.#stopped.signal.aborted) this.#ports.onStoreError(error);
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}

/** Another browser may have told the recorder another device under the same name. */
function isOfMiner({ identity: { mac } }: Miner, told: MinerIdentity): boolean {
  return mac === undefined || told.mac === undefined || mac === told.mac;
}
