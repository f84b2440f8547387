import type { ControlBounds } from '../domain/control.ts';
import { controlLimits } from '../domain/control-limits.ts';
import { findHardware, type HardwareFacts } from '../domain/hardware.ts';
import { envelopeOf } from '../domain/hardware-envelope.ts';
import type { MinerIdentity } from '../domain/miner.ts';

/** What the hardware catalogue knows of a device's limits; it is loaded when the first change is prepared. */
export async function hardwareLimits(identity: MinerIdentity): Promise<ControlBounds> {
  return controlLimits(envelopeOf(await hardwareFacts(identity)));
}

/** What the hardware catalogue knows of a device: nothing of one that is not in it. */
export async function hardwareFacts(identity: MinerIdentity): Promise<HardwareFacts> {
  const { SHIPPED_HARDWARE } = await import('../domain/shipped-hardware.ts');
  return findHardware(SHIPPED_HARDWARE, identity)?.facts ?? {};
}
