/** How often something comes in a year of one machine: the middle, and what it lies within nine times of ten. */
export interface YearlyRate {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** Where it is from: what is published, and what was made of it. */
  readonly sources: readonly string[];
}

/**
 * Machines that age alike: `small` has one chip, one small fan and a brick for a supply (Bitaxe), `quad` several chips on one
 * board (NerdQAxe, Avalon Nano), `big` several boards and fans (Antminer, Whatsminer).
 */
export type MachineSize = 'small' | 'quad' | 'big';

/** Which of them a machine is, by its hash boards and its chips; absent counts are taken for one. */
export function machineSizeOf(boards = 1, chips = 1): MachineSize {
  if (boards > 1) return 'big';
  return chips > 1 ? 'quad' : 'small';
}

/** What comes to miners and is not mended by itself, or comes and goes. */
export type YearlyTrouble =
  | 'dust'
  | 'dry-paste'
  | 'worn-fan'
  | 'weak-supply'
  | 'failing-regulator'
  | 'lost-part'
  | 'dead-controller'
  | 'unstable-settings'
  | 'hung-firmware'
  | 'network-outage'
  | 'pool-outage'
  | 'hot-room'
  | 'foreign-change';

/** Fans: a tenth has failed after these hours. Shape 3 of the Weibull law (AMD's default), speed below 70 % is the end. */
const FAN_SOURCES = [
  'L10 of ball bearings 60,000–70,000 h, of sleeve bearings half of it: orionfans.com/how-to-read-a-data-sheet/life-expectancy.html',
  'L10 at 40 °C 70,000 h, at 60 °C 40,000 h: coolingfanfactory.com/news/How-to-Extend-the-Service-Life-for-Fans.html',
  'L10 of cheap oil bearings 10,000–30,000 h: chinatongchi.com, “How long is the manufacturer’s warranty for the life of conventional cooling fans”',
];
const SUPPLY_SOURCES = [
  '1.6–1.8 % returned within a year: hwbot.org/newsflash/509_components_return_rates',
  'MTBF of a PC supply 100,000 h: manual of the Spire Jewel 420 W',
  'supplies behind 6 and fans behind 4 of 65 explained issues of ESP-Miner and NerdQAxe+',
];
const BOARD_SOURCES = [
  '“normally roughly 5 %”, S17 and T17 20–30 % of machines: cointelegraph.com/news/samson-mow-bitmain-s17-t17-antminer-has-high-failure-rate',
  'about 10 % of S19 XP: education.compassmining.io/education/s19-xp-client-q-a',
];
const ISSUE_SOURCES = ['causes of 65 explained issues of ESP-Miner and NerdQAxe+, of which 25 were firmware'];

/**
 * Nobody has published measured rates for miners at home: these come of neighbouring figures, so their intervals are
 * wide, and what the owner's own machines show soon outweighs them.
 */
export const PUBLISHED_RATES: Readonly<Record<YearlyTrouble, Readonly<Record<MachineSize, YearlyRate>>>> = {
  dust: bySize(
    [0.25, 0.08, 0.7],
    [0.3, 0.1, 0.8],
    [0.4, 0.15, 1.2],
    [
      'cleaning advised every 3–6 months: hongwenelec.com/news_detail/133208.html',
      'PCs 5–44 K cooler once cleaned after 1–4 years: billauer.co.il/blog/2014/03/cpu-cooling-dust and forums.tomshardware.com/threads/dust-and-its-effects.1986524',
    ],
  ),
  'dry-paste': bySize(
    [0.06, 0.02, 0.2],
    [0.06, 0.02, 0.2],
    [0.04, 0.01, 0.15],
    ['paste is said to serve 3–5 years: slashgear.com/1871869/do-graphics-cards-use-thermal-paste'],
  ),
  'worn-fan': bySize([0.05, 0.02, 0.12], [0.05, 0.02, 0.12], [0.06, 0.02, 0.18], FAN_SOURCES),
  'weak-supply': bySize([0.08, 0.03, 0.2], [0.1, 0.04, 0.25], [0.04, 0.015, 0.1], SUPPLY_SOURCES),
  'failing-regulator': bySize(
    [0.03, 0.002, 0.08],
    [0.03, 0.002, 0.08],
    [0.03, 0.002, 0.08],
    [
      'at least 37.6 failures in 10⁹ h of a buck module: e2e.ti.com, FIT rate of TPSM846C24',
      'at most as fans: regulators behind 3 and fans behind 4 of 65 explained issues of ESP-Miner and NerdQAxe+',
    ],
  ),
  'lost-part': bySize([0.01, 0.003, 0.04], [0.03, 0.01, 0.09], [0.06, 0.02, 0.18], BOARD_SOURCES),
  'dead-controller': bySize(
    [0.005, 0.001, 0.02],
    [0.005, 0.001, 0.02],
    [0.01, 0.003, 0.04],
    [
      'most hangs of controllers are cured by a restart; of those that are not no rate is published: our judgement',
      '0–0.2 % critical faults of server boards: datacenterfrontier.com, “The bathtub curve and data center equipment reliability”',
    ],
  ),
  'unstable-settings': bySize(
    [0.09, 0.02, 0.4],
    [0.09, 0.02, 0.4],
    [0.09, 0.02, 0.4],
    ['settings behind 6 of 65 explained issues of ESP-Miner and NerdQAxe+, 5 of them off the maker’s own'],
  ),
  'hung-firmware': bySize([1.5, 0.2, 12], [1.5, 0.2, 12], [1, 0.2, 6], ISSUE_SOURCES),
  'network-outage': bySize(
    [9, 0.5, 100],
    [9, 0.5, 100],
    [4.5, 0.25, 50],
    ['an outage in 43 % of US homes each month, in 17 % each week: Cisco white paper C11-711195'],
  ),
  'pool-outage': bySize(
    [1.5, 0.4, 5],
    [1.5, 0.4, 5],
    [1.5, 0.4, 5],
    [
      'two long outages of a pool in two years: atlaspool.io, “Public Pool outage March 2026”, and ESP-Miner #269',
    ],
  ),
  'hot-room': bySize(
    [1, 0.2, 5],
    [1, 0.2, 5],
    [1.5, 0.3, 6],
    ['hot days named in 3 of 98 issues of ESP-Miner and NerdQAxe+; no statistics found'],
  ),
  'foreign-change': bySize(
    [0.1, 0.01, 1],
    [0.1, 0.01, 1],
    [0.1, 0.01, 1],
    [
      'one stranger in the issues of ESP-Miner (#829); others of the house and second programs: our judgement',
    ],
  ),
};

type Range = readonly [median: number, low: number, high: number];

function bySize(
  small: Range,
  quad: Range,
  big: Range,
  sources: readonly string[],
): Readonly<Record<MachineSize, YearlyRate>> {
  const rate = ([median, low, high]: Range): YearlyRate => ({ median, low, high, sources });
  return { small: rate(small), quad: rate(quad), big: rate(big) };
}
