import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import solid from 'vite-plugin-solid';

/** Isolation lets a page use SharedArrayBuffer later (WASM threads); the same headers are set by the proxy in production. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * What the Fleet page and most others share, as one file: by itself the bundler makes one for each set of pages that share
 * a module, and a dozen small files do not compress as well as one.
 */
const FIRST_VISIT =
  /\/src\/(ui\/(toast|chart\/expected-band|button|icon|field|progress-bar|format\/(age|band|decimal|money|bitcoin|percent)|text\/en\/(alerts|common|fleet-events))|pages\/(online|this-computer|fleet-context|create-answer|pay\/shown-money)|domain\/(alert|series-unit|freshness|outside-market|economics\/(satoshi|revenue|local-time)))\.tsx?$/;

/** Installable and offline: the whole app is kept, so that it opens itself instead of an offline page. */
const pwa = VitePWA({
  // A new version waits until the owner takes it (src/app/update.ts, which also registers the worker).
  registerType: 'prompt',
  injectRegister: false,
  strategies: 'generateSW',
  workbox: {
    globPatterns: ['**/*.{js,css,html,svg,png,webmanifest}'],
    globIgnores: ['screenshots/**', 'notification-click.js', 'notification-push.js'],
    navigateFallback: 'index.html',
    navigateFallbackDenylist: [/^\/api/],
    importScripts: ['notification-click.js', 'notification-push.js'],
    // The solver of plans is 3.5 MB, which few first visits need: it is kept from when it is first fetched.
    runtimeCaching: [
      {
        urlPattern: /\/assets\/highs-[^/]+\.wasm$/,
        handler: 'CacheFirst',
        options: { cacheName: 'solver', expiration: { maxEntries: 2 } },
      },
    ],
    cleanupOutdatedCaches: true,
    inlineWorkboxRuntime: true,
  },
  includeAssets: ['icon.svg', 'apple-touch-icon.png'],
  manifest: {
    id: '/',
    name: 'Davylamp',
    short_name: 'Davylamp',
    description:
      'Watches every miner on your network and says what is worth doing next. Nothing leaves the house unless you say so.',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#16191e',
    theme_color: '#16191e',
    categories: ['utilities', 'finance'],
    icons: [
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
      { src: '/icon-maskable-192.png', sizes: '192x192', type: 'image/png', purpose: 'maskable' },
      { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    ],
    screenshots: [
      {
        src: '/screenshots/fleet-wide.png',
        sizes: '1280x800',
        type: 'image/png',
        form_factor: 'wide',
        label: 'The whole fleet at a glance',
      },
      {
        src: '/screenshots/fleet-narrow.png',
        sizes: '390x844',
        type: 'image/png',
        form_factor: 'narrow',
        label: 'The same on a phone',
      },
    ],
    shortcuts: [{ name: 'Add a miner', url: '/add' }],
  },
});

export default defineConfig({
  plugins: [solid(), pwa],
  worker: { format: 'es', rolldownOptions: { checks: { bundlerTimings: false } } },
  build: {
    target: 'es2022',
    // A hint to browsers: those that do not know it load the same a little later.
    modulePreload: { polyfill: false },
    outDir: 'dist',
    sourcemap: false,
    cssCodeSplit: true,
    // A newcomer who starts the app has no use for the bundler's stopwatch.
    rolldownOptions: {
      checks: { bundlerTimings: false },
      output: { codeSplitting: { groups: [{ name: 'base', test: FIRST_VISIT }] } },
    },
  },
  server: {
    headers: isolation,
    proxy: { '/api': { target: 'http://127.0.0.1:8787', ws: true } },
  },
  preview: { headers: isolation },
});
