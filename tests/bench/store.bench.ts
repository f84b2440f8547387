import { serveBundledPage } from '../support/bundled-page.ts';
import type { SuiteReport } from '../support/suite-report.ts';
import { monthFailures, monthFigures } from './store/month.ts';
import { peerFigures } from './store/peers.ts';
import { YEAR_DAYS, yearFailures, yearFigures } from './store/year.ts';

/**
 * How fast telemetry is stored and read in a real Chromium, and what it costs on disk: a month of noise, a year as devices
 * print it (or fewer days of one), and a slice of that beside tables of rows.
 */
export async function storeSuite(days = YEAR_DAYS): Promise<SuiteReport> {
  const page = await serveBundledPage(new URL('./store/store-page.ts', import.meta.url));
  try {
    const month = await monthFigures(page);
    const peers = await peerFigures(page);
    const year = await yearFigures(page, days);
    return {
      suite: 'store',
      figures: { ...month, ...peers, ...year },
      failures: [...monthFailures(month), ...yearFailures(year)],
    };
  } finally {
    await page.close();
  }
}
