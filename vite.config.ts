import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';

/** Isolation lets a page use SharedArrayBuffer later (WASM threads); the same headers are set by the proxy in production. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  plugins: [solid()],
  worker: { format: 'es' },
  build: { target: 'es2022', outDir: 'dist', sourcemap: false, cssCodeSplit: true },
  server: {
    headers: isolation,
    proxy: { '/api': { target: 'http://127.0.0.1:8787', ws: true } },
  },
  preview: { headers: isolation },
});
