import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { seededRandom } from '../../support/seeded-random.ts';
import type {} from './kill-page.ts';
import { type KillableBrowser, startKillableBrowser } from './killable-browser.ts';

export interface KillRounds {
  readonly profile: string;
  /** Where `kill-page.ts` is served. */
  readonly url: string;
  readonly kills: number;
  readonly seed: number;
  /** Told each time that everything was looked at, with what was found amiss since the last time. */
  readonly onLooked?: (kills: number, problems: readonly string[]) => void;
}

/** What came of all the kills. */
export interface KillReport {
  readonly kills: number;
  /** Of them SIGKILLs of the whole browser; the others ended the process of the page and its worker. */
  readonly browserKills: number;
  readonly polls: number;
  /** Minutes, quarters, hours and days that were looked at after a kill; those of the last two days each time. */
  readonly bucketsChecked: number;
  /** Minutes that are stored at the end. */
  readonly minutes: number;
  readonly problems: readonly string[];
}

/** How long it writes before it is killed, after the first that is stored, ms. */
const WRITES = { least: 5, most: 300 };
/** Three days of polls: as far back as compaction still writes, and a day. */
const LOOK_BACK_POLLS = 3 * 4_320;
/** Everything from the first poll on is looked at after so many kills, and at the end. */
const ALL_EVERY = 50;
const DATABASE = 'kills';

/**
 * Kills the browser (or the page in it) at random moments while its worker appends, fills in, compacts and thins out; after
 * each kill the store must open, hold every acknowledged poll and every minute once, and have nothing in quarantine.
 */
export async function killRounds(options: KillRounds): Promise<KillReport> {
  const { profile, url, kills, seed, onLooked } = options;
  const run = new KillRun(profile, url);
  const random = seededRandom(seed);
  let browserKills = 0;
  let told = 0;
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const all = kill % ALL_EVERY === 0;
      await run.look(`after ${kill} kills`, all);
      if (all) onLooked?.(kill, run.found.problems.slice(told));
      if (all) told = run.found.problems.length;
      await run.write(seed + kill, WRITES.least + random() * (WRITES.most - WRITES.least));
      // Every other kill is one of the whole browser, which takes twice as long as one of its page.
      const whole = kill % 2 === 0;
      await run.kill(whole);
      browserKills += whole ? 1 : 0;
    }
    await run.look(`after ${kills} kills`, true);
    const minutes = await run.foldAll();
    return { kills, browserKills, minutes, ...run.found };
  } finally {
    await run.end();
  }
}

/** A browser that is killed and started again, and what is known of the store in it. */
class KillRun {
  readonly found = { polls: 0, bucketsChecked: 0, problems: [] as string[] };
  readonly #profile: string;
  readonly #url: string;
  #browser: KillableBrowser | undefined;
  #page: Page | undefined;
  #acknowledged = -1;
  #heard: () => void = () => undefined;

  constructor(profile: string, url: string) {
    this.#profile = profile;
    this.#url = url;
  }

  /** Opens the store again and holds what is there against what must be: of the last two days, or of all. */
  async look(when: string, all: boolean): Promise<void> {
    this.#page ??= await this.#open();
    const { polls } = this.found;
    const finding = await this.#page.evaluate(
      ({ acknowledged, from }) => killWorker.findAmiss(acknowledged, from),
      {
        acknowledged: Math.max(this.#acknowledged, polls - 1),
        from: all ? 0 : Math.max(0, polls - LOOK_BACK_POLLS),
      },
    );
    this.found.problems.push(...finding.problems.map((problem) => `${when}: ${problem}`));
    this.found.polls = finding.nextPoll;
    this.found.bucketsChecked += finding.buckets;
  }

  /** Lets the worker write for a while, from the first that it has stored. */
  async write(seed: number, forMs: number): Promise<void> {
    const heard = new Promise<void>((resolve) => {
      this.#heard = resolve;
    });
    await this.#page?.evaluate(({ from, its }) => writeOn(from, its), { from: this.found.polls, its: seed });
    await heard;
    await pause(forMs);
  }

  async kill(wholeBrowser: boolean): Promise<void> {
    if (wholeBrowser) {
      await this.#browser?.kill();
      this.#browser = undefined;
    } else if (this.#page) await this.#browser?.crash(this.#page);
    this.#page = undefined;
  }

  /** Folds and derives all that is left, and looks again. @returns how many minutes the store then says that it holds */
  async foldAll(): Promise<number> {
    const minutes = await this.#page?.evaluate((to) => killWorker.foldAll(to), this.found.polls);
    await this.look('once all is folded', true);
    return minutes ?? 0;
  }

  async end(): Promise<void> {
    await this.#browser?.kill();
  }

  async #open(): Promise<Page> {
    const page = this.#browser ? await this.#newPage(this.#browser) : await this.#start();
    await page.waitForFunction(() => 'killWorker' in globalThis);
    await page.evaluate((name) => killWorker.open(name), DATABASE);
    await page.evaluate(() => killWorker.renewLog());
    return page;
  }

  async #start(): Promise<Page> {
    this.#browser = await startKillableBrowser(this.#profile, this.#url);
    const { context } = this.#browser;
    await context.exposeFunction('stored', (poll: number) => {
      this.#acknowledged = poll;
      this.#heard();
    });
    return context.pages()[0] ?? (await this.#newPage(this.#browser));
  }

  async #newPage({ context }: KillableBrowser): Promise<Page> {
    const page = await context.newPage();
    await page.goto(this.#url);
    return page;
  }
}
