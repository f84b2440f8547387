import type { ControlBounds } from '../domain/control.ts';
import { controlLimits } from '../domain/control-limits.ts';
import { findHardware, type HardwareCatalogue } from '../domain/hardware.ts';
import { readHardwareCatalogue } from '../domain/hardware-catalogue.ts';
import { envelopeOf } from '../domain/hardware-envelope.ts';
import type { MinerIdentity } from '../domain/miner.ts';

let catalogue: Promise<HardwareCatalogue> | undefined;

/** What the hardware catalogue knows of a device's limits; it is loaded when the first change is prepared. */
export async function hardwareLimits(identity: MinerIdentity): Promise<ControlBounds> {
  catalogue ??= import('../../models/hardware.json').then((file) => readHardwareCatalogue(file.default));
  const found = findHardware(await catalogue, identity);
  return found ? controlLimits(envelopeOf(found.facts)) : {};
}
