import { join } from 'node:path';
import type { RecorderFleet } from '../../src/domain/recorder-fleet.ts';
import type { RunningRecorder } from '../../src/domain/recorder-report.ts';
import type { DeviceGate } from '../device-gate.ts';
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
}

const DAY_MS = 86_400_000;

/** @throws Error with one sentence when another helper records there, or a file is damaged; the system's error */
export async function openRecording(options: RecordingOptions, nowMs: () => number): Promise<OpenRecording> {
  const { folder, maxBytes, keepDays } = options;
  const log = await RowLog.open({ folder, maxBytes, keepMs: keepDays * DAY_MS, nowMs });
  try {
    return { options, log, book: new FleetBook(join(folder, 'fleet.json'), nowMs) };
  } catch (error) {
    await log.close();
    throw error;
  }
}

/** A recorder at work: it asks, keeps, and tells who listens. */
export class RunningRecording {
  readonly log: RowLog;
  readonly live: LiveReadings;
  readonly #options: RecordingOptions;
  readonly #book: FleetBook;
  readonly #recorder: Recorder;
  readonly #nowMs: () => number;

  constructor({ options, log, book }: OpenRecording, gate: DeviceGate, nowMs: () => number) {
    this.#options = options;
    this.#book = book;
    this.#nowMs = nowMs;
    this.log = log;
    this.live = new LiveReadings(nowMs);
    this.#recorder = new Recorder({ gate, book, log, nowMs, random: Math.random, listeners: [this.live] });
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

  /** Only these devices are paired: what others had it ask is asked no more. */
  keepDevices(paired: ReadonlySet<string>): void {
    try {
      this.#book.keepDevices(paired);
    } catch (error) {
      // It counts from now on, and the next start forgets them again.
      console.warn(`The recorder cannot keep whom it asks: ${String(error)}`);
    }
    this.#followBook();
  }

  #followBook(): void {
    this.#recorder.followBook();
    this.live.keepOnly(new Set(this.#book.miners.map(({ id }) => id)));
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
    this.#recorder.stop();
    this.live.close();
    await this.log.close();
  }
}
