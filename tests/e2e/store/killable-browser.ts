import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { chromiumLaunch } from '../../../playwright.config.ts';

export interface KillableBrowser {
  readonly context: BrowserContext;
  /** SIGKILL to all its processes at once: nothing is flushed, nobody says goodbye. */
  kill(): Promise<void>;
  /** Ends the process of a page and its workers on the spot, as a crash does; the browser itself lives on. */
  crash(page: Page): Promise<void>;
  /** Closes it as its owner would. */
  close(): Promise<void>;
}

const STARTS_WITHIN_MS = 30_000;

/** Starts Chromium over a kept profile, as a process group of its own, with one page. */
export async function startKillableBrowser(
  profile: string,
  firstPage = 'about:blank',
): Promise<KillableBrowser> {
  const portFile = join(profile, 'DevToolsActivePort');
  // A killed browser leaves its own behind.
  await rm(portFile, { force: true });
  const browserProcess = spawn(
    chromiumLaunch.executablePath,
    [
      ...chromiumLaunch.args,
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      firstPage,
    ],
    { detached: true, stdio: 'ignore' },
  );
  try {
    const browser = await connected(await debuggingPort(portFile, browserProcess));
    const [context] = browser.contexts();
    if (!context) throw new Error('the browser has no context');
    return {
      context,
      kill: () => killGroup(browserProcess),
      async crash(page) {
        const crashed = page.waitForEvent('crash');
        const session = await context.newCDPSession(page);
        // Nobody is left to answer.
        session.send('Page.crash').catch(() => undefined);
        await crashed;
      },
      async close() {
        const session = await browser.newBrowserCDPSession();
        await Promise.all([exited(browserProcess), session.send('Browser.close')]);
        await killGroup(browserProcess);
      },
    };
  } catch (error) {
    await killGroup(browserProcess);
    throw error;
  }
}

/** A browser that has just come up on a busy machine may leave the first greeting without an answer. */
async function connected(port: number): Promise<Browser> {
  const url = `http://127.0.0.1:${port}`;
  return chromium.connectOverCDP(url, { timeout: 10_000 }).catch(() => chromium.connectOverCDP(url));
}

async function debuggingPort(portFile: string, { exitCode }: ChildProcess): Promise<number> {
  const deadlineMs = performance.now() + STARTS_WITHIN_MS;
  while (performance.now() < deadlineMs && exitCode === null) {
    const [port] = (await readFile(portFile, 'utf8').catch(() => '')).split('\n');
    if (port) return Number(port);
    await pause(10);
  }
  throw new Error('the browser did not start');
}

/**
 * Every process of the group. It waits for the leader only, which alone has the files of the profile open: on some
 * systems it takes whoever inherits the others a second to bury them.
 */
async function killGroup(leader: ChildProcess): Promise<void> {
  const { pid } = leader;
  if (pid === undefined) return;
  signalled(-pid, 'SIGKILL');
  await exited(leader);
  // Whom another was just giving birth to.
  signalled(-pid, 'SIGKILL');
}

/** Whether there was a process to signal. */
function signalled(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

async function exited(leader: ChildProcess): Promise<void> {
  if (leader.exitCode === null && leader.signalCode === null) await once(leader, 'exit');
}
