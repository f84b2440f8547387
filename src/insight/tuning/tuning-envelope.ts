import type { Bound, ControlBounds } from '../../domain/control.ts';
import type { HardwareEnvelope } from '../../domain/hardware-envelope.ts';
import type { TuningEnvelope, TuningPoint } from '../../domain/tuning.ts';

/** What an owner may narrow, and within the hardware's own limits widen. Absent: the usual. */
export interface OwnerLimits {
  readonly maxPowerW?: number | undefined;
  readonly maxChipC?: number | undefined;
  readonly maxVrC?: number | undefined;
  readonly maxFanPercent?: number | undefined;
  readonly maxErrorRate?: number | undefined;
}

/** A miner's protection shuts it down at its limit: tuning stays so far below. */
const BELOW_TRIP_K = 7;
const BELOW_VR_TRIP_K = 20;
const USUAL_CHIP_C = 68;
const USUAL_VR_C = 85;
/** Power above what it draws today is bought with a supply that nobody has seen: so much more at most. */
const USUAL_POWER_FACTOR = 1.25;
/** A supply that sags below this part of its nominal voltage is at its end. */
const SAGGING = 0.95;
const USUAL_ERROR_RATE = 0.06;
const STEP_MHZ = 5;
const STEP_MV = 5;

/**
 * What a miner must not leave while it is tuned: of each limit the narrowest of what its hardware bears, what it takes
 * itself, and what its owner wants. Undefined where it is not known what clock and voltage it takes: then it is not tuned.
 *
 * @param bounds what it takes, as it says itself and as the catalogue says
 */
export function tuningEnvelope(
  bounds: ControlBounds,
  hardware: HardwareEnvelope,
  presentPowerW: number,
  tells: { readonly errors: boolean },
  owner: OwnerLimits = {},
): TuningEnvelope | undefined {
  const frequencyMhz = rangeOf(bounds.frequencyMhz, STEP_MHZ);
  const coreVoltageMv = rangeOf(bounds.coreVoltageMv, STEP_MV);
  if (!frequencyMhz || !coreVoltageMv) return undefined;
  const boardW = hardware.maxPowerW?.value ?? Number.POSITIVE_INFINITY;
  const chipC = (hardware.maxChipC?.value ?? USUAL_CHIP_C + BELOW_TRIP_K) - BELOW_TRIP_K;
  const vrC = (hardware.maxVrC?.value ?? USUAL_VR_C + BELOW_VR_TRIP_K) - BELOW_VR_TRIP_K;
  const nominalV = hardware.nominalInputV?.value;
  return {
    frequencyMhz,
    coreVoltageMv,
    maxPowerW: Math.min(boardW, owner.maxPowerW ?? USUAL_POWER_FACTOR * presentPowerW),
    maxChipC: Math.min(chipC, owner.maxChipC ?? USUAL_CHIP_C),
    maxVrC: Math.min(vrC, owner.maxVrC ?? USUAL_VR_C),
    ...(nominalV === undefined ? {} : { minInputV: SAGGING * nominalV }),
    ...(owner.maxFanPercent === undefined ? {} : { maxFanPercent: owner.maxFanPercent }),
    ...(tells.errors ? { maxErrorRate: owner.maxErrorRate ?? USUAL_ERROR_RATE } : {}),
  };
}

function rangeOf(bound: Bound | undefined, step: number): TuningEnvelope['frequencyMhz'] | undefined {
  if (!bound || !(bound.max > bound.min) || !(bound.min > 0)) return undefined;
  return { min: Math.ceil(bound.min / step) * step, max: Math.floor(bound.max / step) * step, step };
}

/** Does a point lie within the settings of an envelope? */
export function isWithinSettings(
  { frequencyMhz, coreVoltageMv }: TuningPoint,
  envelope: TuningEnvelope,
): boolean {
  const isIn = (value: number, { min, max }: TuningEnvelope['frequencyMhz']) => value >= min && value <= max;
  return isIn(frequencyMhz, envelope.frequencyMhz) && isIn(coreVoltageMv, envelope.coreVoltageMv);
}
