import type { MeterRow } from '../../src/insight/two-meter-stretches.ts';
import type { Random } from '../../src/numerics/random.ts';

/** What happens to a miner that works as it says, as far as its two meters notice. */
export interface Life {
  readonly name: string;
  /** Shares a minute at difficulty 1024. */
  readonly perMinute: number;
  /** The pool halves or doubles the difficulty on a share, when those of some minutes were too few or too many. */
  readonly vardiff?: { readonly targetPerMinute: number; readonly afterMinutes: number };
  /** Three hours off each evening, at three quarters of the clock each night. */
  readonly dailyRhythm?: boolean;
  /** Of two restarts. */
  readonly meanDaysUp?: number;
  /** While it is paused it goes on telling the rate it had (AxeOS 2.14). */
  readonly tellsOldRate?: boolean;
  /** So long does its rate take to follow what it does (e-folding). */
  readonly rateLagS?: number;
  /** Part that is lost in silence from the first minute on. */
  readonly lost?: number;
}

const STEP_S = 10;
const POLLS_A_MINUTE = 60 / STEP_S;
const DAY_S = 86_400;
const HASHES_PER_DIFFICULTY = 2 ** 32;
const FIRST_DIFFICULTY = 1024;
/** A restart takes so long. */
const BOOT_S = 60;

/** Poisson shares, polled every ten seconds; told as the store does: a minute's mean of gauges, its last counter. */
export function* meterRowsOf(life: Life, minutes: number, random: Random): Generator<MeterRow> {
  const fullHs = (life.perMinute / 60) * FIRST_DIFFICULTY * HASHES_PER_DIFFICULTY;
  let difficulty = FIRST_DIFFICULTY;
  let [toldHs, accepted, upS, bootingS] = [fullHs, 0, 600, 0];
  let [sharesAtThis, secondsAtThis] = [0, 0];
  for (let minute = 0; minute < minutes; minute++) {
    const sums = { rateHs: 0, difficulty: 0, mining: 0, polls: 0 };
    for (let poll = 0; poll < POLLS_A_MINUTE; poll++) {
      if (bootingS === 0 && life.meanDaysUp && random.uniform() < STEP_S / (life.meanDaysUp * DAY_S)) {
        [bootingS, accepted, upS, toldHs, difficulty] = [BOOT_S, 0, 0, 0, FIRST_DIFFICULTY];
        [sharesAtThis, secondsAtThis] = [0, 0];
      }
      if (bootingS > 0) {
        bootingS -= STEP_S;
        continue;
      }
      const hour = (((minute * 60 + poll * STEP_S) / 3600) % 24) | 0;
      const part = !life.dailyRhythm ? 1 : hour >= 17 && hour < 20 ? 0 : hour < 6 ? 0.75 : 1;
      const trueHs = part * fullHs;
      const shares = random.poisson(
        ((1 - (life.lost ?? 0)) * trueHs * STEP_S) / (difficulty * HASHES_PER_DIFFICULTY),
      );
      accepted += shares;
      upS += STEP_S;
      sharesAtThis += shares;
      secondsAtThis += STEP_S;
      if (part > 0 || !life.tellsOldRate)
        toldHs += (trueHs - toldHs) * (life.rateLagS ? -Math.expm1(-STEP_S / life.rateLagS) : 1);
      if (shares > 0 && life.vardiff && secondsAtThis >= 60 * life.vardiff.afterMinutes) {
        const pace = sharesAtThis / (secondsAtThis / 60) / life.vardiff.targetPerMinute;
        difficulty *= pace >= 2 ? 2 : pace <= 0.5 ? 0.5 : 1;
        [sharesAtThis, secondsAtThis] = [0, 0];
      }
      sums.rateHs += toldHs;
      sums.difficulty += difficulty;
      sums.mining += part > 0 ? 1 : 0;
      sums.polls += 1;
    }
    if (sums.polls === 0) continue;
    yield {
      atMs: minute * 60_000,
      hashrateHs: sums.rateHs / sums.polls,
      poolDifficulty: sums.difficulty / sums.polls,
      mining: sums.mining / sums.polls,
      sharesAccepted: accepted,
      sharesRejected: 0,
      sharesStale: 0,
      uptimeS: upS,
    };
  }
}
