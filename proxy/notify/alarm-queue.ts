import type { Alert } from '../../src/domain/alert.ts';
import type { AlarmRules, ChannelUse } from '../../src/domain/channel.ts';
import type { AlarmPhase } from '../../src/domain/notification.ts';
import { MessagePace } from './message-pace.ts';
import { isQuiet } from './quiet-hours.ts';

/** What the queue wants to know of a channel. */
export interface QueueChannel extends Pick<ChannelUse, 'on' | 'least' | 'afterMin'> {
  readonly id: string;
  readonly tellsAcknowledged: boolean;
}

/** An alert with the names of its miners at that time, and the tag of its messages. */
export interface NotedAlert {
  readonly alert: Alert;
  readonly names: readonly string[];
  readonly tag: string;
}

/** One thing to tell one channel. */
export interface QueueItem {
  readonly channelId: string;
  readonly alertId: string;
  readonly phase: AlarmPhase;
  /** Since when it waits. */
  readonly sinceMs: number;
  readonly notBeforeMs: number;
  readonly tries: number;
}

/** What one channel was last told of one alert. */
export interface ToldAlarm {
  readonly channelId: string;
  readonly alertId: string;
  readonly phase: AlarmPhase;
  /** What it was told before that; absent the first time. */
  readonly before?: AlarmPhase | undefined;
  /** See `Delivered`. */
  readonly reference?: string | undefined;
}

/** Does its owner want to be told nothing of an alert now? */
type IsMuted = (alert: Alert) => boolean;

/** All that outlives the helper. */
export interface QueueState {
  readonly noted: readonly NotedAlert[];
  readonly waiting: readonly QueueItem[];
  readonly told: readonly ToldAlarm[];
  /** Begun and not ended: after a restart nobody knows of these. */
  readonly underWay: readonly QueueItem[];
}

export const EMPTY_QUEUE: QueueState = { noted: [], waiting: [], told: [], underWay: [] };

const MINUTE_MS = 60_000;
/** Pauses before another try: half a minute, doubled each time, at most half an hour. */
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 30 * MINUTE_MS;
/** What a provider may make us wait at most. */
const LONGEST_WAIT_MS = 6 * 60 * MINUTE_MS;
/** Nobody wants yesterday's alarm: quiet hours are shorter than that. */
const GIVEN_UP_AFTER_MS = 24 * 60 * MINUTE_MS;
/** Things that wait at a time, over all channels; a thousand miners with two troubles each in two channels. */
export const MOST_WAITING = 4_000;

/**
 * What is to be told to whom and when. Knows no clock, no network and no file; whoever keeps it carries out what it says
 * is due, tells it how that ended, and keeps {@link state} before and after each attempt.
 *
 * Of each alert a channel is told each phase at most once: an attempt counts as told from its beginning, and is taken
 * back only when it surely did not arrive.
 */
export class AlarmQueue {
  readonly #noted: Map<string, NotedAlert>;
  #waiting: QueueItem[];
  readonly #told: Map<string, ToldAlarm>;
  #underWay: QueueItem[] = [];
  readonly #pace = new MessagePace();

  /** Things that were under way when the helper ended count as told; {@link interrupted} names them. */
  readonly interrupted: readonly QueueItem[];

  constructor({ noted, waiting, told, underWay }: QueueState = EMPTY_QUEUE) {
    this.#noted = new Map(noted.map((each) => [each.alert.id, each]));
    this.#waiting = [...waiting];
    this.#told = new Map(told.map((each) => [keyOf(each), each]));
    this.interrupted = underWay;
  }

