import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killRounds } from '../e2e/store/kill-rounds.ts';
import { serveBundledPage } from '../support/bundled-page.ts';
import type { SuiteReport } from '../support/suite-report.ts';

const KILLS = 100;
const SEED = 20_261_122;
/** Enough to see what went wrong first. */
const MOST_TOLD = 20;

/** Kills Chromium at random moments while it stores, and looks after each kill whether everything is there. */
export async function storeKillsSuite(kills = KILLS): Promise<SuiteReport> {
  const page = await serveBundledPage(new URL('../e2e/store/kill-page.ts', import.meta.url));
  const profile = await mkdtemp(join(tmpdir(), 'davylamp-kills-'));
  const beganMs = performance.now();
  try {
    const report = await killRounds({
      profile,
      url: page.url,
      kills: Math.round(kills),
      seed: SEED,
      onLooked: (done, problems) =>
        console.log([`${done} kills`, ...problems.slice(0, MOST_TOLD)].join('\n')),
    });
    return {
      suite: 'store-kills',
      figures: {
        kills: report.kills,
        kills_of_whole_browser: report.browserKills,
        polls_stored: report.polls,
        minutes_stored: report.minutes,
        buckets_checked: report.bucketsChecked,
        problems: report.problems.length,
        seconds: (performance.now() - beganMs) / 1_000,
      },
      failures: report.problems.slice(0, MOST_TOLD),
    };
  } finally {
    await page.close();
    // Whom a kill left behind may still be writing.
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
