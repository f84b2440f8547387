import type { TimeChoice } from '../../domain/file-import/import-file.ts';

/** A date as written: what the clock showed, as if it were UTC, and its own offset where it says one, ms. */
export interface ClockDate {
  readonly wallMs: number;
  readonly offsetMs?: number | undefined;
}

const ZONE = String.raw`Z|(?:UTC|GMT)(?:[+-]\d{2}:?\d{2})?|[+-]\d{2}:?\d{2}|[+-]\d{2}`;
const DATE = new RegExp(
  String.raw`^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:(?:[T ,]|at|um)+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]m)?)?\s*(${ZONE})?(?:\s*\(.*\))?$`,
  'i',
);
/** English and German, by their first letters. */
const MONTHS = [
  'jan',
  'feb',
  'mar|mär|mae',
  'apr',
  'may|mai',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct|okt',
  'nov',
  'dec|dez',
];
const MONTH = String.raw`(${MONTHS.join('|')})[a-zä]*\.?`;
const WEEKDAY = String.raw`(?:[a-z]{2,9}\.?,?\s+)?`;
/** `Sat, 21. Nov 2026 …`, `Sat Nov 21, 2026 …`, `Sat Nov 21 18:54:00 2026`; `20261121T185400…`. */
const DAY_MONTH = new RegExp(String.raw`^${WEEKDAY}(\d{1,2})\.?[\s-]+${MONTH}[\s,-]+(\d{4})(.*)$`, 'i');
const MONTH_DAY = new RegExp(String.raw`^${WEEKDAY}${MONTH}\s+(\d{1,2}),?\s+(\d{4})(.*)$`, 'i');
const CTIME = new RegExp(String.raw`^${WEEKDAY}${MONTH}\s+(\d{1,2})\s+(\d{1,2}:\d{2}:\d{2})\s+(\d{4})$`, 'i');
const COMPACT = /^(\d{4})(\d{2})(\d{2})[T ]?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * `2025-07-01T18:54:00.5+02:00`, `01.07.2025 18:54`, `7/1/2025, 6:54:00 PM`, `1 Jul 2025 18:54`, `20250701T185400Z` …;
 * undefined for what is no date. Four digits in front are a year, whatever the order; so is a month by its name.
 */
export function clockDate(text: string, order: TimeChoice['order']): ClockDate | undefined {
  const parts = DATE.exec(text) ?? DATE.exec(yearFirst(text));
  if (!parts) return undefined;
  const [, first = '', second = '', third = '', hour = '0', minute = '0', sec = '0', fraction = ''] = parts;
  const [year, month, day] =
    first.length === 4 || order === 'ymd'
      ? [first, second, third]
      : order === 'dmy'
        ? [third, second, first]
        : [third, first, second];
  const fullYear = year.length <= 2 ? 2000 + Number(year) : Number(year);
  const half = parts[8]?.toLowerCase();
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'pm' ? 12 : 0);
  const ms = Math.round(Number(`0.${fraction || '0'}`) * 1_000);
  const wallMs = Date.UTC(fullYear, Number(month) - 1, Number(day), hours, Number(minute), Number(sec), ms);
  const back = new Date(wallMs - ms);
  // Date.UTC takes the 31st of June for the 1st of July.
  const isReal = back.getUTCMonth() === Number(month) - 1 && back.getUTCDate() === Number(day) && hours < 24;
  return isReal ? { wallMs, offsetMs: offsetOf(parts[9]) } : undefined;
}

/** A date that names its month, or has nothing between its figures, with the year in front. */
function yearFirst(text: string): string {
  const compact = COMPACT.exec(text);
  if (compact) {
    const [, year, month, day, hour, minute, second = '00', zone = ''] = compact;
    return `${year}-${month}-${day} ${hour}:${minute}:${second}${zone}`;
  }
  const dayFirst = DAY_MONTH.exec(text);
  if (dayFirst) return `${dayFirst[3]}-${monthOf(dayFirst[2])}-${dayFirst[1]}${dayFirst[4]}`;
  const monthFirst = MONTH_DAY.exec(text);
  if (monthFirst) return `${monthFirst[3]}-${monthOf(monthFirst[1])}-${monthFirst[2]}${monthFirst[4]}`;
  const ofC = CTIME.exec(text);
  return ofC ? `${ofC[4]}-${monthOf(ofC[1])}-${ofC[2]} ${ofC[3]}` : text;
}

function monthOf(name = ''): number {
  return 1 + MONTHS.findIndex((letters) => letters.split('|').includes(name.toLowerCase()));
}

function offsetOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d{2}):?(\d{2})?$/.exec(text) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
