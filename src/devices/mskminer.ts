import { type MinerIdentity, normaliseMac } from '../domain/miner.ts';
import type { DeviceAdapter } from './adapter.ts';
import { readCgminer } from './cgminer.ts';
import { attempt } from './evidence.ts';
import { RawRecord } from './raw-record.ts';
import { replyJson } from './reply-json.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';

/**
 * MSKMiner firmware on Antminers: the old API, with power, voltage and supply told in it; its web side tells the
 * network address (pyasic `mskminer.py`).
 */
export const mskminer: DeviceAdapter = {
  async read(transport, options) {
    const { identity, reading } = await readCgminer(transport, options, 'mskminer');
    const mac = identity.mac ?? (await readMac(transport, options.signal));
    return { identity: mskIdentity(identity, mac), reading };
  },
};

/** `S19-88 v.2.6.0.39`: model and firmware in one name; what `version` tells is when its miner was compiled. */
export function mskIdentity(identity: MinerIdentity, mac: string | undefined): MinerIdentity {
  const firmware = /\bv\.?(\d+(?:\.\d+)+)/i.exec(identity.model ?? '')?.[1] ?? identity.firmware;
  return { ...identity, make: 'Antminer', firmware, mac };
}

/** Undefined where the web side wants a login first: everything else is told without one. */
async function readMac(
  transport: DeviceTransport,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const path = '/api/info_v1';
  const ask = async () =>
    replyJson(await transport.http({ method: 'POST', path, ...(signal ? { signal } : {}) }), path);
  const info = await attempt(ask);
  if (info instanceof DeviceError) return undefined;
  const network = new RawRecord(info, []).record('network_info');
  return normaliseMac(network.record('result').text('macaddr') ?? network.text('macaddr') ?? '');
}
