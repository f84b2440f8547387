import { describe, expect, test } from 'vitest';
import { jsonReply, type Script, scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import { DeviceError, type DeviceTransport } from '../devices/transport.ts';
import type { Discovery } from '../domain/discovery.ts';
import { type DeviceAddress, formatAddress, type Miner } from '../domain/miner.ts';
import type { ScanLine } from '../domain/scan-report.ts';
import { type DiscoveryPorts, discover } from './discovery.ts';

/** A Bitaxe, as far as it must answer to be one. */
function bitaxe(mac: string | undefined, more: object = {}): Script {
  const info = {
    ASICModel: 'BM1370',
    version: 'v2.9.0',
    hashRate: 1200,
    macAddr: mac,
    hostname: 'bitaxe',
    ...more,
  };
  return { web: { '/api/system/info': jsonReply(info) } };
}
const router: Script = {
  web: { '/api/system/info': webReply('<html>Router</html>'), '/': webReply('<html>Router</html>') },
};

const nobody = new DeviceError('unreachable', 'nobody answers');

interface House {
  readonly devices?: Readonly<Record<string, Script | DeviceTransport>>;
  readonly lines: readonly ScanLine[];
  readonly miners?: readonly Miner[];
  readonly scan?: DiscoveryPorts['scan'];
}

async function discovered(
  { devices = {}, lines, miners = [], scan }: House,
  signal = new AbortController().signal,
) {
  const asked: string[] = [];
  const progress: Discovery[] = [];
  const ports: DiscoveryPorts = {
    nowMs: () => performance.now(),
    scan:
      scan ??
      async function* () {
        yield* lines;
      },
    transportTo: (address: DeviceAddress) => {
      const name = formatAddress(address);
      asked.push(name);
      const device = devices[name];
      return device && 'http' in device ? device : scriptedDevice(device ?? { otherwise: nobody });
    },
    miners: async () => miners,
    patienceMs: 1_200,
  };
  const result = await discover('192.168.1.0/24', ports, signal, (discovery) => progress.push(discovery));
  return { result, asked, progress };
}

const open = (host: string, ...ports: number[]): ScanLine => ({ kind: 'open', host, ports });
const at = ({ result }: { result: Discovery }) => result.found.map(({ address }) => formatAddress(address));

function miner(
  id: string,
  host: string,
  mac: string | undefined,
  family: Miner['identity']['family'] = 'axeos',
): Miner {
  return {
    id,
    name: id,
    address: { host, port: 80 },
    addedAtMs: 0,
    identity: { family, mac, algorithm: 'sha256' },
  };
}

describe('what is found', () => {
  test('is who says that it is a miner; who merely answers is counted', async () => {
    const house = await discovered({
      devices: { '192.168.1.20:80': bitaxe('AA:BB:CC:DD:EE:01'), '192.168.1.1:80': router },
      lines: [open('192.168.1.1', 80), open('192.168.1.20', 80), { kind: 'done' }],
    });
    expect(at(house)).toEqual(['192.168.1.20:80']);
    expect(house.result).toMatchObject({ others: 1, waiting: 0, unread: [] });
    expect(house.result.found[0]).toMatchObject({ id: 'aabbccddee01', identity: { family: 'axeos' } });
  });

  test('is listed once, however many doors and addresses lead to it', async () => {
    const same = bitaxe('AA:BB:CC:DD:EE:01');
    const house = await discovered({
      devices: { '192.168.1.20:80': same, '192.168.1.21:80': same, '192.168.1.20:8080': same },
      lines: [open('192.168.1.20', 80, 4028), open('192.168.1.20', 4433, 8080), open('192.168.1.21', 80)],
    });
    expect(at(house)).toEqual(['192.168.1.20:80']);
    expect(house.result.others).toBe(0);
    expect(house.asked).not.toContain('192.168.1.20:4028');
  });

  test('may stand behind another port than a page that is no miner’s', async () => {
    const house = await discovered({
      devices: { '192.168.1.5:80': router, '192.168.1.5:8080': bitaxe('AA:BB:CC:DD:EE:01') },
      lines: [open('192.168.1.5', 80), open('192.168.1.5', 8080)],
    });
    expect(at(house)).toEqual(['192.168.1.5:8080']);
    expect(house.result.others).toBe(0);
  });

  test('two devices that tell no MAC are two', async () => {
    const house = await discovered({
      devices: { '192.168.1.20:80': bitaxe(undefined), '192.168.1.21:80': bitaxe(undefined) },
      lines: [open('192.168.1.20', 80), open('192.168.1.21', 80)],
    });
    expect(at(house)).toHaveLength(2);
  });

  test('a second device with the MAC of a first is told beside it', async () => {
    const { result } = await discovered({
      devices: {
        '192.168.1.20:80': bitaxe('AA:BB:CC:DD:EE:01'),
        '192.168.1.31:80': bitaxe('AA:BB:CC:DD:EE:01'),
      },
      lines: [open('192.168.1.20', 80), open('192.168.1.31', 80)],
    });
    expect(result.found).toHaveLength(1);
    expect(result.found[0]).toMatchObject({
      address: { host: '192.168.1.20' },
      alsoAt: [{ host: '192.168.1.31', port: 80 }],
    });
  });

  test('carries the name that it advertises, whenever that is heard', async () => {
    const house = await discovered({
      devices: { '192.168.1.20:80': bitaxe('AA:BB:CC:DD:EE:01', { hostname: undefined }) },
      lines: [open('192.168.1.20', 80), { kind: 'named', host: '192.168.1.20', name: 'gamma' }],
    });
    expect(house.result.found[0]).toMatchObject({ advertisedName: 'gamma' });
  });

  test('a miner that wants a password is told apart from a stranger', async () => {
    const refusing = scriptedDevice(bitaxe('AA:BB:CC:DD:EE:01'));
    let asked = 0;
    const device: DeviceTransport = {
      ...refusing,
      async http(request) {
        asked += 1;
        if (asked > 1) throw new DeviceError('refused', 'the device refuses (401)');
        return refusing.http(request);
      },
    };
    const { result } = await discovered({
      devices: { '192.168.1.20:80': device },
      lines: [open('192.168.1.20', 80)],
    });
    expect(result).toMatchObject({ found: [], others: 0, unread: [{ family: 'axeos', kind: 'refused' }] });
  });
});

describe('a miner of the fleet', () => {
  const devices = { '192.168.1.20:80': bitaxe('AA:BB:CC:DD:EE:01') };
  const lines = [open('192.168.1.20', 80)];
  const knownOf = async (known: Miner, script = devices) =>
    (await discovered({ devices: script, lines, miners: [known] })).result.found[0]?.known?.id;

  test('that answers at its own address has not moved, wherever else its MAC answers', async () => {
    const device = bitaxe('AA:BB:CC:DD:EE:01');
    const { result } = await discovered({
      devices: { '192.168.1.20:80': device, '192.168.1.31:80': device },
      lines: [open('192.168.1.20', 80), open('192.168.1.31', 80)],
      miners: [miner('aabbccddee01', '192.168.1.31', 'AA:BB:CC:DD:EE:01')],
    });
    expect(result.found[0]).toMatchObject({
      address: { host: '192.168.1.31' },
      alsoAt: [{ host: '192.168.1.20' }],
    });
  });

  test('is known by its MAC wherever it answers', async () => {
    expect(await knownOf(miner('aabbccddee01', '192.168.1.77', 'AA:BB:CC:DD:EE:01'))).toBe('aabbccddee01');
  });

  test('that told no MAC is known by its address or its name', async () => {
    expect(await knownOf(miner('192.168.1.20:80', '192.168.1.20', undefined))).toBe('192.168.1.20:80');
    expect(await knownOf(miner('bitaxe.local:80', 'bitaxe.local', undefined))).toBe('bitaxe.local:80');
  });

  test('is not another device that has taken its address, nor one of another family', async () => {
    expect(await knownOf(miner('ffffffffffff', '192.168.1.20', 'FF:FF:FF:FF:FF:FF'))).toBeUndefined();
    expect(await knownOf(miner('192.168.1.20:80', '192.168.1.20', undefined, 'avalon'))).toBeUndefined();
  });
});

describe('the way there', () => {
  test('is told as it goes: addresses asked, miners as they answer', async () => {
    const { progress } = await discovered({
      devices: { '192.168.1.20:80': bitaxe('AA:BB:CC:DD:EE:01') },
      lines: [
        { kind: 'progress', asked: 0, total: 254 },
        open('192.168.1.20', 80),
        { kind: 'progress', asked: 254, total: 254 },
        { kind: 'no-names', reason: 'no multicast' },
      ],
    });
    expect(progress[0]).toMatchObject({ asked: 0, total: 254, found: [] });
    expect(progress.at(-1)).toMatchObject({ asked: 254, noNames: 'no multicast', found: [{}] });
  });

  test('ends at once when it is cancelled, with what was found', async () => {
    const cancel = new AbortController();
    const scan: DiscoveryPorts['scan'] = async function* (_, signal) {
      yield open('192.168.1.20', 80);
      await new Promise((resolve) => setTimeout(resolve, 100));
      cancel.abort();
      signal.throwIfAborted();
    };
    const devices = { '192.168.1.20:80': bitaxe('AA:BB:CC:DD:EE:01') };
    const { result } = await discovered({ devices, lines: [], scan }, cancel.signal);
    expect(result.found).toHaveLength(1);
  });

  test('waits for a scan that runs elsewhere, and says so if it does not end', async () => {
    let turns = 0;
    const scan: DiscoveryPorts['scan'] = async function* () {
      turns += 1;
      if (turns < 3) throw new DeviceError('busy', 'another scan is still running');
      yield open('192.168.1.20', 80);
    };
    const devices = { '192.168.1.20:80': bitaxe('AA:BB:CC:DD:EE:01') };
    expect((await discovered({ devices, lines: [], scan })).result.found).toHaveLength(1);
    turns = -100;
    await expect(discovered({ lines: [], scan })).rejects.toMatchObject({ kind: 'busy' });
  });

  test('that breaks off keeps what was found, and fails when the helper is gone', async () => {
    const broken = await discovered({ lines: [{ kind: 'failed', reason: 'why' }] });
    expect(broken.result.brokeOff).toBe('why');
    const away: DeviceTransport = {
      http: () => Promise.reject(new DeviceError('no-proxy', 'the helper does not answer')),
      rpc: () => Promise.reject(nobody),
      message: () => Promise.reject(nobody),
    };
    const gone = discovered({ devices: { '192.168.1.20:80': away }, lines: [open('192.168.1.20', 80)] });
    await expect(gone).rejects.toMatchObject({ kind: 'no-proxy' });
  });

  test('asks five devices at a time, and no device twice at once', async () => {
    let now = 0;
    let most = 0;
    const slow: DeviceTransport = {
      async http() {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setTimeout(resolve, 5));
        now -= 1;
        throw nobody;
      },
      rpc: () => Promise.reject(nobody),
      message: () => Promise.reject(nobody),
    };
    const hosts = Array.from({ length: 30 }, (_, i) => `192.168.1.${i + 1}`);
    const devices = Object.fromEntries(
      hosts.flatMap((host) => [
        [`${host}:80`, slow],
        [`${host}:8080`, slow],
      ]),
    );
    const { result } = await discovered({ devices, lines: hosts.map((host) => open(host, 80, 8080)) });
    expect(most).toBe(5);
    expect(result.others).toBe(30);
  });
});
