import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SourceError } from '../../domain/source-error.ts';
import type { Answer } from '../../domain/sourced.ts';
import { upstreamOf } from '../../domain/upstreams/upstreams.ts';
import { asksPast, nextPiece, piecesOf } from './back-fill.ts';
import type { SeriesPart } from './question.ts';
import { questionsFor } from './questions-for.ts';
import { SourceManager } from './source-manager.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.UTC(2026, 10, 21, 14, 37);
const WANTS = { currency: 'EUR', coins: ['BTC', 'LTC'] };

/** What is stored: as the browser's own store does, a point for each moment of a series. */
let stored: Map<string, Map<number, number>>;
let answers: Map<string, Answer>;
let askedAt: number[];
let manager: SourceManager | undefined;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS });
  stored = new Map();
  answers = new Map();
  askedAt = [];
});
afterEach(() => {
  manager?.stop();
  vi.useRealTimers();
});

/** The sides of the providers: what each would answer to what it is asked, from its manual. */
type Carry = (path: string, body: string) => { readonly status?: number; readonly told: unknown };

/** A page that is opened with what is stored, and asks only for the past of one provider. */
function opened(provider: string, fields: Readonly<Record<string, string>>, carry: Carry): void {
  manager?.stop();
  const choice = { id: provider, enabled: true, changedAtMs: 0, fields };
  const questions = questionsFor([choice], new Set([provider]), WANTS);
  manager = new SourceManager(
    {
      nowMs: Date.now,
      random: () => 0,
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      upstreamOf,
      keyOf: async () => undefined,
      talk: () => Promise.reject(new Error('nobody talks here')),
      carry: async (_, { path, body = '' }) => {
        askedAt.push(Date.now());
        const { status = 200, told } = carry(path, body);
        return { status, text: JSON.stringify(told), receivedAtMs: Date.now() };
      },
      async onAnswer(answer, past) {
        for (const part of past) keep(part);
        // What is stored is read again as text: nothing but data outlives a page.
        answers.set(answer.key, JSON.parse(JSON.stringify(answer)) as Answer);
      },
    },
    [...answers.values()],
  );
  manager.follow(questions.filter(({ quantity }) => quantity.startsWith('past:')));
}

function keep({ series, points }: SeriesPart): void {
  const known = stored.get(series) ?? new Map<number, number>();
  for (const { atMs, value } of points) known.set(atMs, value);
  stored.set(series, known);
}

/** The longest time without a point from ninety days ago until now, ms. */
function longestGapMs(series: string): number {
  const fromMs = Date.now() - 90 * DAY_MS;
  const times = [...(stored.get(series)?.keys() ?? [])]
    .filter((atMs) => atMs >= fromMs)
    .sort((a, b) => a - b);
  const ends = [...times, Date.now()];
  return ends.reduce((longest, atMs, at) => Math.max(longest, atMs - (ends[at - 1] ?? fromMs)), 0);
}

/** The most questions in any minute. */
function busiestMinute(): number {
  return Math.max(
    ...askedAt.map((fromMs) => askedAt.filter((at) => at >= fromMs && at < fromMs + 60_000).length),
  );
}

const hours = (fromMs: number, toMs: number, stepMs = HOUR_MS) => {
  const first = Math.ceil(fromMs / stepMs) * stepMs;
  return Array.from(
    { length: Math.max(0, Math.ceil((toMs - first) / stepMs)) },
    (_, at) => first + at * stepMs,
  );
};
const query = (path: string) => new URL(path, 'https://x').searchParams;

const coinGecko: Carry = (path) => {
  const days = Number(query(path).get('days'));
  return { told: { prices: hours(Date.now() - days * DAY_MS, Date.now()).map((atMs) => [atMs, 80_000]) } };
};

const coinbase: Carry = (path) => {
  const [start, end] = ['start', 'end'].map((name) => Date.parse(query(path).get(name) ?? '')) as [
    number,
    number,
  ];
  const rows = hours(start, end + 1).filter((atMs) => atMs <= Date.now());
  if (rows.length > 300)
    return { status: 400, told: { message: 'granularity too small for the requested time range' } };
  return { told: rows.reverse().map((atMs) => [atMs / 1000, 1, 2, 1, 80_000, 5]) };
};

