import type { Cause } from '../../../src/domain/health/cause.ts';
import type { Trouble } from '../../../src/domain/health/watch-finding.ts';
import type { Random } from '../../../src/numerics/random.ts';
import type { Fault } from '../../../src/twin/faults.ts';
import { chipCount, type MinerModel } from '../../../src/twin/miner-model.ts';

/** A fault that the suite scripts, and what counts as having found it. */
export interface FaultPlan {
  readonly name: string;
  /** Which machines can have it, and tell enough of themselves that it can be seen before it trips them. */
  readonly shows: (model: MinerModel) => boolean;
  readonly script: (random: Random, fromMs: number, model: MinerModel) => Fault;
  /** Any of these is its true cause. */
  readonly causes: readonly Cause[];
  /** Naming any of these is finding it. */
  readonly found: readonly Trouble[];
  /** What else is truly so while it lasts, and no false alarm. */
  readonly follows: readonly Trouble[];
  /** It wears on until something trips, so that days of warning can be counted. */
  readonly wears?: boolean;
  /** It concerns all machines of the place. */
  readonly wholePlace?: boolean;
}

const DAY_MS = 86_400_000;

const tellsPower = ({ family }: MinerModel): boolean => family !== 'cgminer';
const tellsDuty = tellsPower;
const tellsInput = ({ family }: MinerModel): boolean => family === 'axeos' || family === 'nerdos';
const tellsSink = ({ family }: MinerModel): boolean => family !== 'cgminer';
const every = (): boolean => true;

/** What a fault that ends in heat brings with it. */
const OF_HEAT: readonly Trouble[] = [
  'error-rise',
  'slow-decline',
  'part-loss',
  'settings-changed',
  'power-rise',
  'network',
  'share-gap',
  'flatline',
  'thermal-resistance',
  'fan-wear',
];

export const FAULT_PLANS: readonly FaultPlan[] = [
  worn('dust', 'dust', ['thermal-resistance'], every, 2, 5),
  worn('dry-paste', 'dry-paste', ['thermal-resistance'], every, 0.8, 1.6),
  worn('fan-wear', 'worn-fan', ['fan-wear'], tellsDuty, 1, 1),
  {
    name: 'fan-jitter',
    causes: ['worn-fan'],
    shows: every,
    script: (random, fromMs) => gradual('fan-jitter', fromMs, 0.3, (10 + 20 * random.uniform()) * DAY_MS),
    found: ['fan-wear'],
    follows: OF_HEAT,
  },
  worn('bad-supply', 'weak-supply', ['supply-sag'], tellsInput, 0.5, 1.2),
  worn('hot-regulator', 'hot-regulator', ['regulator-heat'], tellsSinkByRegulator, 0.8, 1.4),
  {
    ...worn('hot-room', 'hot-room', ['hot-room'], every, 0.5, 0.9),
    script: (random, fromMs) => gradual('hot-room', fromMs, 0.4 + 0.3 * random.uniform(), 2 * DAY_MS),
    wholePlace: true,
  },
  {
    name: 'board-lost',
    causes: ['lost-part'],
    shows: ({ boards }) => boards > 1,
    script: (random, fromMs, { boards }) => ({
      kind: 'board-lost',
      fromMs,
      board: Math.floor(boards * random.uniform()),
    }),
    found: ['part-loss'],
    follows: ['slow-decline', 'thermal-resistance', 'power-rise'],
  },
  {
    name: 'chip-stalled',
    causes: ['lost-part'],
    shows: (model) => chipCount(model) <= 4,
    script: (_, fromMs, model) =>
      chipCount(model) > 1
        ? { kind: 'chip-stalled', fromMs, chip: 1 }
        : { kind: 'domain-stalled', fromMs, chip: 0, domain: 2 },
    found: ['part-loss'],
    follows: ['slow-decline', 'thermal-resistance'],
  },
  {
    name: 'weak-chips',
    causes: ['weak-chips'],
    shows: tellsErrors,
    script: (random, fromMs) =>
      gradual('weak-chips', fromMs, 0.8 + 0.4 * random.uniform(), (20 + 20 * random.uniform()) * DAY_MS),
    found: ['error-rise'],
    follows: ['slow-decline', 'part-loss', 'share-gap', 'power-rise'],
  },
  {
    name: 'slow-decline',
    causes: ['weak-chips'],
    shows: every,
    script: (random, fromMs) =>
      gradual('slow-decline', fromMs, 0.08 + 0.1 * random.uniform(), (20 + 20 * random.uniform()) * DAY_MS),
    found: ['slow-decline'],
    follows: ['part-loss'],
  },
  shareFault('shares-rejected', 0.06),
  shareFault('shares-stale', 0.06),
  { ...shareFault('shares-lost', 0.3), found: ['share-gap'] },
  {
    name: 'flatline',
    causes: ['hung-firmware'],
    shows: every,
    script: (_, fromMs) => ({ kind: 'flatline', fromMs }),
    found: ['flatline'],
    // Its rate stands still at whatever it was, which may be less than usual.
    follows: ['share-gap', 'slow-decline', 'part-loss'],
  },
  {
    name: 'router-down',
    causes: ['network'],
    shows: every,
    script: (_, fromMs) => ({ kind: 'router-down', fromMs, untilMs: fromMs + DAY_MS / 4 }),
    found: ['network'],
    follows: ['share-gap', 'flatline'],
    wholePlace: true,
  },
  told('settings-changed', ['settings-changed'], ['power-rise', 'thermal-resistance', 'error-rise']),
  told('firmware-changed', ['firmware-changed'], ['network']),
  told('pool-hijacked', ['pool-address'], []),
  {
    ...told('pool-failover', ['pool-failover'], ['share-gap', 'flatline']),
    script: (_, fromMs) => ({ kind: 'pool-failover', fromMs, untilMs: fromMs + DAY_MS / 2 }),
  },
];

