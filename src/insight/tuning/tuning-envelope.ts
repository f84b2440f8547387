import type { Bound, ControlBounds } from '../../domain/control.ts';
import type { HardwareEnvelope } from '../../domain/hardware-envelope.ts';
import type { TuningEnvelope, TuningLimits } from '../../domain/tuning.ts';

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

/** Where nobody says how hot a chip may be, it may be so much hotter than where it was found, or as hot as is usual. */
const UNKNOWN_HEAT_K = 4;

/** What a miner tells before it is tuned. */
export interface Presently {
  readonly powerW: number;
  readonly chipC?: number | undefined;
  /** Of its boards, where it does not tell that of its chips: nobody says how hot those may be. */
  readonly boardC?: number | undefined;
  readonly tellsErrors: boolean;
}

/** Of each limit the narrowest of what a miner's hardware bears and what its owner wants. */
export function tuningLimits(
  hardware: HardwareEnvelope,
  present: Presently,
  owner: OwnerLimits = {},
): TuningLimits {
  const boardW = hardware.maxPowerW?.value ?? Number.POSITIVE_INFINITY;
  const vrC = (hardware.maxVrC?.value ?? USUAL_VR_C + BELOW_VR_TRIP_K) - BELOW_VR_TRIP_K;
  const nominalV = hardware.nominalInputV?.value;
  return {
    maxPowerW: Math.min(boardW, owner.maxPowerW ?? USUAL_POWER_FACTOR * present.powerW),
    maxChipC: mostHeatC(hardware, present, owner),
    maxVrC: Math.min(vrC, owner.maxVrC ?? USUAL_VR_C),
    ...(nominalV === undefined ? {} : { minInputV: SAGGING * nominalV }),
    ...(owner.maxFanPercent === undefined ? {} : { maxFanPercent: owner.maxFanPercent }),
    ...(present.tellsErrors ? { maxErrorRate: owner.maxErrorRate ?? USUAL_ERROR_RATE } : {}),
  };
}

function mostHeatC(hardware: HardwareEnvelope, { chipC, boardC }: Presently, owner: OwnerLimits): number {
  if (chipC === undefined && boardC !== undefined)
    return Math.min(owner.maxChipC ?? Number.POSITIVE_INFINITY, boardC + UNKNOWN_HEAT_K);
  return hardware.maxChipC
    ? Math.min(hardware.maxChipC.value - BELOW_TRIP_K, owner.maxChipC ?? USUAL_CHIP_C)
    : (owner.maxChipC ?? Math.max(USUAL_CHIP_C, (chipC ?? 0) + UNKNOWN_HEAT_K));
}

/**
 * The same with the clocks and voltages that a miner takes. Undefined where those are not known: then they are not tuned.
 *
 * @param bounds what it takes, as it says itself and as the catalogue says
 */
export function tuningEnvelope(bounds: ControlBounds, limits: TuningLimits): TuningEnvelope | undefined {
  const frequencyMhz = rangeOf(bounds.frequencyMhz, STEP_MHZ);
  const coreVoltageMv = rangeOf(bounds.coreVoltageMv, STEP_MV);
  return frequencyMhz && coreVoltageMv ? { frequencyMhz, coreVoltageMv, ...limits } : undefined;
}

function rangeOf(bound: Bound | undefined, step: number): TuningEnvelope['frequencyMhz'] | undefined {
  if (!bound || !(bound.max > bound.min) || !(bound.min > 0)) return undefined;
  return { min: Math.ceil(bound.min / step) * step, max: Math.floor(bound.max / step) * step, step };
}
