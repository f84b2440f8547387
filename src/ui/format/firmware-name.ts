import type { MinerFamily, MinerIdentity } from '../../domain/miner.ts';

/** What owners call the firmware of a family; a maker's own is its stock firmware. */
const NAMES: Readonly<Record<MinerFamily, string>> = {
  axeos: 'AxeOS',
  nerdos: 'NerdOS',
  braiins: 'Braiins OS',
  luxos: 'LuxOS',
  mara: 'MARA firmware',
  vnish: 'VNish',
  hiveon: 'Hiveon',
  mskminer: 'MskMiner',
  epic: 'ePIC',
  proto: 'Proto',
  elphapex: 'Elphapex stock',
  hammer: 'Hammer stock',
  antminer: 'Bitmain stock',
  whatsminer: 'WhatsMiner stock',
  sealminer: 'Sealminer stock',
  avalon: 'Avalon stock',
  auradine: 'Auradine stock',
  goldshell: 'Goldshell stock',
  iceriver: 'IceRiver stock',
  xmrig: 'XMRig',
  cgminer: 'cgminer',
};

/**
 * Firmware by name and version, as owners speak of it. Bitmain's versions are the moment of its making, of which the day
 * is kept; Braiins puts day and commit before the version that it is known by.
 *
 * @example firmwareName({ family: 'vnish', firmware: '1.2.6' }) // "VNish 1.2.6"
 */
export function firmwareName({ family, firmware }: Pick<MinerIdentity, 'family' | 'firmware'>): string {
  const version = firmware?.trim();
  if (!version) return NAMES[family];
  const [, month, day, year] = /^\w{3} (\w{3}) {1,2}(\d{1,2}) (?:[\d:]+ \w+ )?(\d{4})$/.exec(version) ?? [];
  if (month !== undefined) return `${NAMES[family]}, ${month} ${day}, ${year}`;
  const [, braiins] = /^\d{4}-\d\d-\d\d-\d+-[0-9a-f]+-(\d\d\.\d\d[\d.]*)/.exec(version) ?? [];
  return `${NAMES[family]} ${braiins ?? version}`;
}
