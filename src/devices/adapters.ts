import type { MinerFamily } from '../domain/miner.ts';
import type { DeviceAdapter } from './adapter.ts';
import { avalon } from './avalon.ts';
import { axeos } from './axeos.ts';
import { cgminer } from './cgminer.ts';
import { nerdos } from './nerdos.ts';

const ADAPTERS: Readonly<Partial<Record<MinerFamily, DeviceAdapter>>> = { axeos, nerdos, avalon, cgminer };

/** How a family is read. */
export function adapterOf(family: MinerFamily): DeviceAdapter {
  return ADAPTERS[family] ?? cgminer;
}
