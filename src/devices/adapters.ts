import type { MinerFamily } from '../domain/miner.ts';
import type { DeviceAdapter } from './adapter.ts';
import { avalon } from './avalon.ts';
import { axeos } from './axeos.ts';
import { cgminer } from './cgminer.ts';
import { nerdos } from './nerdos.ts';

/**
 * How each family is read. What most homes and the demo have is there from the start; a house loads of the others only
 * what it owns.
 */
const ADAPTERS: Readonly<Record<MinerFamily, () => DeviceAdapter | Promise<DeviceAdapter>>> = {
  axeos: () => axeos,
  nerdos: () => nerdos,
  avalon: () => avalon,
  cgminer: () => cgminer,
  auradine: async () => (await import('./auradine.ts')).auradine,
  braiins: async () => (await import('./braiins.ts')).braiins,
  epic: async () => (await import('./epic.ts')).epic,
  mara: async () => (await import('./mara.ts')).mara,
  proto: async () => (await import('./proto.ts')).proto,
  vnish: async () => (await import('./vnish.ts')).vnish,
  antminer: async () => (await import('./antminer.ts')).antminer,
  elphapex: async () => (await import('./elphapex.ts')).elphapex,
  hammer: async () => (await import('./hammer.ts')).hammer,
  hiveon: async () => (await import('./hiveon.ts')).hiveon,
  luxos: async () => (await import('./luxos.ts')).luxos,
  mskminer: async () => (await import('./mskminer.ts')).mskminer,
  sealminer: async () => (await import('./sealminer.ts')).sealminer,
  goldshell: async () => (await import('./goldshell.ts')).goldshell,
  iceriver: async () => (await import('./iceriver.ts')).iceriver,
  whatsminer: async () => (await import('./whatsminer.ts')).whatsminer,
  xmrig: async () => (await import('./xmrig.ts')).xmrig,
};

/**
 * How a family is read. A family that only another version of the app knows is read as whatever speaks cgminer's API.
 * @throws TypeError when its code cannot be loaded
 */
export async function adapterOf(family: MinerFamily): Promise<DeviceAdapter> {
  return Object.hasOwn(ADAPTERS, family) ? ADAPTERS[family]() : cgminer;
}
