import { DeviceError } from '../devices/transport.ts';
import type { ControlKind } from '../domain/control.ts';
import type { MinerView } from '../domain/fleet-view.ts';
import type { HardwareFacts } from '../domain/hardware.ts';
import type { MinerIdentity } from '../domain/miner.ts';
import type { CannotTune } from '../domain/tuning.ts';
import type { ControlService } from './control-service.ts';
import type { TuningWish } from './tuning-api.ts';
import { chipReference } from './tuning-tellings.ts';
import { type FoundWays, waysOf } from './tuning-ways.ts';

/** Whether a miner can be tuned now: why not, or what of it and within which limits. */
export interface Readiness {
  readonly cannot?: CannotTune | undefined;
  readonly found?: FoundWays | undefined;
}

const TUNABLE: ReadonlySet<ControlKind> = new Set<ControlKind>(['tuning', 'preset', 'power-limit']);

/** Asks a miner that is not being tuned how it stands, and holds that against its limits. */
export async function readinessOf(
  view: MinerView,
  {
    control,
    factsOf,
  }: {
    readonly control: Pick<ControlService, 'controlOf' | 'hasLocks'>;
    readonly factsOf: (identity: MinerIdentity) => Promise<HardwareFacts>;
  },
  wish?: TuningWish,
): Promise<Readiness> {
  const { miner, reading } = view;
  if (miner.control !== 'by-hand') return { cannot: 'watch-only' };
  if (!control.hasLocks) return { cannot: 'no-locks' };
  if (!reading?.hashrateHs || !reading.powerW) return { cannot: 'nothing-told' };
  try {
    const stands = await control.controlOf(miner.id);
    const facts = await factsOf(miner.identity);
    const found = waysOf({ view, stands, facts, wish, referenceAt: (at) => chipReference(view, facts, at) });
    if (found.ways.length > 0) return { found };
    return { cannot: stands.offers.some((kind) => TUNABLE.has(kind)) ? 'no-limits-known' : 'not-offered' };
  } catch (error) {
    if (error instanceof DeviceError) return { cannot: 'away' };
    throw error;
  }
}
