/** When a scripted fault acts, twin time. Without an end it stays. */
interface Spell {
  readonly fromMs: number;
  readonly untilMs?: number | undefined;
}

/** How bad, 0..1; grows in a straight line over `rampMs` where one is given, else is there at once. */
interface Severity {
  readonly severity: number;
  readonly rampMs?: number | undefined;
}

/** Faults that come in degrees. */
export type GradualFaultKind =
  | /** Less rpm at the same duty; severity 1 is a fan that stands still. */ 'fan-wear'
  | /** A worn bearing: the speed swings; severity 1 is by 30 % (one standard deviation). */ 'fan-jitter'
  | /** The heatsink clogs; severity 1 is twice the thermal resistance. */ 'dust'
  | /** Paste dries out between chip and heatsink; severity 1 is four times the thermal resistance. */ 'dry-paste'
  | /** The air is blocked; severity 1 is twelve times the thermal resistance, enough to trip any board. */ 'overheat'
  | /** The air around it is warmer; severity 1 is by 20 K. */ 'hot-room'
  | /** The regulator loses its hold on the heatsink; severity 1 is five times the thermal resistance. */ 'hot-regulator'
  | /** Resistance in plug or leads; severity 1 takes a fifth of the voltage at the highest power. */ 'bad-supply'
  | /** Chips age and need more voltage for the same clock; severity 1 is 15 % more. */ 'weak-chips'
  | /** Cores drop out one by one; severity 1 is all of them. */ 'slow-decline'
  | /** The pool refuses shares; severity 1 is all of them. */ 'shares-rejected'
  | /** Shares come too late; severity 1 is all of them. */ 'shares-stale'
  | /** Shares are lost on their way and counted by nobody; severity 1 is all of them. */ 'shares-lost';

/** Everything that can be made to go wrong with a twin. */
export type Fault = Spell &
  (
    | /** Claims to hash, repeats the same hashrate for ever, finds nothing. */ { readonly kind: 'flatline' }
    | { readonly kind: 'chip-stalled'; readonly chip: number }
    | { readonly kind: 'domain-stalled'; readonly chip: number; readonly domain: number }
    | /** No power, no hashes and no answer from one hash board. */ {
        readonly kind: 'board-lost';
        readonly board: number;
      }
    | ({ readonly kind: GradualFaultKind } & Severity)
    | /** Nothing in the house is reachable, and no share reaches a pool. */ { readonly kind: 'router-down' }
    | /** Unplugged, or off the network. */ { readonly kind: 'device-down' }
    | /** The first pool is away: the miner goes to the second, and returns. */ {
        readonly kind: 'pool-failover';
      }
    | /** One absurd hashrate after another (ESP-Miner #1445). */ { readonly kind: 'register-glitch' }
    | /** Heat and power are told as they were at `fromMs`, to the last digit. */ {
        readonly kind: 'sensors-frozen';
      }
    | /** One restart at `fromMs`. */ { readonly kind: 'reboot' }
    | /** Somebody sets the clock a tenth higher at `fromMs`. */ { readonly kind: 'settings-changed' }
    | /** Somebody puts other firmware on it at `fromMs`, and it starts anew. */ {
        readonly kind: 'firmware-changed';
      }
    | /** From `fromMs` on it mines to a stranger's address, at the same pools. */ {
        readonly kind: 'pool-hijacked';
      }
    | /** Takes commands, says yes, and changes nothing. */ { readonly kind: 'writes-ignored' }
    | /** Carries commands out, and the connection breaks before it could say so. */ {
        readonly kind: 'writes-unanswered';
      }
    | /** Carries commands out, and starts anew at once. */ { readonly kind: 'reboot-on-write' }
  );

export type FaultKind = Fault['kind'];

/** In the order in which they are offered. */
const GRADUAL_FAULT_KINDS: readonly GradualFaultKind[] = [
  'fan-wear',
  'fan-jitter',
  'dust',
  'dry-paste',
  'overheat',
  'hot-room',
  'hot-regulator',
  'bad-supply',
  'weak-chips',
  'slow-decline',
  'shares-rejected',
  'shares-stale',
  'shares-lost',
];

export const FAULT_KINDS: readonly FaultKind[] = [
  'flatline',
  'chip-stalled',
  'domain-stalled',
  'board-lost',
  ...GRADUAL_FAULT_KINDS,
  'router-down',
  'device-down',
  'pool-failover',
  'register-glitch',
  'sensors-frozen',
  'reboot',
  'settings-changed',
  'firmware-changed',
  'pool-hijacked',
  'writes-ignored',
  'writes-unanswered',
  'reboot-on-write',
];

export function isGradual(kind: FaultKind): kind is GradualFaultKind {
  return GRADUAL_FAULT_KINDS.some((gradual) => gradual === kind);
}

/** What all faults together do to a miner at one moment. */
export interface FaultEffects {
  readonly flatline: boolean;
  readonly networkDown: boolean;
  readonly unplugged: boolean;
  readonly primaryPoolDown: boolean;
  readonly glitch: boolean;
  readonly sensorsFrozen: boolean;
  readonly reboot: boolean;
  readonly writesIgnored: boolean;
  readonly writesUnanswered: boolean;
  readonly rebootsOnWrite: boolean;
  /** Part of its speed that the fan has lost, 0..1. */
  readonly fanWear: number;
  /** Extra thermal resistance, as a part of the clean one. */
  readonly dust: number;
  /** Spread of its speed, as a part of it (one standard deviation). */
  readonly fanJitter: number;
  /** Extra thermal resistance chip → heatsink, as a part of the sound one. */
  readonly dryPaste: number;
  /** How much warmer the air is than the room's own, K. */
  readonly warmerAirK: number;
  /** Extra thermal resistance regulator → heatsink, as a part of the sound one. */
  readonly regulatorLoose: number;
  /** Extra supply drop at the model's highest power, as a part of nominal voltage. */
  readonly supplyDrop: number;
  /** Extra core voltage that the chips need, as a part of what their kind needs. */
  readonly voltageNeed: number;
  /** Part of the cores that has dropped out, 0..1. */
  readonly coresLost: number;
  /** Part of its shares that the pool refuses, that come too late, and that nobody counts, 0..1 each. */
  readonly sharesRejected: number;
  readonly sharesStale: number;
  readonly sharesLost: number;
  readonly lostBoards: readonly number[];
  /** Each holds for the step in which its moment falls. */
  readonly settingsChanged: boolean;
  readonly firmwareChanged: boolean;
  readonly poolHijacked: boolean;
  readonly stalledChips: readonly number[];
  readonly stalledDomains: readonly { readonly chip: number; readonly domain: number }[];
}

