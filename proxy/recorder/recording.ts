import { join } from 'node:path';
import type { RecorderFleet } from '../../src/domain/recorder-fleet.ts';
import type { RunningRecorder } from '../../src/domain/recorder-report.ts';
import { AwayBook } from '../away/away-book.ts';
import { AwayDesk } from '../away/away-desk.ts';
import { ConditionLog } from '../away/condition-log.ts';
import type { DeviceGate } from '../device-gate.ts';
import { Alarms, type OpenAlarms, openAlarms } from '../notify/alarms.ts';
import type { ReachRules } from '../notify/reachable-address.ts';
import { SecretBox } from '../notify/secret-box.ts';
import { FleetBook } from './fleet-book.ts';
import { LiveReadings } from './live-readings.ts';
import { Recorder } from './recorder.ts';
import { RowLog } from './row-log.ts';

/** How the owner wants it. */
export interface RecordingOptions {
  /** Where it is kept: made for the owner alone. */
  readonly folder: string;
  readonly keepDays: number;
  readonly maxBytes: number;
}

/** The files of a recording, opened: what a helper needs before it may begin to ask. */
export interface OpenRecording {
  readonly options: RecordingOptions;
  readonly log: RowLog;
  readonly book: FleetBook;
  readonly away: AwayBook;
  readonly alarms: OpenAlarms;
}

const DAY_MS = 86_400_000;
const AWAY_LOOK_EVERY_MS = 10_000;

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** @throws Error with one sentence when another helper records there, or a file is damaged; the system's error */
export async function openRecording(options: RecordingOptions, nowMs: () => number): Promise<OpenRecording> {
  const { folder, maxBytes, keepDays } = options;
  const log = await RowLog.open({ folder, maxBytes, keepMs: keepDays * DAY_MS, nowMs });
  try {
    const book = new FleetBook(join(folder, 'fleet.json'), nowMs);
    const away = new AwayBook(join(folder, 'away.json'), SecretBox.open(join(folder, 'away.key')));
    return { options, log, book, away, alarms: openAlarms(join(folder, 'alarms')) };
  } catch (error) {
    await log.close();
    throw error;
  }
}

/** A recorder at work: it asks, keeps, tells who listens, and raises alarms. */
export class RunningRecording {
  readonly log: RowLog;
  readonly live: LiveReadings;
  readonly alarms: Alarms;
  readonly away: AwayDesk;
  readonly #awayTimer: ReturnType<typeof setInterval>;
  readonly #options: RecordingOptions;
  readonly #book: FleetBook;
  readonly #recorder: Recorder;
  readonly #nowMs: () => number;

  /** @param rules where alarms may go */
  constructor(opened: OpenRecording, gate: DeviceGate, nowMs: () => number, rules: ReachRules) {
    const { options, log, book } = opened;
    this.#options = options;
    this.#book = book;
    this.#nowMs = nowMs;
    this.log = log;
    this.live = new LiveReadings(nowMs);
    this.alarms = new Alarms(opened.alarms, { rules, nowMs });
    const conditions = new ConditionLog();
    this.away = new AwayDesk({ gate, book: opened.away, conditions, nowMs, wait });
    // What a power cut has left in the middle is looked at first.
    this.#goOn();
    this.#awayTimer = setInterval(() => this.#goOn(), AWAY_LOOK_EVERY_MS);
    const listeners = [this.live, this.alarms.watch, conditions];
    this.#recorder = new Recorder({ gate, book, log, nowMs, random: Math.random, listeners });
    this.alarms.follow(book.miners, book);
  }

  /**
   * A browser's fleet.
   * @param deviceId see {@link FleetBook.tell}
   * @throws the system's error when it cannot be kept; its miners are asked all the same
   */
  tell(fleet: RecorderFleet, deviceId?: string): void {
    try {
      this.#book.tell(fleet, deviceId);
    } finally {
      this.#followBook();
    }
  }

  /** Only these devices are paired: what others had it ask is asked no more, and they are told nothing. */
  keepDevices(paired: ReadonlySet<string>): void {
    for (const book of [this.alarms.book, this.#book]) {
      try {
        book.keepDevices(paired);
      } catch (error) {
        // It counts from now on, and the next start forgets them again.
        console.warn(`The recorder cannot keep whom it asks or tells: ${String(error)}`);
      }
    }
    this.alarms.followBook();
    this.#followBook();
  }

  #followBook(): void {
    this.#recorder.followBook();
    this.alarms.follow(this.#book.miners, this.#book);
    this.live.keepOnly(new Set(this.#book.miners.map(({ id }) => id)));
  }

  #goOn(): void {
    this.away
      .look()
      .catch((error: unknown) => console.warn(`What was asked for cannot be gone on with: ${String(error)}`));
  }

  report(): RunningRecorder {
    const { folder, maxBytes, keepDays } = this.#options;
    const nowMs = this.#nowMs();
    return {
      recording: true,
      nowMs,
      folder,
      maxBytes,
      keepDays,
      asked: this.#recorder.asked,
      ...this.log.state,
    };
  }

  async close(): Promise<void> {
    clearInterval(this.#awayTimer);
    this.#recorder.stop();
    this.live.close();
    this.alarms.close();
    await this.log.close();
  }
}