const binance: Carry = (path) => {
  const [start, end] = ['startTime', 'endTime'].map((name) => Number(query(path).get(name))) as [
    number,
    number,
  ];
  const rows = hours(start, end + 1).filter((atMs) => atMs <= Date.now());
  return { told: rows.slice(0, 1000).map((atMs) => [atMs, '1', '2', '1', '80000', '5']) };
};

const mempool: Carry = (path) => {
  const times = hours(Date.now() - 180 * DAY_MS, Date.now(), 3 * HOUR_MS).map((atMs) => atMs / 1000);
  if (path.includes('blocks/fees'))
    return { told: times.map((timestamp) => ({ timestamp, avgFees: 2_000_000, avgHeight: 1 })) };
  const retargets = hours(Date.now() - 180 * DAY_MS, Date.now(), 14 * DAY_MS);
  if (path.includes('difficulty-adjustments'))
    return { told: retargets.map((atMs) => [atMs / 1000, 900_000, 1e14, 1.01]).reverse() };
  const days = hours(Date.now() - 180 * DAY_MS, Date.now(), DAY_MS);
  return {
    told: { hashrates: days.map((atMs) => ({ timestamp: atMs / 1000, avgHashrate: 1e21 })), difficulty: [] },
  };
};

const octopus: Carry = (path) => {
  const [from, to] = ['period_from', 'period_to'].map((name) => Date.parse(query(path).get(name) ?? '')) as [
    number,
    number,
  ];
  const rows = hours(from, to, HOUR_MS / 2).reverse();
  const results = rows.slice(0, 1500).map((atMs) => ({
    value_inc_vat: 20,
    value_exc_vat: 19,
    valid_from: new Date(atMs).toISOString(),
    valid_to: new Date(atMs + HOUR_MS / 2).toISOString(),
  }));
  return { told: { results, next: rows.length > 1500 ? 'https://x/?page=2' : null } };
};

const awattar: Carry = (path) => {
  const [start, end] = ['start', 'end'].map((name) => Number(query(path).get(name))) as [number, number];
  return {
    told: {
      data: hours(start, end).map((atMs) => ({
        start_timestamp: atMs,
        end_timestamp: atMs + HOUR_MS,
        marketprice: 90,
      })),
    },
  };
};

/** A file a day, and none of the day after tomorrow. */
const elpriset: Carry = (path) => {
  const [, year, month, day] = /prices\/(\d{4})\/(\d\d)-(\d\d)_SE3/.exec(path) ?? [];
  // The hour from Greenwich does not matter for what is held here: days of 24 hours in winter time.
  const fromMs = Date.UTC(Number(year), Number(month) - 1, Number(day)) - HOUR_MS;
  if (fromMs > Date.now() + DAY_MS) return { status: 404, told: {} };
  return {
    told: hours(fromMs - HOUR_MS, fromMs + DAY_MS).map((atMs) => ({
      SEK_per_kWh: 1,
      EUR_per_kWh: 0.1,
      time_start: new Date(atMs).toISOString(),
      time_end: new Date(atMs + HOUR_MS).toISOString(),
    })),
  };
};

/** Whole days of both that are named. */
const amber: Carry = (path) => {
  const [from, to] = ['startDate', 'endDate'].map((name) => Date.parse(query(path).get(name) ?? '')) as [
    number,
    number,
  ];
  const rows = hours(from - 10 * HOUR_MS, to + 14 * HOUR_MS, HOUR_MS / 2);
  return {
    told: rows.map((atMs) => ({
      type: atMs < Date.now() ? 'ActualInterval' : 'ForecastInterval',
      channelType: 'general',
      perKwh: 25,
      startTime: new Date(atMs + 1_000).toISOString(),
      endTime: new Date(atMs + HOUR_MS / 2).toISOString(),
    })),
  };
};

const cases: readonly (readonly [string, Readonly<Record<string, string>>, Carry, string, number])[] = [
  ['coingecko', {}, coinGecko, 'price:BTC:EUR', HOUR_MS],
  ['coinbase', {}, coinbase, 'price:BTC:EUR', HOUR_MS],
  ['binance', {}, binance, 'price:BTC:EUR', HOUR_MS],
  ['mempool', {}, mempool, 'difficulty:BTC', 14 * DAY_MS],
  ['mempool', {}, mempool, 'fees:BTC', 3 * HOUR_MS],
  ['mempool', {}, mempool, 'fees:LTC', 3 * HOUR_MS],
  [
    'octopus',
    { product: 'AGILE-24-10-01', region: 'C' },
    octopus,
    'energy:octopus:any payment:all-in:import',
    HOUR_MS / 2,
  ],
  ['awattar', { country: 'de' }, awattar, 'energy:awattar:DE-LU:wholesale:import', HOUR_MS],
  ['amber', { site: '01F5A5CRKMZ5BCX9P1S4V990AM' }, amber, 'energy:amber:general:all-in:import', HOUR_MS / 2],
  ['elprisetjustnu', { zone: 'SE3' }, elpriset, 'energy:elprisetjustnu:SE3:wholesale:import', HOUR_MS],
];