  get state(): QueueState {
    return {
      noted: [...this.#noted.values()],
      waiting: this.#waiting,
      told: [...this.#told.values()],
      underWay: this.#underWay,
    };
  }

  get waitingCount(): number {
    return this.#waiting.length;
  }

  /** The alert that an item is about, as last noted. */
  noted(alertId: string): NotedAlert | undefined {
    return this.#noted.get(alertId);
  }

  /** How a channel called the first message of an alert. */
  referenceOf(item: Pick<QueueItem, 'channelId' | 'alertId'>): string | undefined {
    return this.#told.get(keyOf(item))?.reference;
  }

  /** An alert opened, was seen, became worse, or ended. */
  note(noted: NotedAlert, channels: readonly QueueChannel[], nowMs: number): void {
    const { id, acknowledgedAtMs } = noted.alert;
    // Worse than what its owner has put aside: it is news again.
    if (acknowledgedAtMs === undefined && this.#noted.get(id)?.alert.acknowledgedAtMs !== undefined)
      this.#forgetTold(id);
    this.#noted.set(id, noted);
    for (const channel of channels) if (channel.on) this.#noteFor(noted.alert, channel, nowMs);
    this.#forgetEnded(noted.alert.id);
  }

  /** Nothing more is told of an alert: its miners were removed. */
  forget(alertId: string): void {
    this.#forgetTold(alertId);
    this.#noted.delete(alertId);
  }

  #forgetTold(alertId: string): void {
    this.#waiting = this.#waiting.filter((item) => item.alertId !== alertId);
    for (const [key, told] of this.#told) if (told.alertId === alertId) this.#told.delete(key);
  }

  /** Channels that are gone or switched off are told nothing more. */
  keepChannels(ids: ReadonlySet<string>): void {
    this.#waiting = this.#waiting.filter(({ channelId }) => ids.has(channelId));
    for (const [key, { channelId }] of this.#told) if (!ids.has(channelId)) this.#told.delete(key);
    for (const id of [...this.#noted.keys()]) this.#forgetEnded(id);
  }

  /**
   * What to tell a channel now: nothing, one thing, or several in one message. They count as told from here on.
   * @returns the items of one message
   */
  begin(
    channelId: string,
    rules: AlarmRules,
    nowMs: number,
    isMuted: IsMuted = () => false,
  ): readonly QueueItem[] {
    const due = this.#waiting.filter(
      (item) =>
        item.channelId === channelId &&
        item.notBeforeMs <= nowMs &&
        !this.#isHushed(item, rules, nowMs, isMuted),
    );
    const items = due.slice(0, this.#pace.take(channelId, due.length, rules.mostPerMinute, nowMs));
    const begun = new Set(items);
    this.#waiting = this.#waiting.filter((item) => !begun.has(item));
    this.#underWay.push(...items);
    for (const item of items) this.#tell(item);
    return items;
  }

  /** It arrived, or failed for good, or may have arrived. */
  end(items: readonly QueueItem[], reference?: string): void {
    this.#leave(items);
    for (const item of items) {
      const told = this.#told.get(keyOf(item));
      if (told && reference !== undefined && items.length === 1)
        this.#told.set(keyOf(item), { ...told, reference: told.reference ?? reference });
      this.#forgetEnded(item.alertId);
    }
  }

  /** It surely did not arrive, and may be sent again. @param waitS what the provider wants, s */
  takeBack(items: readonly QueueItem[], nowMs: number, waitS = 0): void {
    this.#leave(items);
    for (const item of items) {
      this.#untell(item);
      const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** item.tries, LONGEST_PAUSE_MS);
      const notBeforeMs = nowMs + Math.max(pauseMs, Math.min(1000 * waitS, LONGEST_WAIT_MS));
      this.#waiting.push({ ...item, tries: item.tries + 1, notBeforeMs });
      this.#catchUp(item);
    }
  }

  /** What waited too long, not counting the time of a mute, or is too much; it is told no more. */
  giveUp(nowMs: number, isMuted: IsMuted = () => false): readonly QueueItem[] {
    this.#waiting = this.#waiting.map((item) => {
      const alert = this.#noted.get(item.alertId)?.alert;
      return alert && isMuted(alert) ? { ...item, sinceMs: nowMs } : item;
    });
    const isOld = ({ sinceMs }: QueueItem) => Math.abs(nowMs - sinceMs) > GIVEN_UP_AFTER_MS;
    const surplus = new Set(this.#waiting.slice(0, Math.max(0, this.#waiting.length - MOST_WAITING)));
    const given = this.#waiting.filter((item) => isOld(item) || surplus.has(item));
    if (given.length === 0) return given;
    const gone = new Set(given);
    this.#waiting = this.#waiting.filter((item) => !gone.has(item));
    for (const { alertId } of given) this.#forgetEnded(alertId);
    return given;
  }

  #noteFor(alert: Alert, channel: QueueChannel, nowMs: number): void {
    const place = { channelId: channel.id, alertId: alert.id };
    const told = this.#told.get(keyOf(place));
    const waits = this.#waiting.find((item) => isOf(item, place));
    const phase = phaseOf(alert);
    if (phase === 'opened') {
      const isWorth = alert.severity === 'act' || (alert.severity === 'watch' && channel.least === 'watch');
      if (!isWorth || told || waits) return;
      this.#wait({ ...place, phase, notBeforeMs: nowMs + channel.afterMin * MINUTE_MS }, nowMs);
      return;
    }
    if (!told) {
      if (waits) this.#endUntold(waits, phase, channel, nowMs);
      return;
    }
    if (told.phase === phase || told.phase === 'resolved') return;
    this.#drop(place);
    if (phase === 'resolved' || channel.tellsAcknowledged)
      this.#wait({ ...place, phase, notBeforeMs: nowMs }, nowMs);
  }

  /** Seen or over before it was told: who has seen it needs no message, and who slept is told once that it was. */
  #endUntold(waits: QueueItem, phase: AlarmPhase, { afterMin }: QueueChannel, nowMs: number): void {
    this.#drop(waits);
    if (phase === 'resolved' && afterMin === 0)
      this.#waiting.push({ ...waits, phase, notBeforeMs: Math.max(nowMs, waits.notBeforeMs) });
  }

  /** What became of its alert while a first message was under way: one message tells all, or none is wanted. */
  #catchUp(item: QueueItem): void {
    const alert = this.#noted.get(item.alertId)?.alert;
    if (item.phase !== 'opened' || !alert || phaseOf(alert) === 'opened') return;
    const again = this.#waiting.find((each) => isOf(each, item) && each.phase === 'opened');
    this.#drop(item);
    if (again && phaseOf(alert) === 'resolved') this.#waiting.push({ ...again, phase: 'resolved' });
  }

  #wait(item: Omit<QueueItem, 'sinceMs' | 'tries'>, nowMs: number): void {
    this.#waiting.push({ ...item, sinceMs: nowMs, tries: 0 });
  }

