import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PAIRING_HEADER, PROXY_ROUTES } from '../../src/domain/proxy-problem.ts';
import type { RecorderFleet } from '../../src/domain/recorder-fleet.ts';

const TOKEN = 'a-token-for-the-process-a-token-for-the-process';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A helper that records, as a process of its own. */
export interface HelperProcess {
  readonly pid: number;
  readonly url: string;
  call(path: string, init?: RequestInit): Promise<Response>;
  /** Ends it as a power failure of the process would: nothing of it gets to run any more. */
  kill(): Promise<void>;
  /** Tells it to end, and waits until it has. */
  stop(): Promise<void>;
}

/** @param folder in which it keeps what it records, under `recorder` */
export async function startHelperProcess(
  folder: string,
  devicePorts: readonly number[],
): Promise<HelperProcess> {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'proxy/main.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DAVYLAMP_TOKEN: TOKEN,
      DAVYLAMP_PORT: '0',
      DAVYLAMP_FOLDER: folder,
      DAVYLAMP_RECORD: '1',
      DAVYLAMP_DEVICE_PORTS: devicePorts.join(','),
    },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const said = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (text) => resolve(String(text)));
    child.once('exit', () => reject(new Error('the helper ended before it listened')));
  });
  const port = /:(\d+)\s/.exec(said)?.[1];
  const url = `http://localhost:${port}`;
  return {
    pid: child.pid ?? 0,
    url,
    call: (path, init = {}) =>
      fetch(url + path, { ...init, headers: { [PAIRING_HEADER]: TOKEN, 'sec-fetch-site': 'same-origin' } }),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Tells a helper whom to record, as a browser does. */
export async function tellFleet(
  helper: HelperProcess,
  { miners, pollMs }: Pick<RecorderFleet, 'miners' | 'pollMs'>,
): Promise<void> {
  const fleet: RecorderFleet = { browserId: 'the-only-browser', pollMs, miners };
  const reply = await helper.call(PROXY_ROUTES.recorder, { method: 'PUT', body: JSON.stringify(fleet) });
  if (!reply.ok) throw new Error(`the helper does not take the fleet: ${reply.status}`);
}
