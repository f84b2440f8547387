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

/** Everything that can be made to go wrong with a twin. */
export type Fault = Spell &
  (
    | /** Claims to hash, repeats the same hashrate for ever, finds nothing. */ { readonly kind: 'flatline' }
    | { readonly kind: 'chip-stalled'; readonly chip: number }
    | { readonly kind: 'domain-stalled'; readonly chip: number; readonly domain: number }
    | /** Less rpm at the same duty; severity 1 is a fan that stands still. */ ({
        readonly kind: 'fan-wear';
      } & Severity)
    | /** The heatsink clogs; severity 1 is twice the thermal resistance. */ ({
        readonly kind: 'dust';
      } & Severity)
    | /** The air is blocked; severity 1 is twelve times the thermal resistance, enough to trip any board. */ ({
        readonly kind: 'overheat';
      } & Severity)
    | /** Resistance in plug or leads; severity 1 takes a fifth of the voltage at the highest power. */ ({
        readonly kind: 'bad-supply';
      } & Severity)
    | /** Nothing in the house is reachable, and no share reaches a pool. */ { readonly kind: 'router-down' }
    | /** Unplugged, or off the network. */ { readonly kind: 'device-down' }
    | /** The first pool is away: the miner goes to the second, and returns. */ {
        readonly kind: 'pool-failover';
      }
    | /** One absurd hashrate after another (ESP-Miner #1445). */ { readonly kind: 'register-glitch' }
    | /** One restart at `fromMs`. */ { readonly kind: 'reboot' }
    | /** Takes commands, says yes, and changes nothing. */ { readonly kind: 'writes-ignored' }
    | /** Carries commands out, and the connection breaks before it could say so. */ {
        readonly kind: 'writes-unanswered';
      }
    | /** Carries commands out, and starts anew at once. */ { readonly kind: 'reboot-on-write' }
  );

export type FaultKind = Fault['kind'];

export const FAULT_KINDS: readonly FaultKind[] = [
  'flatline',
  'chip-stalled',
  'domain-stalled',
  'fan-wear',
  'dust',
  'overheat',
  'bad-supply',
  'router-down',
  'device-down',
  'pool-failover',
  'register-glitch',
  'reboot',
  'writes-ignored',
  'writes-unanswered',
  'reboot-on-write',
];

/** What all faults together do to a miner at one moment. */
export interface FaultEffects {
  readonly flatline: boolean;
  readonly networkDown: boolean;
  readonly unplugged: boolean;
  readonly primaryPoolDown: boolean;
  readonly glitch: boolean;
  readonly reboot: boolean;
  readonly writesIgnored: boolean;
  readonly writesUnanswered: boolean;
  readonly rebootsOnWrite: boolean;
  /** Part of its speed that the fan has lost, 0..1. */
  readonly fanWear: number;
  /** Extra thermal resistance, as a part of the clean one. */
  readonly dust: number;
  /** Extra supply drop at the model's highest power, as a part of nominal voltage. */
  readonly supplyDrop: number;
  readonly stalledChips: readonly number[];
  readonly stalledDomains: readonly { readonly chip: number; readonly domain: number }[];
}

export const NO_EFFECTS: FaultEffects = {
  flatline: false,
  networkDown: false,
  unplugged: false,
  primaryPoolDown: false,
  glitch: false,
  reboot: false,
  writesIgnored: false,
  writesUnanswered: false,
  rebootsOnWrite: false,
  fanWear: 0,
  dust: 0,
  supplyDrop: 0,
  stalledChips: [],
  stalledDomains: [],
};

/**
 * Effects at `atMs`. A reboot belongs to the step [`sinceMs`, `atMs`) in which its moment falls: one that is asked for at
 * the very moment a miner stands at comes with its next step.
 */
export function effectsAt(faults: readonly Fault[], atMs: number, sinceMs: number): FaultEffects {
  let effects = NO_EFFECTS;
  for (const fault of faults) {
    if (fault.kind === 'reboot') {
      if (fault.fromMs >= sinceMs && fault.fromMs < atMs) effects = { ...effects, reboot: true };
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
    case 'fan-wear':
      return { fanWear: Math.min(1, before.fanWear + grown(fault, fault, atMs)) };
    case 'dust':
      return { dust: before.dust + grown(fault, fault, atMs) };
    case 'overheat':
      return { dust: before.dust + 11 * grown(fault, fault, atMs) };
    case 'bad-supply':
      return { supplyDrop: before.supplyDrop + 0.2 * grown(fault, fault, atMs) };
    case 'router-down':
      return { networkDown: true };
    case 'device-down':
      return { unplugged: true };
    case 'pool-failover':
      return { primaryPoolDown: true };
    case 'register-glitch':
      return { glitch: true };
    case 'reboot':
      return { reboot: true };
    case 'writes-ignored':
      return { writesIgnored: true };
    case 'writes-unanswered':
      return { writesUnanswered: true };
    case 'reboot-on-write':
      return { rebootsOnWrite: true };
  }
}

function grown(spell: Spell, { severity, rampMs }: Severity, atMs: number): number {
  if (rampMs === undefined || rampMs <= 0) return severity;
  return severity * Math.min(1, (atMs - spell.fromMs) / rampMs);
}
