import type { RunningRecorder } from '../../src/domain/recorder-report.ts';

/** A recorder that has been at work for nine days. */
export const FAKE_RECORDER: RunningRecorder = {
  recording: true,
  nowMs: Date.UTC(2026, 0, 15, 16),
  folder: '/home/ann/.local/state/davylamp/recorder',
  bytes: 61_300_000,
  maxBytes: 200_000_000,
  keepDays: 14,
  asked: 6,
  miners: [
    {
      minerId: '02aabbccddee',
      rows: 77_760,
      oldestAtMs: Date.UTC(2026, 0, 6, 9, 12),
      newestAtMs: Date.UTC(2026, 0, 15, 16),
    },
  ],
  damaged: 0,
  lostRows: 0,
};
