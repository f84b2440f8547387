import type { DeviceAdapter } from './adapter.ts';
import { refuseBlank } from './blank-reading.ts';
import { attempt } from './evidence.ts';
import { askRpcIfKnown } from './rpc-reply.ts';
import { DeviceError } from './transport.ts';
import { firmwareOf, readWhatsminerV2 } from './whatsminer-v2.ts';
import { readWhatsminerV3 } from './whatsminer-v3.ts';

/** Firmware built since then speaks API v3 (facts, section 8; asic-rs `asic-rs-firmwares/whatsminer/src/firmware.rs`). */
const FIRST_V3_FIRMWARE = 20241101;

/**
 * WhatsMiner (MicroBT): API v1 and v2 are commands of the cgminer API, v3 is messages on a port of its own. Newer
 * firmware answers some commands of v2 still, and the old port may be switched off: then only the new one is there.
 */
export const whatsminer: DeviceAdapter = {
  async read(transport, options) {
    const version = await attempt(() => askRpcIfKnown(transport, 'get_version', options.signal));
    const oldDoor = !(version instanceof DeviceError);
    if (!oldDoor || speaksV3(firmwareOf(version))) {
      const found = await attempt(() => readWhatsminerV3(transport, options, oldDoor));
      if (!(found instanceof DeviceError)) return refuseBlank(found, 'get.miner.status');
      if (version instanceof DeviceError) throw found.kind === 'unreachable' ? version : found;
    }
    return refuseBlank(await readWhatsminerV2(transport, options, version), 'summary');
  },
};

/** `20241209.16.Rel2`: the day that the firmware was built. */
function speaksV3(firmware: string | undefined): boolean {
  return Number(/^(\d{8})\./.exec(firmware ?? '')?.[1] ?? 0) >= FIRST_V3_FIRMWARE;
}
