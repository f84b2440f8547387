import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Miniflare, type Request, Response } from 'miniflare';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** `deploy/wrangler.jsonc`, whose comments stand on lines of their own. */
export function wranglerConfig(): Record<string, unknown> {
  const text = readFileSync(`${root}/deploy/wrangler.jsonc`, 'utf8');
  return JSON.parse(text.replace(/^\s*\/\/.*$/gm, '')) as Record<string, unknown>;
}

/** One script for a runtime that has no files, as wrangler would bundle it. */
export async function bundledWorker(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    build: { write: false, minify: false, target: 'es2022', lib: { entry, formats: ['es'] } },
  });
  const [output] = [built].flat();
  if (!output || !('output' in output)) throw new Error('vite is watching instead of building');
  const [chunk, ...others] = output.output;
  if (others.length > 0) throw new Error('one script was expected');
  return chunk.code;
}

/** The edge in the Workers runtime itself; whatever it asks of the world is answered here, and nothing leaves. */
export class EdgeHouse {
  readonly heard: Request[] = [];
  answer: (request: Request) => Response | Promise<Response> = () => new Response('{}');
  readonly #runtime: Miniflare;

  constructor(script: string, bindings: Record<string, string>) {
    this.#runtime = new Miniflare({
      modules: true,
      script,
      bindings,
      compatibilityDate: String(wranglerConfig().compatibility_date),
      outboundService: (request: Request) => {
        this.heard.push(request);
        return this.answer(request);
      },
    });
  }

  /** Where it listens on this computer. */
  url(): Promise<URL> {
    return this.#runtime.ready;
  }

  close(): Promise<void> {
    return this.#runtime.dispose();
  }
}
