import type { KeptTuning } from '../store/tuning-store.ts';

/** A session that runs in this tab. */
export interface RunningTuning {
  kept: KeptTuning;
  /** Events are taken one after the other: a command takes seconds, in which more is heard. */
  turn: Promise<void>;
  latestMs: number;
  elsewhere: number;
  askedMs: number;
  /** When it was last set from here, or found as it stands. */
  setMs: number;
  /** A command is on its way, or waits for its moment: what is told meanwhile is of no point of the session. */
  isSetting: boolean;
  /** So many events that end what is being tried were told, and not taken yet. */
  called: number;
  /** A way back that could not be sent, because the miner was away: it is sent once when it answers again. */
  owed: boolean;
}

/** As it is begun, or taken over from whoever ran it. */
export function begun(kept: KeptTuning): RunningTuning {
  const { heardMs, askedMs, appliedMs } = kept.session;
  return {
    kept,
    turn: Promise.resolve(),
    latestMs: heardMs,
    elsewhere: 0,
    askedMs: heardMs,
    setMs: appliedMs ?? askedMs,
    isSetting: false,
    called: 0,
    owed: false,
  };
}
