import type { ControlBounds } from '../domain/control.ts';
import { controlLimits } from '../domain/control-limits.ts';
import { findHardware } from '../domain/hardware.ts';
import { envelopeOf } from '../domain/hardware-envelope.ts';
import type { MinerIdentity } from '../domain/miner.ts';

/** What the hardware catalogue knows of a device's limits; it is loaded when the first change is prepared. */
export async function hardwareLimits(identity: MinerIdentity): Promise<ControlBounds> {
  const { SHIPPED_HARDWARE } = await import('../domain/shipped-hardware.ts');
  const found = findHardware(SHIPPED_HARDWARE, identity);
  return found ? controlLimits(envelopeOf(found.facts)) : {};
}
