import { createConnection } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { readCommandLine } from './command-line.ts';
import type { Sim, SimMiner } from './sim.ts';
import { startSim } from './start-sim.ts';

let open: Sim | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function start(options: Partial<Parameters<typeof startSim>[0]> = {}): Promise<Sim> {
  open = await startSim({ fleet: 'demo', httpBase: 0, rpcBase: 0, difficulty: 256, ...options });
  return open;
}

function minerOf(sim: Sim, id: string): SimMiner {
  const found = sim.miners.find((miner) => miner.id === id);
  if (found === undefined) throw new Error(`no miner ${id}`);
  return found;
}

function url({ address }: SimMiner, path: string): string {
  return `http://${address.host}:${address.port}${path}`;
}

async function info(miner: SimMiner): Promise<Record<string, unknown>> {
  const response = await fetch(url(miner, '/api/system/info'));
  return (await response.json()) as Record<string, unknown>;
}

/** Sends raw bytes to a cgminer port and collects what comes back until it closes. */
function exchange({ address }: SimMiner, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = createConnection(address.port, address.host, () => socket.write(request));
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
}

describe('the simulated fleet', () => {
  it('answers HTTP miners over HTTP, with a past of twelve hours', async () => {
    const sim = await start();
    const desk = minerOf(sim, 'desk-gamma');
    expect(await info(desk)).toMatchObject({
      ASICModel: 'BM1370',
      hostname: 'desk-gamma',
      macAddr: desk.mac,
    });
    const statistics = (await (await fetch(url(desk, '/api/system/statistics'))).json()) as {
      statistics: unknown[];
    };
    expect(statistics.statistics).toHaveLength(720);
    expect(await info(minerOf(sim, 'office-nerdqaxe'))).toHaveProperty('stratum');
    expect(minerOf(sim, 'kitchen-gamma').twin.link.accepted).toBeGreaterThan(1000);
  });

  it('answers cgminer miners over TCP, several commands at once, ended by NUL', async () => {
    const sim = await start();
    const nano = await exchange(minerOf(sim, 'living-room-nano'), '{"command":"version+stats"}');
    expect(nano.endsWith('\0')).toBe(true);
    const reply = JSON.parse(nano.slice(0, -1));
    expect(reply.version[0].VERSION[0].MODEL).toBe('Nano3s');
    const antminer = await exchange(minerOf(sim, 'garage-s19j'), '{"command":"stats"}\n');
    expect(JSON.parse(antminer.slice(0, -1)).STATS[0].Type).toBe('Antminer S19j Pro');
    expect(await exchange(minerOf(sim, 'garage-s19j'), 'nonsense\n')).toContain('Invalid JSON');
  });

  it('serves one cgminer connection at a time; the next waits', async () => {
    const sim = await start();
    const nano = minerOf(sim, 'living-room-nano');
    const first = createConnection(nano.address.port, nano.address.host);
    await new Promise((resolve) => first.once('connect', resolve));
    let answered = false;
    const second = exchange(nano, '{"command":"version"}').then((text) => {
      answered = true;
      return text;
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(answered).toBe(false);
    first.destroy();
    expect(await second).toContain('VERSION');
  });

  it('pushes live updates over a WebSocket: everything, then what changes', async () => {
    const sim = await start({ speed: 10 });
    const { address } = minerOf(sim, 'desk-gamma');
    const socket = new WebSocket(`ws://${address.host}:${address.port}/api/ws/live`);
    const frames = await new Promise<Record<string, unknown>[]>((resolve, reject) => {
      const seen: Record<string, unknown>[] = [];
      socket.on('error', reject);
      socket.on('message', (text) => {
        seen.push(JSON.parse(String(text)).data);
        if (seen.length === 2) resolve(seen);
      });
    });
    socket.close();
    expect(frames[0]).toHaveProperty('macAddr');
    expect(frames[1]).toHaveProperty('hashRate');
    expect(frames[1]).not.toHaveProperty('macAddr');
  });

  it('has no live feed on older firmware', async () => {
    const sim = await start();
    const { address } = minerOf(sim, 'attic-supra');
    const socket = new WebSocket(`ws://${address.host}:${address.port}/api/ws/live`);
    await expect(new Promise((_, reject) => socket.on('error', reject))).rejects.toThrow('404');
  });

  it('flatlines on command: same hashrate for ever, no more shares', async () => {
    const sim = await start({ speed: 60 });
    const kitchen = minerOf(sim, 'kitchen-gamma');
    sim.fault('kitchen-gamma', { kind: 'flatline' });
    const before = await info(kitchen);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    const after = await info(kitchen);
    expect(Number(after.uptimeSeconds)).toBeGreaterThan(Number(before.uptimeSeconds) + 20);
    expect(after.hashRate).toBe(before.hashRate);
    expect(after.sharesAccepted).toBe(before.sharesAccepted);
  });

  it('killed refuses connections, revived answers on the same port', async () => {
    const sim = await start();
    const desk = minerOf(sim, 'desk-gamma');
    const { port } = desk.address;
    await sim.kill('desk-gamma');
    expect(desk.alive).toBe(false);
    await expect(info(desk)).rejects.toThrow();
    await sim.revive('desk-gamma');
    expect(desk.address.port).toBe(port);
    expect(await info(desk)).toHaveProperty('hashRate');
  });

  it('behind a dead router answers nobody, and answers again when it is back', async () => {
    const sim = await start();
    sim.fault('*', { kind: 'router-down' });
    for (const miner of sim.miners.filter(({ family }) => family === 'axeos')) {
      await expect(info(miner)).rejects.toThrow();
    }
    sim.heal('*');
    expect(await info(minerOf(sim, 'desk-gamma'))).toHaveProperty('hashRate');
  });

  it('is steered from another process over its control port', async () => {
    const sim = await start({ control: 0 });
    const base = `http://${sim.controlAddress?.host}:${sim.controlAddress?.port}`;
    const post = (path: string, body: unknown) =>
      fetch(base + path, { method: 'POST', body: JSON.stringify(body) });
    expect((await post('/fault', { miner: 'kitchen-gamma', kind: 'flatline' })).status).toBe(200);
    const state = (await (await fetch(`${base}/state`)).json()) as {
      miners: { id: string; hashrateHs: number; claimedHashrateHs: number }[];
    };
    const kitchen = state.miners.find(({ id }) => id === 'kitchen-gamma');
    expect(kitchen?.hashrateHs).toBe(0);
    expect(kitchen?.claimedHashrateHs).toBeGreaterThan(1e12);
    expect((await post('/kill', { miner: 'nobody' })).status).toBe(400);
    expect((await post('/fault', { miner: 'kitchen-gamma', kind: 'explode' })).status).toBe(400);
    expect((await post('/kill', { miner: 'kitchen-gamma' })).status).toBe(200);
    expect(minerOf(sim, 'kitchen-gamma').alive).toBe(false);
  });

  it('binds to nothing but loopback', async () => {
    await expect(start({ host: '0.0.0.0' })).rejects.toThrow('loopback');
    await expect(start({ host: '192.168.1.5' })).rejects.toThrow('loopback');
  });

  it('leaves nothing open when a port is taken, and says which', async () => {
    const sim = await start({ fleet: 'single' });
    const taken = sim.miners[0]?.address.port ?? 0;
    await expect(startSim({ fleet: 'single', httpBase: taken })).rejects.toThrow(
      `port ${taken} of 127.0.0.1 is taken`,
    );
  });

  it('of fifty opens fifty doors', async () => {
    const sim = await start({ fleet: 'fifty' });
    expect(new Set(sim.miners.map(({ address }) => address.port)).size).toBe(50);
  });
});

describe('the command line', () => {
  it('is read into options', () => {
    expect(
      readCommandLine(['--speed', '60', '--difficulty', '256', '--fault', 'desk-gamma:reboot@5s']),
    ).toEqual({
      fleet: 'demo',
      speed: 60,
      difficulty: 256,
      faults: ['desk-gamma:reboot@5s'],
    });
  });

  it('is refused in words when it makes no sense', () => {
    expect(() => readCommandLine(['--fleet', 'navy'])).toThrow('no fleet "navy"');
    expect(() => readCommandLine(['--speed', 'fast'])).toThrow('speed must be a number');
    expect(() => readCommandLine(['--difficulty', '0'])).toThrow('difficulty must be');
    expect(() => readCommandLine(['--fault', 'x:explode'])).toThrow('no fault');
  });
});
