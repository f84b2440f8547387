import { defineConfig } from '@playwright/test';

/** Debian's Chromium, kept from asking the internet for anything. */
export const chromiumLaunch = {
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
  ],
};

export default defineConfig({
  testDir: 'tests/e2e',
  // As many as the machine has cores: most of what they do is to wait for polls, restarts and deadlines.
  workers: 2,
  // Machines that are lent are three times as slow at times: who waits in vain loses minutes, who gives up too soon the whole run.
  timeout: 420_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  outputDir: 'test-results',
  use: {
    browserName: 'chromium',
    launchOptions: chromiumLaunch,
    // What does not react by then never will: say where, instead of running into the time limit of the whole walk.
    actionTimeout: 90_000,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  },
});
