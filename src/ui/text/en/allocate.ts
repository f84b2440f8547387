import type { AllocationLimit, ResourceName } from '../../../domain/allocation.ts';

const UNITS: Readonly<
  Record<ResourceName, { readonly name: string; readonly one: string; readonly unit: string }>
> = {
  'cpu-cores': { name: 'Processor cores', one: 'core', unit: 'cores' },
  'memory-gb': { name: 'Memory', one: 'GB of memory', unit: 'GB' },
  'bandwidth-mbps': { name: 'Bandwidth', one: 'Mbit/s of bandwidth', unit: 'Mbit/s' },
  'storage-gb': { name: 'Storage', one: 'GB of storage', unit: 'GB' },
  'power-w': { name: 'Power', one: 'watt of power', unit: 'W' },
  'heat-w': { name: 'Heat', one: 'watt of heat', unit: 'W' },
  'hashrate-ths': { name: 'Hashrate', one: 'TH/s', unit: 'TH/s' },
};

/** The page that shares what there is between workloads that earn. */
export const allocate = {
  heading: 'Share what you have',
  lead: 'You run more than one thing that earns? Write down what you have and what each takes. Davylamp finds the split that earns the most.',
  loading: 'Reading what you wrote down…',
  failed: 'What you wrote down cannot be read now.',
  resources: {
    heading: 'What there is',
    sentence: 'Leave empty what is not short.',
    of: UNITS,
  },
  workloads: {
    heading: 'What earns',
    none: 'Nothing is written down yet. A workload is anything that earns by the unit: a miner, a core of a processor, a storage node, a coin.',
    add: 'Add a workload',
    newName: (count: number) => `Workload ${count}`,
    remove: (name: string) => `Remove ${name}`,
    removed: (name: string) => `${name} was removed.`,
    undo: 'Undo',
    name: 'Name',
    nameEmpty: 'Give it a name.',
    earns: 'A unit earns',
    perDay: (currency: string) => `${currency}/day`,
    falls: 'Each further unit earns less by',
    fallsHint: 'Empty: each earns the same.',
    present: 'Units that run now',
    least: 'Units at least',
    most: 'Units at most',
    mostShare: 'At most of all units',
    leastShare: 'At least of all units',
    takes: 'A unit takes',
    more: 'Limits and needs',
  },
  notANumber: 'That is no number.',
  below: 'It cannot be below 0.',
  above100: 'It cannot be above 100 %.',
  coins: {
    heading: 'Spread over coins',
    sentence: (coins: number, hashrate: string) =>
      `Your miners make ${hashrate}. Sources tell what it would earn on ${coins} coins now.`,
    label: 'At most in one coin',
    line: (coin: string, hashrate: string, money: string) => `${coin}: ${hashrate}, ${money}`,
    costs: (money: string) => `Spreading costs ${money} beside all on the best coin.`,
    impossible: 'So little in each leaves some of your hashrate without a coin: allow more.',
  },
  best: {
    heading: 'The best split',
    nothing: 'Add a workload to see it.',
    working: 'Working it out…',
    earns: (money: string) => `It earns ${money} a day.`,
    workload: 'Workload',
    now: 'Now',
    best: 'Best',
    used: (part: string) => `${part} used`,
    worths: 'What more would be worth',
    worth: (limit: AllocationLimit, name: (id: string) => string, money: string): string => {
      switch (limit.kind) {
        case 'resource':
          return `One more ${UNITS[limit.resource].one} is worth ${money} a day.`;
        case 'most':
          return `One more unit of ${name(limit.id)} allowed is worth ${money} a day.`;
        case 'least':
          return `One unit less of ${name(limit.id)} demanded is worth ${money} a day.`;
        case 'most-share':
          return `A larger share allowed to ${name(limit.id)} would earn more.`;
        case 'least-share':
          return `A smaller share demanded for ${name(limit.id)} would earn more.`;
      }
    },
    infeasible: 'These limits cannot be kept together. Loosen one of them:',
    limit: (limit: AllocationLimit, name: (id: string) => string): string => {
      switch (limit.kind) {
        case 'resource':
          return `${UNITS[limit.resource].name}: what there is`;
        case 'most':
          return `${name(limit.id)}: units at most`;
        case 'least':
          return `${name(limit.id)}: units at least`;
        case 'most-share':
          return `${name(limit.id)}: at most of all units`;
        case 'least-share':
          return `${name(limit.id)}: at least of all units`;
      }
    },
    unbounded: (names: string) =>
      `${names}: nothing that it takes is limited, so it would earn without end. Say what it takes, or how many units there can be.`,
    isWorthIt: (gain: string, net: string) =>
      `Worth changing: it earns ${gain} more, ${net} an hour after all costs of the change.`,
    isNotWorthIt: (gain: string, net: string, leastGain: string, leastNet: string) =>
      `Not worth changing: it earns ${gain} more, ${net} an hour after all costs of the change. You ask for ${leastGain} and ${leastNet} an hour.`,
    same: 'What runs now is the best split already.',
    costs: (restarts: number, restart: string, downtime: string, fees: string) =>
      `Costs of the change: ${restarts} starts and stops ${restart}, standstill ${downtime}, fees ${fees}.`,
  },
  terms: {
    heading: 'When a change is worth it',
    perRestart: 'A start or stop costs',
    downtime: 'It earns nothing for',
    minutes: 'minutes',
    fee: 'Leaving one costs',
    gain: 'It must earn more by',
    net: 'And, an hour, after all costs',
    perHour: (currency: string) => `${currency}/hour`,
  },
} as const;
