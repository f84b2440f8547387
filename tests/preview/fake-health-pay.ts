import type { HealthFinding, WatchedEarnings } from '../../src/domain/health/health-report.ts';
import type { PaidDay } from '../../src/domain/health/paid-day.ts';
import { earningsLaw, weighedDay } from '../../src/insight/anomaly/earnings-watch.ts';
import { wobble } from './fake-miners.ts';

const DAY_MS = 86_400_000;
/** What the pool owes for a day, coins. */
const OWED = 0.00009;
const DAYS = 24;
/** The last so many of them are paid by half. */
const HALVED = 4;
/** What of this day could not be judged. */
const UNKNOWN_DAY = 15;
const ACCOUNT = { provider: 'braiins', coin: 'BTC' };

/** What is watched of an account whose pool pays half for four days, with a day before of which not all is known. */
export function fakeEarnings(toMs: number): WatchedEarnings {
  const judged = paidDays(toMs);
  return { ...ACCOUNT, days: judged.length, judged, toMs: judged.at(-1)?.toMs };
}

export function fakeShortfall(toMs: number): HealthFinding {
  const since = paidDays(toMs).slice(-HALVED);
  const sum = (of: (day: PaidDay) => number) => since.reduce((all, day) => all + of(day), 0);
  const creditedCoins = sum((day) => day.creditedCoins);
  const expectedCoins = sum((day) => day.expectedCoins);
  const sinceMs = since[0]?.fromMs ?? toMs;
  const minerIds = ['b2', 'e5'];
  return {
    id: 'braiins BTC:earnings-drop',
    trouble: 'earnings-drop',
    minerIds,
    severity: 'watch',
    sinceMs,
    foundAtMs: sinceMs + 3 * DAY_MS,
    confidence: 0.996,
    size: { value: creditedCoins / expectedCoins - 1, low: -0.56, high: -0.51, unit: 'part' },
    evidence: [
      {
        figure: 'earnings',
        direction: 'down',
        nats: 5.5,
        sinceMs,
        charts: ['hashrateHs', 'sharesAccepted'],
      },
    ],
    account: { ...ACCOUNT, minerIds, days: since.length, creditedCoins, expectedCoins },
    checks: [],
    byFixedRules: {},
  };
}

/** Closed days up to yesterday, in universal time. */
function paidDays(toMs: number): readonly PaidDay[] {
  const todayMs = Math.floor(toMs / DAY_MS) * DAY_MS;
  return Array.from({ length: DAYS }, (_, place) => place)
    .filter((place) => place !== UNKNOWN_DAY)
    .flatMap((place) => {
      const fromMs = todayMs - (DAYS - place) * DAY_MS;
      const law = earningsLaw({
        hashrateHs: 1 + 0.06 * wobble('pay', place),
        durationMs: DAY_MS,
        coinsPerHsDay: OWED,
        shares: 1_500,
        relativeError: 0.04,
        edgeMs: 10 * 60_000,
      });
      const part = place >= DAYS - HALVED ? 0.5 : 1;
      const creditedCoins = part * OWED * (0.98 + 0.08 * wobble('credited', place));
      return weighedDay({ fromMs, toMs: fromMs + DAY_MS, law, creditedCoins }) ?? [];
    });
}
