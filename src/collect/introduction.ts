import type { DeviceSnapshot } from '../devices/adapter.ts';
import { type Detected, detect } from '../devices/detect.ts';
import { DeviceError, type DeviceErrorKind, type DeviceTransport } from '../devices/transport.ts';
import type { MinerFamily } from '../domain/miner.ts';

/** Who stands behind a door. */
export type Introduced =
  | { readonly kind: 'miner'; readonly snapshot: DeviceSnapshot }
  /** A miner, by its firmware, that could not be read. */
  | {
      readonly kind: 'unread';
      readonly why: {
        readonly family: MinerFamily;
        readonly kind: DeviceErrorKind;
        readonly detail: string;
      };
    }
  | { readonly kind: 'stranger' };

/** Longest that one device may take to say who it is, ms: others wait. */
const LIMIT_MS = 8_000;

/** Failures of the way, not of the device: nobody else could be asked either. */
const OF_THE_HELPER: ReadonlySet<DeviceErrorKind> = new Set<DeviceErrorKind>(['no-proxy', 'not-paired']);

/**
 * Asks a device who it is, and reads it once.
 * @throws DeviceError `no-proxy`, `not-paired`; any when `signal` has ended
 */
export async function introduce(
  transport: DeviceTransport,
  nowMs: () => number,
  signal: AbortSignal,
): Promise<Introduced> {
  const options = { nowMs, signal: AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]) };
  let detected: Detected;
  try {
    detected = await detect(transport, options);
  } catch (error) {
    ownFailure(error, signal);
    return { kind: 'stranger' };
  }
  const { family, adapter } = detected;
  try {
    return { kind: 'miner', snapshot: await adapter.read(transport, options) };
  } catch (error) {
    const { kind, detail } = ownFailure(error, signal);
    return { kind: 'unread', why: { family, kind, detail } };
  }
}

/** The device's own failure. @throws what failed, if it was not the device */
function ownFailure(error: unknown, signal: AbortSignal): DeviceError {
  if (signal.aborted || !(error instanceof DeviceError) || OF_THE_HELPER.has(error.kind)) throw error;
  return error;
}
