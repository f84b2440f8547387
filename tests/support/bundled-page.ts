import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

export interface BundledPage {
  /** Its origin; the page is at `/`. Storage belongs to the origin, so reopening needs the same port. */
  readonly url: string;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/**
 * Bundles one script (with the workers it starts) and serves it on loopback as a page of its own.
 * @param options.isIsolated from others' pages, as the app is: its threads may share memory
 */
export async function serveBundledPage(
  entry: URL,
  plugins: readonly Plugin[] = [],
  { isIsolated = false } = {},
): Promise<BundledPage> {
  const files = await bundled(fileURLToPath(entry), plugins);
  const headers = isIsolated ? ISOLATED : {};
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': file.type, ...headers }).end(file.content);
  });
  const port = await listening(server);
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

interface ServedFile {
  readonly type: string;
  readonly content: string | Uint8Array;
}

async function bundled(entry: string, plugins: readonly Plugin[]): Promise<Map<string, ServedFile>> {
  const built = await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    plugins: [...plugins],
    worker: { format: 'es', plugins: () => [...plugins] },
    build: {
      write: false,
      target: 'es2022',
      rollupOptions: { input: entry, output: { entryFileNames: 'entry.js' } },
    },
  });
  if (!Array.isArray(built) && !('output' in built)) throw new Error('vite is watching instead of building');
  const files = new Map<string, ServedFile>();
  for (const { output } of [built].flat()) {
    for (const file of output) {
      const content = file.type === 'chunk' ? file.code : file.source;
      files.set(`/${file.fileName}`, { type: 'text/javascript', content });
    }
  }
  files.set('/', {
    type: 'text/html',
    content: '<!doctype html><title>bundled</title><script type="module" src="/entry.js"></script>',
  });
  return files;
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
    });
  });
}