export const NO_EFFECTS: FaultEffects = {
  flatline: false,
  networkDown: false,
  unplugged: false,
  primaryPoolDown: false,
  glitch: false,
  sensorsFrozen: false,
  reboot: false,
  writesIgnored: false,
  writesUnanswered: false,
  rebootsOnWrite: false,
  fanWear: 0,
  dust: 0,
  fanJitter: 0,
  dryPaste: 0,
  warmerAirK: 0,
  regulatorLoose: 0,
  supplyDrop: 0,
  voltageNeed: 0,
  coresLost: 0,
  sharesRejected: 0,
  sharesStale: 0,
  sharesLost: 0,
  lostBoards: [],
  settingsChanged: false,
  firmwareChanged: false,
  poolHijacked: false,
  stalledChips: [],
  stalledDomains: [],
};

/** What happens at one moment, and which effect says so. */
const MOMENTS: Readonly<Partial<Record<FaultKind, Partial<FaultEffects>>>> = {
  reboot: { reboot: true },
  'settings-changed': { settingsChanged: true },
  'firmware-changed': { firmwareChanged: true },
  'pool-hijacked': { poolHijacked: true },
};

/**
 * Effects at `atMs`. What happens at one moment belongs to the step [`sinceMs`, `atMs`) in which that falls: what is asked
 * for at the very moment a miner stands at comes with its next step.
 */
export function effectsAt(faults: readonly Fault[], atMs: number, sinceMs: number): FaultEffects {
  let effects = NO_EFFECTS;
  for (const fault of faults) {
    const moment = MOMENTS[fault.kind];
    if (moment) {
      if (fault.fromMs >= sinceMs && fault.fromMs < atMs) effects = { ...effects, ...moment };
    } else if (atMs >= fault.fromMs && atMs < (fault.untilMs ?? Number.POSITIVE_INFINITY)) {
      effects = { ...effects, ...effectOf(fault, atMs, effects) };
    }
  }
  return effects;
}

function effectOf(fault: Fault, atMs: number, before: FaultEffects): Partial<FaultEffects> {
  switch (fault.kind) {
    case 'flatline':
      return { flatline: true };
    case 'chip-stalled':
      return { stalledChips: [...before.stalledChips, fault.chip] };
    case 'domain-stalled':
      return { stalledDomains: [...before.stalledDomains, { chip: fault.chip, domain: fault.domain }] };
    case 'board-lost':
      return { lostBoards: [...before.lostBoards, fault.board] };
    case 'router-down':
      return { networkDown: true };
    case 'device-down':
      return { unplugged: true };
    case 'pool-failover':
      return { primaryPoolDown: true };
    case 'register-glitch':
      return { glitch: true };
    case 'sensors-frozen':
      return { sensorsFrozen: true };
    case 'writes-ignored':
      return { writesIgnored: true };
    case 'writes-unanswered':
      return { writesUnanswered: true };
    case 'reboot-on-write':
      return { rebootsOnWrite: true };
    case 'reboot':
    case 'settings-changed':
    case 'firmware-changed':
    case 'pool-hijacked':
      return {};
    default:
      return gradualEffect(fault.kind, grown(fault, fault, atMs), before);
  }
}

function gradualEffect(kind: GradualFaultKind, degree: number, before: FaultEffects): Partial<FaultEffects> {
  switch (kind) {
    case 'fan-wear':
      return { fanWear: Math.min(1, before.fanWear + degree) };
    case 'fan-jitter':
      return { fanJitter: before.fanJitter + 0.3 * degree };
    case 'dust':
      return { dust: before.dust + degree };
    case 'dry-paste':
      return { dryPaste: before.dryPaste + 3 * degree };
    case 'overheat':
      return { dust: before.dust + 11 * degree };
    case 'hot-room':
      return { warmerAirK: before.warmerAirK + 20 * degree };
    case 'hot-regulator':
      return { regulatorLoose: before.regulatorLoose + 4 * degree };
    case 'bad-supply':
      return { supplyDrop: before.supplyDrop + 0.2 * degree };
    case 'weak-chips':
      return { voltageNeed: before.voltageNeed + 0.15 * degree };
    case 'slow-decline':
      return { coresLost: Math.min(1, before.coresLost + degree) };
    case 'shares-rejected':
      return { sharesRejected: Math.min(1, before.sharesRejected + degree) };
    case 'shares-stale':
      return { sharesStale: Math.min(1, before.sharesStale + degree) };
    case 'shares-lost':
      return { sharesLost: Math.min(1, before.sharesLost + degree) };
  }
}

function grown(spell: Spell, { severity, rampMs }: Severity, atMs: number): number {
  if (rampMs === undefined || rampMs <= 0) return severity;
  return severity * Math.min(1, (atMs - spell.fromMs) / rampMs);
}
