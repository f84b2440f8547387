import type { MinerFamily } from '../domain/miner.ts';
import type { DeviceAdapter } from './adapter.ts';
import { antminer } from './antminer.ts';
import { auradine } from './auradine.ts';
import { avalon } from './avalon.ts';
import { axeos } from './axeos.ts';
import { braiins } from './braiins.ts';
import { cgminer } from './cgminer.ts';
import { elphapex } from './elphapex.ts';
import { epic } from './epic.ts';
import { goldshell } from './goldshell.ts';
import { hammer } from './hammer.ts';
import { hiveon } from './hiveon.ts';
import { iceriver } from './iceriver.ts';
import { luxos } from './luxos.ts';
import { mara } from './mara.ts';
import { mskminer } from './mskminer.ts';
import { nerdos } from './nerdos.ts';
import { proto } from './proto.ts';
import { sealminer } from './sealminer.ts';
import { vnish } from './vnish.ts';
import { whatsminer } from './whatsminer.ts';
import { xmrig } from './xmrig.ts';

const ADAPTERS: Readonly<Partial<Record<MinerFamily, DeviceAdapter>>> = {
  axeos,
  nerdos,
  avalon,
  cgminer,
  auradine,
  braiins,
  epic,
  mara,
  proto,
  vnish,
  antminer,
  elphapex,
  hammer,
  hiveon,
  luxos,
  mskminer,
  sealminer,
  goldshell,
  iceriver,
  whatsminer,
  xmrig,
};

/** How a family is read. */
export function adapterOf(family: MinerFamily): DeviceAdapter {
  return ADAPTERS[family] ?? cgminer;
}
