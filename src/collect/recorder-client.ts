import type { LiveReading } from '../domain/live-reading.ts';
import type { RecordedStretch } from '../domain/recorded-stream.ts';
import type { RecorderFleet } from '../domain/recorder-fleet.ts';
import type { RecorderReport } from '../domain/recorder-report.ts';

/** The helper's recorder, as a collector sees it. Every method fails with a DeviceError. */
export interface RecorderClient {
  report(signal?: AbortSignal): Promise<RecorderReport>;
  /** Tells whom to record. */
  tell(fleet: RecorderFleet, signal: AbortSignal): Promise<void>;
  /** What it hears, from now on; ends when the helper ends. */
  live(signal: AbortSignal): AsyncGenerator<LiveReading>;
  /** What it has recorded, oldest first, stretch by stretch. */
  recorded(asked: RecordedQuery, signal: AbortSignal): AsyncGenerator<RecordedStretch>;
}

export interface RecordedQuery {
  /** Of a RecordedMark; absent: from the oldest row. */
  readonly cursor?: string | undefined;
  /** Rows before it are left out, epoch ms by the recorder's clock. */
  readonly fromMs?: number | undefined;
}