describe.each(cases)('after %s is switched on', (provider, fields, carry, series, stepMs) => {
  test(`${series} reaches ninety days back without a hole`, async () => {
    opened(provider, fields, carry);
    await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
    // The running step and the time since the page was opened are not told yet.
    expect(longestGapMs(series)).toBeLessThanOrEqual(stepMs + 3 * HOUR_MS);
    expect([...answers.values()].every(({ failures }) => failures === 0)).toBe(true);
    const before = askedAt.length;
    await vi.advanceTimersByTimeAsync(6 * HOUR_MS);
    expect(askedAt.length).toBe(before);
  });

  test(`${series} goes on after reloads, and never asks faster than is allowed`, async () => {
    for (let reload = 0; reload < 40; reload += 1) {
      opened(provider, fields, carry);
      await vi.advanceTimersByTimeAsync(7_000);
    }
    await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
    expect(longestGapMs(series)).toBeLessThanOrEqual(stepMs + 3 * HOUR_MS);
    expect(busiestMinute()).toBeLessThanOrEqual(upstreamOf(provider)?.requestsPerMinute ?? 0);
  });

  test(`${series} is kept up, also after a week without a page`, async () => {
    opened(provider, fields, carry);
    await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
    manager?.stop();
    vi.setSystemTime(Date.now() + 7 * DAY_MS);
    opened(provider, fields, carry);
    await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
    expect(longestGapMs(series)).toBeLessThanOrEqual(stepMs + 3 * HOUR_MS);
  });
});

test('what fails half-way is asked for again, and leaves no hole', async () => {
  let asked = 0;
  opened('coinbase', {}, (...request) => {
    asked += 1;
    return asked % 3 === 0 ? { status: 503, told: {} } : coinbase(...request);
  });
  await vi.advanceTimersByTimeAsync(DAY_MS);
  expect(longestGapMs('price:BTC:EUR')).toBeLessThanOrEqual(25 * HOUR_MS);
  expect(longestGapMs('price:BTC:EUR')).toBeGreaterThan(0);
});

test('a day that the provider itself has not is said to be missing, and the rest is fetched', async () => {
  opened('elprisetjustnu', { zone: 'SE3' }, (path, body) =>
    path.includes('10-03_') ? { status: 404, told: {} } : elpriset(path, body),
  );
  await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
  const [answer] = [...answers.values()].filter(({ quantity }) => quantity === 'past:energy:elprisetjustnu');
  expect(answer).toMatchObject({ failures: 0, heard: { value: { missingMs: DAY_MS } } });
});

test('a week of which tomorrow’s prices are not out yet is no hole of ninety days', () => {
  const question = asksPast(
    'past:x',
    {
      provider: 'x',
      request: () => ({ provider: 'x', host: 'x', path: '/' }),
      parse: () => {
        throw new SourceError('not-yet', 'not out yet');
      },
    },
    piecesOf(DAY_MS),
    (piece) => piece,
    () => [],
  );
  const errand = question.errandAt(NOW_MS);
  if ('begin' in errand) throw new Error('the past is not talked about');
  expect(() => errand.read({ status: 200, text: '', receivedAtMs: NOW_MS })).toThrow(SourceError);
});

test('what another version has stored, or a clock that was ahead, begins anew', () => {
  const pieces = piecesOf(30 * DAY_MS);
  const fresh = nextPiece(undefined, NOW_MS, pieces);
  const ahead = { fromMs: NOW_MS, toMs: NOW_MS + 30 * DAY_MS, points: 1, missingMs: 0 };
  const longAgo = { fromMs: 0, toMs: NOW_MS - 200 * DAY_MS, points: 1, missingMs: 0 };
  expect(nextPiece(ahead, NOW_MS, pieces)).toEqual(fresh);
  expect(nextPiece(longAgo, NOW_MS, pieces)).toEqual(fresh);
});
