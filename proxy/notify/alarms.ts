import { type JsonWebKey, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Alert } from '../../src/domain/alert.ts';
import type { AlarmReport, SeenAlarm } from '../../src/domain/channel.ts';
import type { AlarmMessage, DeliveryEntry } from '../../src/domain/notification.ts';
import { ProxyError } from '../problem.ts';
import type { BookedMiner } from '../recorder/fleet-book.ts';
import { type AlarmState, readAlarmState, writeAlarmState } from './alarm-file.ts';
import { AlarmQueue, type QueueItem } from './alarm-queue.ts';
import { AlarmWatch, type Wanted } from './alarm-watch.ts';
import { alarmMessage, problemWords, summaryMessage, testMessage } from './alarm-words.ts';
import type { ChannelPorts } from './channel.ts';
import { type BookedChannel, ChannelBook } from './channel-book.ts';
import { deliver, traitsOf } from './channels.ts';
import { DeliveryFailed, deliveryFailure, maySendAgain } from './delivery-failed.ts';
import { DeliveryLog } from './delivery-log.ts';
import { createNotifyFetch, type NotifyFetch } from './notify-fetch.ts';
import type { ReachRules } from './reachable-address.ts';
import { SecretBox } from './secret-box.ts';
import { applicationServerKey, vapidKeyIn } from './vapid.ts';

/** The files of the alarms, opened. */
export interface OpenAlarms {
  readonly stateFile: string;
  readonly state: AlarmState;
  readonly book: ChannelBook;
  readonly vapidKey: JsonWebKey;
}

/** @throws the system's error when a file cannot be read, or made */
export function openAlarms(folder: string): OpenAlarms {
  const stateFile = join(folder, 'alarms.json');
  const box = SecretBox.open(join(folder, 'channels.key'));
  return {
    stateFile,
    state: readAlarmState(stateFile),
    book: new ChannelBook(join(folder, 'channels.json'), box),
    vapidKey: vapidKeyIn(join(folder, 'push-key.json')),
  };
}

export interface AlarmPorts {
  readonly rules: ReachRules;
  readonly nowMs: () => number;
  /** How channels are reached; by HTTP and HTTPS by default. */
  readonly fetch?: NotifyFetch | undefined;
}

/** How often miners are held against the rules, and the queue is looked at. */
const CHECK_EVERY_MS = 5_000;
/** One message is tried so long. */
const PATIENCE_MS = 20_000;
/** Between two tests of a channel: whoever presses twice is no storm. */
const TEST_EVERY_MS = 5_000;

/**
 * The alarms of the helper: holds what the recorder hears against the rules, and tells the owner's channels. Nothing
 * leaves the house before the owner has set one up.
 */
export class Alarms {
  readonly watch: AlarmWatch;
  readonly book: ChannelBook;
  readonly #stateFile: string;
  readonly #queue: AlarmQueue;
  readonly #log: DeliveryLog;
  readonly #ports: ChannelPorts;
  readonly #nowMs: () => number;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #closed = new AbortController();
  /** Channels that a message is under way to. */
  readonly #busy = new Set<string>();
  readonly #testedAtMs = new Map<string, number>();

  constructor({ stateFile, state, book, vapidKey }: OpenAlarms, { rules, nowMs, fetch }: AlarmPorts) {
    this.book = book;
    this.watch = new AlarmWatch(state.open, nowMs(), state.flaps);
    this.#stateFile = stateFile;
    this.#queue = new AlarmQueue(state.queue);
    this.#log = new DeliveryLog(state.deliveries);
    this.#nowMs = nowMs;
    this.#ports = { fetch: fetch ?? createNotifyFetch(rules), rules, nowMs, vapidKey };
    this.#noteInterrupted();
    this.#timer = setInterval(() => this.check(), CHECK_EVERY_MS);
  }

