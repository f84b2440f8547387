import { narrowed } from '../domain/envelope.ts';
import type { MinerView } from '../domain/fleet-view.ts';
import type { HardwareFacts } from '../domain/hardware.ts';
import { envelopeOf } from '../domain/hardware-envelope.ts';
import {
  type ChipReference,
  type ClockPoint,
  type ClockTask,
  type LadderTask,
  type TuningLimits,
  wayOf,
} from '../domain/tuning.ts';
import { laddersOf } from '../insight/tuning/ladders.ts';
import { type OwnerLimits, tuningEnvelope, tuningLimits } from '../insight/tuning/tuning-envelope.ts';
import type { ControlView } from './control-api.ts';
import type { OfferedWay } from './tuning-api.ts';
import { settingOf } from './tuning-tellings.ts';

/** What a session on a way would be told of the miner. */
export type Begin =
  | Pick<ClockTask, 'reference' | 'envelope' | 'ladder'>
  | Pick<LadderTask, 'ladder' | 'envelope'>;

export interface FoundWays {
  readonly limits: TuningLimits;
  readonly ways: readonly (OfferedWay & { readonly task: Begin })[];
}

/** All that of a miner can be tuned within its limits. Hashrate and power must be told by its reading. */
export function waysOf({
  view: { miner, reading },
  stands: { offers, settings, bounds },
  facts,
  wish,
  referenceAt,
}: {
  readonly view: MinerView;
  readonly stands: ControlView;
  readonly facts: HardwareFacts;
  readonly wish?: OwnerLimits | undefined;
  readonly referenceAt: (at: ClockPoint) => ChipReference;
}): FoundWays {
  const [powerW, hashrateHs] = [reading?.powerW ?? Number.NaN, reading?.hashrateHs ?? Number.NaN];
  const present = {
    powerW,
    chipC: reading?.tempChipMaxC ?? reading?.tempChipAvgC,
    boardC: reading?.tempBoardMaxC,
    tellsErrors: reading?.hwErrorPct !== undefined,
  };
  const limits = tuningLimits(envelopeOf(facts), present, wish);
  const within = narrowed(settings.bounds, bounds);
  const clock = offers.includes('tuning') ? settingOf('clock', settings) : undefined;
  const envelope = clock && tuningEnvelope(within, limits);
  const { family } = miner.identity;
  const ladders = laddersOf({ family, offers, settings, bounds: within, powerW, hashrateHs });
  return {
    limits,
    ways: [
      ...(clock?.kind === undefined && clock && envelope
        ? [
            {
              way: 'clock' as const,
              present: clock,
              low: { frequencyMhz: envelope.frequencyMhz.min, coreVoltageMv: envelope.coreVoltageMv.min },
              high: { frequencyMhz: envelope.frequencyMhz.max, coreVoltageMv: envelope.coreVoltageMv.max },
              task: { reference: referenceAt(clock), envelope },
            },
          ]
        : []),
      ...ladders.flatMap(({ rungs, present: at }) => {
        const [low, high] = [rungs[0], rungs.at(-1)];
        if (!low || !high) return [];
        const task = { ladder: rungs, envelope: limits };
        return [{ way: wayOf(at), present: at, low: low.point, high: high.point, rungs: rungs.length, task }];
      }),
    ],
  };
}
