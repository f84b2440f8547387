import { FAULT_KINDS, type Fault, type FaultKind, isGradual } from '../src/twin/faults.ts';

/** A fault as a test, a command line or the control port asks for it: times count from now, in twin seconds. */
export interface FaultRequest {
  readonly kind: FaultKind;
  /** Seconds from now; negative for one that began in the past. 0 when absent. */
  readonly afterS?: number | undefined;
  /** How long it lasts; for ever when absent. */
  readonly forS?: number | undefined;
  /** 0..1, for faults that come in degrees; 1 when absent. */
  readonly severity?: number | undefined;
  /** Seconds over which the severity grows. */
  readonly rampS?: number | undefined;
  /** Of a lost board: the board. */
  readonly chip?: number | undefined;
  readonly domain?: number | undefined;
}

/** The fault that a request means when it is made at `nowMs`. */
export function faultFrom(request: FaultRequest, nowMs: number): Fault {
  const fromMs = nowMs + (request.afterS ?? 0) * 1000;
  const untilMs = request.forS === undefined ? undefined : fromMs + request.forS * 1000;
  const spell = { fromMs, untilMs };
  const rampMs = request.rampS === undefined ? undefined : request.rampS * 1000;
  const strength = { severity: request.severity ?? 1, rampMs };
  switch (request.kind) {
    case 'chip-stalled':
      return { ...spell, kind: request.kind, chip: request.chip ?? 0 };
    case 'domain-stalled':
      return { ...spell, kind: request.kind, chip: request.chip ?? 0, domain: request.domain ?? 0 };
    case 'board-lost':
      return { ...spell, kind: request.kind, board: request.chip ?? 0 };
    default:
      return isGradual(request.kind)
        ? { ...spell, ...strength, kind: request.kind }
        : { ...spell, kind: request.kind };
  }
}

/**
 * Reads `miner:kind@offset+duration*severity`, where only miner and kind are needed: `kitchen-gamma:flatline@60s`,
 * `*:router-down@2m+10m`, `desk-gamma:domain-stalled/0/2@-1h`, `garage-s19j:fan-wear@0s*0.5`. `*` is every miner.
 * @throws RangeError that says which part cannot be read
 */
export function parseFaultSpec(text: string): { readonly miner: string; readonly request: FaultRequest } {
  const form =
    /^([^:]+):([a-z-]+)(?:\/(\d+))?(?:\/(\d+))?(?:@(-?\d+[smhd]))?(?:\+(\d+[smhd]))?(?:\*([\d.]+))?$/;
  const [, miner, kind, chip, domain, offset, duration, severity] = form.exec(text) ?? [];
  if (miner === undefined || kind === undefined) {
    throw new RangeError(
      `"${text}" is no fault: write miner:kind@60s, for example kitchen-gamma:flatline@60s`,
    );
  }
  return {
    miner,
    request: {
      kind: faultKind(kind),
      afterS: offset === undefined ? undefined : seconds(offset),
      forS: duration === undefined ? undefined : seconds(duration),
      severity: severity === undefined ? undefined : Number(severity),
      chip: chip === undefined ? undefined : Number(chip),
      domain: domain === undefined ? undefined : Number(domain),
    },
  };
}

/** @throws RangeError when there is no such kind */
export function faultKind(text: string): FaultKind {
  const kind = FAULT_KINDS.find((each) => each === text);
  if (kind === undefined) {
    throw new RangeError(`there is no fault "${text}"; there are ${FAULT_KINDS.join(', ')}`);
  }
  return kind;
}

const UNIT_S: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function seconds(text: string): number {
  return Number.parseInt(text, 10) * (UNIT_S[text.slice(-1)] ?? 1);
}
