import { openHttpDoor } from '../../sim/http-door.ts';
import { LoopbackServer } from '../../sim/loopback.ts';
import { openRpcDoor } from '../../sim/rpc-door.ts';
import { doorOf } from '../../src/twin/answers/answers.ts';
import { FLEETS } from '../../src/twin/fleets.ts';

/** Simulated miners at addresses of their own, as in a home network: all of 127.0.0.0/8 is this computer (Linux). */
export interface Street {
  /** `127.0.2.0/24`. */
  readonly range: string;
  readonly hosts: ReadonlySet<string>;
  /** Port of the web miners: 80, or 8080 where this process may not open that. */
  readonly webPort: number;
  close(): Promise<void>;
}

/**
 * Opens up to fifty miners of all kinds between the addresses 127.0.`third`.4 and .250, on the ports of real ones.
 * @throws the system's error when an address other than 127.0.0.1 cannot be had (macOS)
 */
export async function openStreet(third: number, count: number): Promise<Street> {
  const twins = FLEETS.fifty({ seed: 1, startMs: Date.now() }).slice(0, count);
  const webPort = await webPortOf(third);
  const spacing = Math.floor(246 / count);
  const servers = twins.map((twin, index) => {
    const host = `127.0.${third}.${4 + index * spacing}`;
    const web = doorOf(twin) === 'http';
    const door = web ? openHttpDoor(twin).server : openRpcDoor(twin);
    return new LoopbackServer(door, host, web ? webPort : 4028);
  });
  const close = async () => void (await Promise.all(servers.map((server) => server.close())));
  try {
    for (const server of servers) await server.listen();
  } catch (error) {
    await close();
    throw error;
  }
  const hosts = new Set(servers.map(({ address }) => address.host));
  return { range: `127.0.${third}.0/24`, hosts, webPort, close };
}

/** Ports under 1024 are for root, unless the system says otherwise. */
async function webPortOf(third: number): Promise<number> {
  const [twin] = FLEETS.single({ seed: 1, startMs: Date.now() });
  if (!twin) throw new Error('a fleet of one has a miner');
  const server = new LoopbackServer(openHttpDoor(twin).server, `127.0.${third}.1`, 80);
  try {
    await server.listen();
    await server.close();
    return 80;
  } catch {
    return 8080;
  }
}
