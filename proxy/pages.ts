import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Context, Hono } from 'hono';
import { compress } from 'hono/compress';

const A_YEAR_S = 365 * 24 * 60 * 60;

/** Serves the built app from the folder `dist`; a path without a file is a page of the app and gets `index.html`. */
export function servePages(app: Hono, dist: string): void {
  if (!existsSync(join(dist, 'index.html'))) {
    app.get('*', (c) => c.text('Davylamp is not built yet. Run npm start.', 503));
    return;
  }
  app.use(compress());
  app.use(async (c, next) => {
    await next();
    // Vite puts a hash of the content into the names under /assets; everything else must be asked for anew, above all
    // index.html and sw.js, or an update would never arrive.
    const hashed = c.req.path.startsWith('/assets/') && c.res.status === 200;
    c.header('cache-control', hashed ? `public, max-age=${A_YEAR_S}, immutable` : 'no-cache');
  });
  app.use(serveStatic({ root: dist }));
  const index = serveStatic({ root: dist, path: 'index.html' });
  app.get('*', async (c, next) => (isNavigation(c) ? index(c, next) : c.notFound()));
}

/** A missing script or picture must not come back as a page. */
function isNavigation(c: Context): boolean {
  const hasExtension = /\.[a-z0-9]+$/i.test(c.req.path);
  return !hasExtension || (c.req.header('accept')?.includes('text/html') ?? false);
}
