import type { PlannedWork } from '../../domain/health/maintenance.ts';
import type { MachineSize } from '../lifetime/published-rates.ts';

/** A figure and what it lies within four times of five. */
export interface Range {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What a piece of work takes, without what the miner does not earn meanwhile. */
export interface RepairCost {
  readonly partsUsd: Range;
  /** The owner's own time, and how long the miner does not hash for it. */
  readonly workMinutes: Range;
  readonly stopsMinutes: Range;
  /** Where figures are from; without a source they are our judgement, and say so. */
  readonly sources: readonly string[];
}

const JUDGED = 'times and prices of parts that no page tells: our judgement, from repair instructions';
const ICERIVER = 'iceriver.io/out-of-warranty-repair-price-details: a fan $25, a hash board $100 or $150';
const DAY_MINUTES = 24 * 60;

/** So long a part that nobody has lying about takes to come: "days", by the shops' own words; our judgement. */
export const POST_DAYS: Range = { value: 3, low: 1, high: 7 };

const CLEANING_SOURCES = [
  '“a minute with the vacuum” to 3 h for a filthy PC: billauer.co.il, mkpitstop.co.uk',
  JUDGED,
];

/**
 * Parts, work and standstill by size of machine. Where nobody tells a price (new paste for hash boards, a board of a Bitaxe)
 * there is no entry, and the work is not weighed against waiting.
 */
export const REPAIR_COSTS: Readonly<
  Record<PlannedWork['work'], Readonly<Partial<Record<MachineSize, RepairCost>>>>
> = {
  clean: {
    small: repair(range(4, 0, 8), range(15, 10, 20), range(15, 10, 20), CLEANING_SOURCES),
    quad: repair(range(4, 0, 8), range(15, 10, 20), range(15, 10, 20), CLEANING_SOURCES),
    big: repair(range(4, 0, 8), range(30, 20, 40), range(30, 20, 40), CLEANING_SOURCES),
  },
  repaste: {
    small: repair(range(7.5, 5, 10), range(30, 20, 40), range(40, 30, 60), [JUDGED]),
    quad: repair(range(7.5, 5, 10), range(30, 20, 40), range(40, 30, 60), [JUDGED]),
  },
  'replace-fan': {
    small: repair(range(12, 5, 20), range(15, 10, 20), range(15, 10, 20), [
      'more than 9 minutes for a 120 mm fan: rampagingchocobo.com',
      JUDGED,
    ]),
    quad: repair(range(12, 5, 20), range(15, 10, 20), range(15, 10, 20), [JUDGED]),
    big: repair(range(25, 25, 25), range(15, 10, 25), range(15, 10, 25), [ICERIVER, JUDGED]),
  },
  'replace-supply': {
    small: repair(range(22, 15, 30), range(2, 2, 5), range(2, 2, 5), [JUDGED]),
    quad: repair(range(25, 18, 33), range(5, 5, 10), range(5, 5, 10), [
      '12 V 12 A for CAD 25–45: d-central.tech, “NerdQAxe PSU undersized, XT30 amp fault”',
      JUDGED,
    ]),
    big: repair(range(130, 80, 200), range(20, 15, 30), range(20, 15, 30), [
      'steps: bitmain.zendesk.com/hc/en-us/articles/203361665',
      JUDGED,
    ]),
  },
  check: {
    small: repair(range(0, 0, 0), range(5, 5, 10), range(10, 5, 10), [JUDGED]),
    quad: repair(range(0, 0, 0), range(5, 5, 10), range(10, 5, 10), [JUDGED]),
    big: repair(range(0, 0, 0), range(10, 5, 10), range(10, 5, 10), [
      'reseating both leads cures 40–60 % of lost boards: vnish.ru/faq/bitmain-antminer-logs-errors',
    ]),
  },
  'repair-board': {
    big: repair(
      range(125, 100, 150),
      range(48, 48, 120),
      range(14 * DAY_MINUTES, 7 * DAY_MINUTES, 21 * DAY_MINUTES),
      [
        ICERIVER,
        '48 minutes at the bench, S19 XP two hours: education.compassmining.io/education/s19-xp-client-q-a',
        '14 days away, of untraceable origin: 023shenou.com/135.html; give or take a week: our judgement',
      ],
    ),
  },
};

function repair(
  partsUsd: Range,
  workMinutes: Range,
  stopsMinutes: Range,
  sources: readonly string[],
): RepairCost {
  return { partsUsd, workMinutes, stopsMinutes, sources };
}

function range(value: number, low: number, high: number): Range {
  return { value, low, high };
}