  /** Whom the recorder asks from now on. */
  follow(miners: readonly BookedMiner[], wanted: Wanted): void {
    const ended = this.watch.follow(miners, wanted, this.#nowMs());
    if (ended.length === 0) return;
    // Nobody wants to be told of a miner that he has just removed.
    for (const { id } of ended) this.#queue.forget(id);
    this.#keep();
  }

  /** @param deviceId of the paired device that asks: it sees its own channel, and not the owner's; absent for the owner */
  report(deviceId?: string): AlarmReport {
    const role = deviceId === undefined ? 'owner' : 'device';
    const channels = this.book
      .reports((id) => this.#log.problemOf(id))
      .filter((channel) => role === 'owner' || channel.deviceId === deviceId);
    const ids = new Set(channels.map(({ id }) => id));
    return {
      role,
      channels,
      rules: this.book.rules,
      deliveries: this.#log.entries.filter(({ channelId }) => role === 'owner' || ids.has(channelId)),
      waiting: this.#queue.waitingCount,
      open: this.watch.open,
      pushKey: applicationServerKey(this.#ports.vapidKey),
      checkedAtMs: this.watch.checkedAtMs,
    };
  }

  /** The owner has seen it: nobody else is told. */
  seen({ kind, minerId }: SeenAlarm): void {
    const alert = this.watch.acknowledge(kind, minerId, this.#nowMs());
    if (alert) this.#note([alert]);
    this.#send();
  }

  /** Channels were added, changed or removed. */
  followBook(): void {
    this.#queue.keepChannels(new Set(this.book.channels.filter(({ on }) => on).map(({ id }) => id)));
    this.#keep();
  }

  /** Holds the miners against the rules, and tells what there is to tell. */
  check(): void {
    const changed = this.watch.check(this.#nowMs());
    // Of what opened while its miner was muted nothing was noted until now.
    const open = this.watch.open.filter((alert) => !this.#queue.noted(alert.id) && !this.#isMuted(alert));
    const news = new Set([...changed, ...open]);
    this.#note([...news]);
    const given = this.#queue.giveUp(this.#nowMs(), this.#isMuted);
    this.#logLost(given, 'given-up');
    if (news.size + given.length > 0) this.#keep();
    this.#send();
  }

  /**
   * Sends a test now, whatever the hour.
   * @throws ProxyError `unknown-route`, `throttled`
   */
  async test(channelId: string): Promise<DeliveryEntry> {
    const channel = this.book.find(channelId);
    const nowMs = this.#nowMs();
    if (Math.abs(nowMs - (this.#testedAtMs.get(channelId) ?? Number.NEGATIVE_INFINITY)) < TEST_EVERY_MS)
      throw new ProxyError('throttled', 'a test was just sent', { retryAfterS: TEST_EVERY_MS / 1000 });
    this.#testedAtMs.set(channelId, nowMs);
    const { entry } = await this.#attempt(channel, testMessage(newTag(), nowMs, this.book.rules.pageUrl));
    this.#keep();
    return entry;
  }

  /** Ends what is under way; what became of it nobody will know. */
  close(): void {
    clearInterval(this.#timer);
    this.#closed.abort();
  }

  readonly #isMuted = (alert: Alert) => this.watch.isMuted(alert, this.#nowMs());

  #note(changed: readonly Alert[]): void {
    const channels = this.book.channels.map(({ id, kind, on, least, afterMin }) => ({
      ...{ id, on, least, afterMin },
      tellsAcknowledged: traitsOf(kind).tellsAcknowledged,
    }));
    for (const alert of changed) {
      const before = this.#queue.noted(alert.id);
      if (!before && this.#isMuted(alert)) continue;
      const names = this.watch.namesOf(alert);
      const tag = before?.tag ?? newTag();
      this.#queue.note({ alert, names, tag }, channels, this.#nowMs());
    }
  }

  #send(): void {
    for (const channel of this.book.channels) {
      if (this.#busy.has(channel.id) || !channel.on) continue;
      const items = this.#queue.begin(channel.id, this.book.rules, this.#nowMs(), this.#isMuted);
      if (items.length === 0) continue;
      // Kept before it goes out: should the helper end now, it is not told twice.
      this.#keep();
      this.#busy.add(channel.id);
      void this.#tell(channel, items);
    }
  }

  async #tell(channel: BookedChannel, items: readonly QueueItem[]): Promise<void> {
    const message = this.#messageOf(items);
    const { failure, reference } = message ? await this.#attempt(channel, message) : {};
    if (this.#closed.signal.aborted) return;
    const again = failure && maySendAgain(failure, traitsOf(channel.kind).repeatReplaces);
    if (again) this.#queue.takeBack(items, this.#nowMs(), failure.waitS);
    else this.#queue.end(items, reference);
    if (failure?.problem === 'gone') this.#removeEnded(channel.id);
    this.#busy.delete(channel.id);
    this.#keep();
    this.#send();
  }

  /** Undefined where there is nothing to say of them together: several that were only seen. */
  #messageOf(items: readonly QueueItem[]): AlarmMessage | undefined {
    const nowMs = this.#nowMs();
    const { pageUrl: link } = this.book.rules;
    const told = items.flatMap((item) => {
      const noted = this.#queue.noted(item.alertId);
      return noted ? [{ ...noted, item, phase: item.phase }] : [];
    });
    const [first] = told;
    if (first && told.length === 1) {
      const answersTo = this.#queue.referenceOf(first.item);
      return alarmMessage(first.alert, first.phase, { ...first, nowMs, link, answersTo });
    }
    const news = told.filter(({ phase }) => phase !== 'acknowledged');
    return news.length === 0 ? undefined : summaryMessage(news, { tag: newTag(), nowMs, link });
  }

  async #attempt(
    channel: BookedChannel,
    message: AlarmMessage,
  ): Promise<{ entry: DeliveryEntry; failure?: DeliveryFailed; reference?: string | undefined }> {
    const atMs = this.#nowMs();
    const { id: channelId, name, settings } = channel;
    const signal = AbortSignal.any([this.#closed.signal, AbortSignal.timeout(PATIENCE_MS)]);
    const about = { atMs, channelId, channel: name, phase: message.phase, title: message.title };
    const entryOf = (outcome: Pick<DeliveryEntry, 'outcome' | 'problem' | 'detail'>): DeliveryEntry => {
      const entry = { ...about, ...outcome, tookMs: Math.max(0, this.#nowMs() - atMs) };
      if (!this.#closed.signal.aborted) this.#log.add(entry);
      return entry;
    };
    try {
      if (!settings) throw new DeliveryFailed('secret-lost');
      const { reference } = await deliver(message, settings, this.#ports, signal);
      return { entry: entryOf({ outcome: 'delivered' }), reference };
    } catch (error) {
      const failure = deliveryFailure(error);
      const { problem } = failure;
      const again = message.phase !== 'test' && maySendAgain(failure, traitsOf(channel.kind).repeatReplaces);
      const detail = problemWords(problem, failure);
      return { entry: entryOf({ outcome: again ? 'will-retry' : 'failed', problem, detail }), failure };
    }
  }

  /** A browser has ended its subscription: it can never be told anything again. */
  #removeEnded(channelId: string): void {
    try {
      this.book.remove(channelId);
      this.followBook();
    } catch (error) {
      console.warn(`A subscription that has ended cannot be forgotten: ${String(error)}`);
    }
  }

  #noteInterrupted(): void {
    const { interrupted } = this.#queue;
    if (interrupted.length === 0) return;
    this.#logLost(interrupted, 'interrupted');
    this.#queue.end(interrupted);
    this.#keep();
  }

  /** One entry for each channel, however many things were lost. */
  #logLost(items: readonly QueueItem[], problem: 'interrupted' | 'given-up'): void {
    for (const channelId of new Set(items.map((item) => item.channelId))) {
      const lost = items.filter((item) => item.channelId === channelId);
      const message = this.#messageOf(lost);
      this.#log.add({
        atMs: this.#nowMs(),
        channelId,
        channel: this.book.channels.find(({ id }) => id === channelId)?.name ?? '',
        phase: message?.phase ?? 'summary',
        title: message?.title ?? '',
        outcome: 'failed',
        problem,
        detail: problemWords(problem),
        tookMs: 0,
      });
    }
  }

  /** An alarm is worth more than the certainty that a restart does not repeat it: a full disk stops none. */
  #keep(): void {
    if (this.#closed.signal.aborted) return;
    const { open, flaps } = this.watch;
    const deliveries = this.#log.entries;
    try {
      writeAlarmState(this.#stateFile, { open, flaps, queue: this.#queue.state, deliveries });
    } catch (error) {
      console.warn(`What alarms were told cannot be kept: ${String(error)}`);
    }
  }
}

/** Random: an alert's own id holds the MAC of its miner. */
function newTag(): string {
  return randomBytes(15).toString('base64url');
}
