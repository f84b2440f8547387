import type { ScanProblemCode } from '../../../domain/scan-range.ts';

const miners = (count: number) => (count === 1 ? '1 miner' : `${count} miners`);
const addresses = (count: number) => (count === 1 ? '1 address' : `${count.toLocaleString('en')} addresses`);
const devices = (count: number) => (count === 1 ? '1 other device' : `${count} other devices`);

/** Words of finding miners on the Add miner page. */
export const findMiners = {
  heading: 'Find miners on my network',
  demo: 'You are looking at the demo. This looks for your own, real miners; what you add goes into your own fleet, never into the demo.',

  ranges: {
    label: 'Where to look',
    asking: 'Asking the helper which network it is in …',
    hint: (count: number, seconds: number) =>
      `${addresses(count)}, about ${seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`}. Each is asked whether a miner listens there, nothing else.`,
    form: 'Write 192.168.1.0/24, 192.168.1.10-40 or single addresses, with commas between them.',
    noNetwork:
      'The helper sees no home network on its computer. If your miners are in one, write its range, for example 192.168.1.0/24.',
    start: 'Find my miners',
    problems: {
      empty: 'Write where to look, for example 192.168.1.0/24.',
      unreadable: (found) => `“${found}” is no range. Write 192.168.1.0/24 or 192.168.1.10-40.`,
      backwards: (found) => `“${found}” ends before it begins.`,
      'too-large': (found) =>
        `“${found.length > 40 ? 'That' : found}” is too much at a time: a /20 (4,096 addresses) is the largest range, four of them the most.`,
      'public-address': (found) =>
        `“${found}” reaches outside your home. Davylamp only looks in your own network.`,
      'carrier-address': (found) =>
        `“${found}” belongs to a carrier or to Tailscale. Start the helper with --allow-cgnat to look there.`,
      'unusable-address': (found) => `No miner can be at “${found}”.`,
    } satisfies Record<ScanProblemCode, string | ((found: string) => string)>,
  },

  running: {
    button: 'Looking …',
    looking: 'Looking for miners …',
    asked: (asked: number, total: number) => `${asked} of ${addresses(total)} asked`,
    waiting: (count: number) =>
      count === 1 ? 'asking 1 device who it is' : `asking ${count} devices who they are`,
    found: (count: number) => `${miners(count)} found so far`,
    stop: 'Stop looking',
  },

  /** The helper looks for one at a time. */
  busy: 'Another search is still running, perhaps in another tab. Look again in a moment.',

  ended: {
    found: (count: number) => `${miners(count)} found.`,
    nothing: (count: number) => `No miner answered at ${addresses(count)}.`,
    others: (count: number) =>
      `${devices(count)} ${count === 1 ? 'answers and is no miner' : 'answer and are no miners'} that Davylamp knows.`,
    stopped: (asked: number, total: number) => `Stopped after ${asked} of ${addresses(total)}.`,
    brokeOff: (reason: string) => `It broke off before all was asked: ${reason}.`,
    advice:
      'Is the miner switched on, and in the same network? A guest Wi-Fi keeps devices apart. You can also type its address below.',
    noNames: 'The names that miners advertise could not be heard here, so some are shown by their model.',
    again: 'Look again',
  },

  list: {
    label: 'Miners found',
    selectAll: (count: number) => `Select all ${count}`,
    selectNone: 'Select none',
    known: (name: string) => `Already in your fleet as ${name}`,
    moved: (name: string, old: string) => `This is ${name}, which you know at ${old}`,
    sameMac: (addresses: string) =>
      `The same MAC as at ${addresses}, so Davylamp counts them as one miner. If they are two, one of them tells a wrong MAC.`,
    move: 'Use this address',
    isMoved: (name: string) => `${name} is read at its new address.`,
    added: 'Added',
    consent:
      'Davylamp will only read the miners that you add, about every 10 seconds each. It changes nothing on them.',
    add: (count: number) => (count === 0 ? 'Tick the miners to add' : `Add ${miners(count)}, watch only`),
    noRate: 'no rate told',
    unreadHeading: 'Could not be read',
    unread: (address: string) => `At ${address} is a miner, but it could not be read.`,
  },

  adding: {
    done: (count: number) => `${miners(count)} ${count === 1 ? 'is' : 'are'} in your fleet.`,
    failed: (name: string, why: string) => `${name} could not be added. ${why}`,
    show: 'Show my fleet',
  },
} as const;
