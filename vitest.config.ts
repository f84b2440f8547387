import { playwright } from '@vitest/browser-playwright';
import solid from 'vite-plugin-solid';
import { defineConfig } from 'vitest/config';

// Figures are written in the language of whoever looks: here in English, whatever the machine's is. Workers inherit it.
process.env.LC_ALL = 'en_US.UTF-8';

/** Debian's Chromium, kept from asking the internet for anything. */
function chromium(further: readonly string[] = []) {
  return playwright({
    // Not the machine's: where it is far south, winter is July, and days begin at another hour.
    contextOptions: { locale: 'en-US', timezoneId: 'UTC' },
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-quic',
        // As in the app, which is served isolated from others' pages: threads may share memory.
        '--enable-features=SharedArrayBuffer',
        ...further,
      ],
    },
  });
}

/** Its own for each project: vitest writes into it. */
function inChromium(further?: readonly string[]) {
  return {
    enabled: true,
    headless: true,
    screenshotFailures: false,
    provider: chromium(further),
    instances: [{ browser: 'chromium' as const }],
  };
}

const PATIENCE = './tests/support/patient-waiting.ts';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          expect: { poll: { timeout: 20_000 } },
          setupFiles: PATIENCE,
          // Properties take their time when browser tests run beside them on two cores.
          testTimeout: 40_000,
          environment: 'node',
          // A fresh world for each of 890 files costs a third of the time; tests put back what they change.
          isolate: false,
          include: ['{src,proxy,sim,tests}/**/*.test.ts'],
          exclude: ['**/*.browser.test.{ts,tsx}'],
        },
      },
      {
        plugins: [solid()],
        // Pre-bundled up front: discovering one of them mid-run reloads the page and loses the running test.
        optimizeDeps: {
          include: [
            'dexie',
            'idb',
            'comlink',
            'valibot',
            'uplot',
            'solid-js',
            'solid-js/web',
            '@tanstack/solid-virtual',
            'fast-check',
            'uqr',
            'hyparquet',
            'hyparquet-writer',
            'highs',
          ],
        },
        test: {
          name: 'browser',
          expect: { poll: { timeout: 20_000 } },
          setupFiles: PATIENCE,
          testTimeout: 60_000,
          include: ['src/**/*.browser.test.{ts,tsx}'],
          exclude: ['src/numerics/nets/webgpu/**', 'src/numerics/nets/*webgpu*'],
          browser: inChromium(),
        },
      },
      {
        test: {
          name: 'webgpu',
          setupFiles: PATIENCE,
          testTimeout: 240_000,
          // Behind all others, some of which are measured.
          sequence: { groupOrder: 1 },
          include: [
            'src/numerics/nets/**/*webgpu*.browser.test.ts',
            'src/numerics/nets/webgpu/*.browser.test.ts',
          ],
          // Where there is no graphics card the processor plays one: right, and slow, with all else that Chromium draws.
          browser: inChromium(['--enable-unsafe-webgpu']),
        },
      },
    ],
  },
});