  #drop(place: Pick<QueueItem, 'channelId' | 'alertId'>): void {
    this.#waiting = this.#waiting.filter((item) => !isOf(item, place));
  }

  #isHushed({ alertId, phase }: QueueItem, { quiet }: AlarmRules, nowMs: number, isMuted: IsMuted): boolean {
    const alert = this.#noted.get(alertId)?.alert;
    if (alert && phase === 'opened' && isMuted(alert)) return true;
    if (!quiet || !isQuiet(nowMs, quiet)) return false;
    return !(quiet.letActThrough && alert?.severity === 'act' && phase === 'opened');
  }

  #tell(item: QueueItem): void {
    const { channelId, alertId, phase } = item;
    const told = this.#told.get(keyOf(item));
    const { reference } = told ?? {};
    this.#told.set(keyOf(item), { channelId, alertId, phase, before: told?.phase, reference });
  }

  #untell(item: QueueItem): void {
    const told = this.#told.get(keyOf(item));
    if (told?.before === undefined) this.#told.delete(keyOf(item));
    else this.#told.set(keyOf(item), { ...told, phase: told.before, before: undefined });
  }

  #leave(items: readonly QueueItem[]): void {
    const ended = new Set(items);
    this.#underWay = this.#underWay.filter((item) => !ended.has(item));
  }

  /** Of an alert that is over nothing is remembered once nothing more is to be told of it. */
  #forgetEnded(alertId: string): void {
    const noted = this.#noted.get(alertId);
    if (noted && noted.alert.resolvedAtMs === undefined) return;
    const isOfIt = (item: { readonly alertId: string }) => item.alertId === alertId;
    if (this.#waiting.some(isOfIt) || this.#underWay.some(isOfIt)) return;
    this.#noted.delete(alertId);
    for (const [key, told] of this.#told) if (told.alertId === alertId) this.#told.delete(key);
  }
}

function phaseOf({ resolvedAtMs, acknowledgedAtMs }: Alert): AlarmPhase {
  if (resolvedAtMs !== undefined) return 'resolved';
  return acknowledgedAtMs === undefined ? 'opened' : 'acknowledged';
}

function keyOf({ channelId, alertId }: Pick<QueueItem, 'channelId' | 'alertId'>): string {
  return `${channelId} ${alertId}`;
}

function isOf(item: QueueItem, place: Pick<QueueItem, 'channelId' | 'alertId'>): boolean {
  return item.channelId === place.channelId && item.alertId === place.alertId;
}
