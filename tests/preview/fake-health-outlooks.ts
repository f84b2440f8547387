import type {
  ChanceWithin,
  ComponentOutlook,
  LearnedHeat,
  MinerOutlook,
} from '../../src/domain/health/lifetime.ts';

/** Chances a year of each part of the six, median and nine times of ten; made up, of the size of published rates. */
const YEARLY: Readonly<
  Record<string, readonly (readonly [ComponentOutlook['component'], number, number, number])[]>
> = {
  a1: small(0.05),
  b2: small(0.05),
  c3: small(0.06),
  d4: small(0.08),
  e5: [
    ['fan', 1.9, 0.7, 4.1],
    ['board', 0.06, 0.02, 0.18],
    ['supply', 0.04, 0.015, 0.1],
    ['controller', 0.01, 0.003, 0.04],
    ['cooling', 0.4, 0.15, 1.2],
  ],
  f6: small(0.04),
};

function small(fan: number): (typeof YEARLY)[string] {
  return [
    ['fan', fan, 0.02, 0.12],
    ['supply', 0.08, 0.03, 0.2],
    ['regulator', 0.01, 0.002, 0.04],
    ['board', 0.01, 0.003, 0.04],
    ['controller', 0.005, 0.001, 0.02],
    ['cooling', 0.25, 0.08, 0.7],
  ];
}

const DAYS = [7, 30, 90] as const;
const AHEAD = Array.from({ length: 25 }, (_, i) => i * 30);
const YEAR = 365.2425;

/** What the preview's miners may expect of their parts: exponential lives, which is enough to look at. */
export function fakeOutlooks(): readonly MinerOutlook[] {
  return Object.entries(YEARLY).map(([minerId, parts]) => {
    const sum = parts.reduce(
      (all, [, middle, low, high]) => [all[0] + middle, all[1] + low, all[2] + high] as const,
      [0, 0, 0] as readonly [number, number, number],
    );
    return {
      minerId,
      chances: chances(...sum),
      components: parts.map((part) => component(minerId, part)),
      ...(minerId === 'e5' ? { remainingDays: { value: 38, low: 17, high: 81 } } : {}),
    };
  });
}

function component(
  minerId: string,
  [name, middle, low, high]: (typeof YEARLY)[string][number],
): ComponentOutlook {
  const alive = (rate: number) => AHEAD.map((day) => Math.exp((-rate * day) / YEAR));
  const isOwn = minerId === 'e5' && name === 'fan';
  return {
    component: name,
    ...(isOwn ? { ageDays: 241 } : {}),
    chances: chances(middle, low, high),
    survival: { days: AHEAD, survival: alive(middle), low: alive(high), high: alive(low) },
    ownEvents: isOwn ? 1 : 0,
    ownDays: isOwn ? 2190 : 180,
    expectedEvents: (middle * (isOwn ? 2190 : 180)) / YEAR,
    ...(name === 'controller' || name === 'cooling' ? {} : { heat: heat(isOwn) }),
    basis: isOwn ? 'own' : 'published',
    sources: [
      'L10 of ball bearings 60,000–70,000 h: orionfans.com/how-to-read-a-data-sheet/life-expectancy.html',
    ],
  };
}

function heat(isOwn: boolean): LearnedHeat {
  const published = { value: 1.5, low: 1.21, high: 1.86 };
  return isOwn
    ? { fromC: 25, published, learned: { value: 1.58, low: 1.29, high: 1.93 }, failuresNeeded: 34 }
    : { fromC: 60, published, learned: published };
}

function chances(middle: number, low: number, high: number): readonly ChanceWithin[] {
  const within = (rate: number, days: number) => -Math.expm1((-rate * days) / YEAR);
  return DAYS.map((days) => ({
    days,
    chance: within(middle, days),
    low: within(low, days),
    high: within(high, days),
  }));
}
