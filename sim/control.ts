import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type FaultRequest, faultKind } from './fault-request.ts';
import { LoopbackServer } from './loopback.ts';
import type { Sim } from './sim.ts';

/**
 * The simulator's own HTTP port, for tests in another process: GET /state, POST /fault {miner, kind, …FaultRequest},
 * POST /heal, /kill and /revive {miner}. Errors come back as 400 with `{"error": …}`.
 */
export function openControl(sim: Sim, host: string, port: number): LoopbackServer {
  const server = createServer((request, response) => {
    void handle(sim, request).then(
      (value) => send(response, 200, value),
      (error: unknown) =>
        send(response, 400, { error: error instanceof Error ? error.message : String(error) }),
    );
  });
  return new LoopbackServer(server, host, port);
}

async function handle(sim: Sim, request: IncomingMessage): Promise<unknown> {
  const route = `${request.method} ${request.url}`;
  if (route === 'GET /state') return state(sim);
  const body = await readObject(request);
  const miner = body.miner;
  if (typeof miner !== 'string') throw new TypeError('say which miner: {"miner": "kitchen-gamma"}');
  switch (route) {
    case 'POST /fault':
      sim.fault(miner, readFault(body));
      break;
    case 'POST /heal':
      sim.heal(miner);
      break;
    case 'POST /kill':
      await sim.kill(miner);
      break;
    case 'POST /revive':
      await sim.revive(miner);
      break;
    default:
      throw new RangeError(`no such command: ${route}`);
  }
  return state(sim);
}

function state(sim: Sim): unknown {
  return {
    nowMs: sim.nowMs(),
    miners: sim.miners.map(({ id, name, family, address, mac, alive, twin }) => ({
      id,
      name,
      family,
      address,
      mac,
      alive,
      reachable: alive && twin.reachable,
      hashrateHs: twin.state.hashrateHs,
      claimedHashrateHs: twin.measured.hashrateHs,
      accepted: twin.link.accepted,
      lastShareAtMs: twin.link.lastShareAtMs,
    })),
  };
}

function readFault(body: Readonly<Record<string, unknown>>): FaultRequest {
  const number = (key: string): number | undefined => {
    const value = body[key];
    if (value === undefined || (typeof value === 'number' && Number.isFinite(value))) return value;
    throw new TypeError(`"${key}" must be a number`);
  };
  return {
    kind: faultKind(String(body.kind)),
    afterS: number('afterS'),
    forS: number('forS'),
    severity: number('severity'),
    rampS: number('rampS'),
    chip: number('chip'),
    domain: number('domain'),
  };
}

async function readObject(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  const value: unknown = JSON.parse(text === '' ? '{}' : text);
  if (typeof value !== 'object' || value === null) throw new TypeError('the body must be a JSON object');
  return { ...value };
}

function send(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
