import type { PlannedWork } from './maintenance.ts';

/** What a calendar shows of a piece of work, in the owner's language: plain text, of as many lines as it takes. */
export interface WorkWords {
  readonly summary: string;
  readonly description: string;
}

const encoder = new TextEncoder();
/** Octets of a line, its break not counted (RFC 5545, section 3.1). */
const LINE_OCTETS = 75;
const HOUR_MS = 3_600_000;
/** Calendars write four digits of a year. */
const FIRST_MS = Date.parse('0000-01-01T00:00:00Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59Z');

/**
 * A calendar file (iCalendar, RFC 5545) of planned work, with an alarm a day before each. Work stands in its cheapest window,
 * or from when it is due for an hour; overdue work from now on. The same work has the same UID in every file, so that a
 * calendar which takes a newer file moves it instead of showing it twice.
 *
 * @param wordsOf what the owner reads of a piece of work
 * @param nowMs when the file is made
 * @throws RangeError for no work at all, of which no calendar can be made (section 3.4), and for times beyond the years 0 to 9999
 */
export function icsOf(
  works: readonly PlannedWork[],
  wordsOf: (work: PlannedWork) => WorkWords,
  nowMs: number,
): string {
  if (works.length === 0) throw new RangeError('a calendar holds at least one event');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Davylamp//Maintenance//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...works.flatMap((work) => event(work, wordsOf(work), nowMs)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function event(work: PlannedWork, { summary, description }: WorkWords, nowMs: number): readonly string[] {
  const { fromMs, toMs } = placeOf(work, nowMs);
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(work.id)}@davylamp`,
    `DTSTAMP:${utc(nowMs)}`,
    `DTSTART:${utc(fromMs)}`,
    `DTEND:${utc(toMs)}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    // Its owner is not busy all through the window in which the miner is best stopped.
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(summary)}`,
    'TRIGGER:-P1D',
    'END:VALARM',
    'END:VEVENT',
  ];
}

/** An event lasts at least a minute: one that ends as it begins is none (section 3.6.1). */
function placeOf({ window, dueAtMs }: PlannedWork, nowMs: number) {
  const ahead = window && window.toMs > nowMs ? window : undefined;
  const fromMs = ahead?.fromMs ?? Math.max(dueAtMs, nowMs);
  return { fromMs, toMs: Math.max(ahead?.toMs ?? fromMs + HOUR_MS, fromMs + HOUR_MS / 60) };
}

/** `20261122T175500Z` (section 3.3.5, form 2). */
function utc(atMs: number): string {
  if (!(atMs >= FIRST_MS && atMs <= LAST_MS)) throw new RangeError(`no calendar has a day for ${atMs}`);
  return new Date(atMs).toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
}

/** A value of type TEXT (section 3.3.11), without the control characters that none may hold. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/(?!\t)\p{Cc}/gu, '')
    .replaceAll(/\p{Cs}/gu, '\uFFFD');
}

/** A long line goes on behind a break and a space; never within a character, although that would be allowed. */
function folded(line: string): string {
  let [text, octets] = ['', 0];
  for (const character of line) {
    const more = encoder.encode(character).length;
    if (octets + more > LINE_OCTETS) {
      text += '\r\n ';
      octets = 1;
    }
    text += character;
    octets += more;
  }
  return text;
}