function tellsErrors({ family }: MinerModel): boolean {
  return family !== 'nerdos';
}

function tellsSinkByRegulator(model: MinerModel): boolean {
  return tellsSink(model) && tellsInput(model);
}

function gradual(
  kind: Extract<Fault, { severity: number }>['kind'],
  fromMs: number,
  severity: number,
  rampMs: number,
): Fault {
  return { kind, fromMs, severity, rampMs };
}

/** A part that wears over 30 to 60 days, to a severity between these. */
function worn(
  kind: Extract<Fault, { severity: number }>['kind'],
  cause: Cause,
  found: readonly Trouble[],
  shows: FaultPlan['shows'],
  least: number,
  most: number,
): FaultPlan {
  return {
    name: kind,
    causes: [cause],
    shows,
    script: (random, fromMs) => {
      const severity = least + (most - least) * random.uniform();
      return gradual(kind, fromMs, severity, (30 + 30 * random.uniform()) * DAY_MS);
    },
    found,
    follows: OF_HEAT,
    wears: true,
  };
}

function shareFault(kind: 'shares-rejected' | 'shares-stale' | 'shares-lost', severity: number): FaultPlan {
  return {
    name: kind,
    // Who refuses is told; shares that are late or lost may be so at either end of the line.
    causes: kind === 'shares-rejected' ? ['pool'] : ['network', 'pool'],
    // Avalon and Antminer tell all three counters; AxeOS and NerdOS no late shares.
    shows: ({ family }) => kind !== 'shares-stale' || family === 'avalon' || family === 'cgminer',
    script: (_, fromMs) => gradual(kind, fromMs, severity, 0),
    found: [kind === 'shares-lost' ? 'share-gap' : kind],
    follows: ['share-gap'],
  };
}

function told(
  kind: 'settings-changed' | 'firmware-changed' | 'pool-hijacked' | 'pool-failover',
  found: readonly Trouble[],
  follows: readonly Trouble[],
): FaultPlan {
  const causes: readonly Cause[] = [kind === 'pool-failover' ? 'pool' : 'somebody-else'];
  return { name: kind, causes, shows: every, script: (_, fromMs) => ({ kind, fromMs }), found, follows };
}
