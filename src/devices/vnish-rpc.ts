import type { MinerIdentity } from '../domain/miner.ts';
import type { DeviceSnapshot, ReadOptions } from './adapter.ts';
import { readCgminer } from './cgminer.ts';
import { withDigest } from './digest-auth.ts';
import { loginOf, ROOT_LOGIN } from './login.ts';
import type { DeviceTransport } from './transport.ts';

/** `Antminer S9 (vnish 3.8.6)`, `Antminer S19j Pro (Vnish 1.2.0-rc3)`: the model, and the version behind it. */
export function vnishType(type: string | undefined): {
  readonly model: string | undefined;
  readonly version: string | undefined;
} {
  const [, model, version] = /^(.*?)(?:\s*\(vnish ([^)]*)\))?$/i.exec(type ?? '') ?? [];
  return { model: model || undefined, version };
}

/**
 * VNish over the cgminer API: all that VNish 3 has (S9, T9, L3), and what is left of a later one whose web side is shut.
 * Its own pool is none of the owner's.
 * @throws DeviceError when there is nothing to read
 */
export async function readVnishRpc(
  transport: DeviceTransport,
  options: ReadOptions,
): Promise<DeviceSnapshot> {
  const opened = withDigest(transport, loginOf(options.credentials, ROOT_LOGIN));
  const { identity, reading } = await readCgminer(opened, options, 'vnish');
  const { model, version } = vnishType(identity.model);
  return {
    identity: { ...identity, model, firmware: version ?? identity.firmware },
    reading: { ...reading, pools: reading.pools.filter(({ url }) => url !== 'DevFee') },
  };
}

/** Versions count 3.6, 3.8, 3.9 on the S9 and its time, and from 1.2.0 anew with the web API. */
export function hasWebApi({ firmware }: MinerIdentity): boolean {
  return !/(?:^|\s)[23]\.\d/.test(firmware ?? '');
}
