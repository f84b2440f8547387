import type { DeviceAdapter } from './adapter.ts';
import { refuseBlank } from './blank-reading.ts';
import { attempt } from './evidence.ts';
import { askRpcIfKnown } from './rpc-reply.ts';
import { DeviceError } from './transport.ts';
import { whatsminerControl } from './whatsminer-control.ts';
import { whatsminerApi } from './whatsminer-firmware.ts';
import { firmwareOf, readWhatsminerV2 } from './whatsminer-v2.ts';
import { readWhatsminerV3 } from './whatsminer-v3.ts';

/**
 * WhatsMiner (MicroBT): API v1 and v2 are commands of the cgminer API, v3 is messages on a port of its own. Newer
 * firmware answers some commands of v2 still, and the old port may be switched off: then only the new one is there.
 */
export const whatsminer: DeviceAdapter = {
  async read(transport, options) {
    const version = await attempt(() => askRpcIfKnown(transport, 'get_version', options.signal));
    const oldDoor = !(version instanceof DeviceError);
    if (!oldDoor || whatsminerApi(firmwareOf(version)) === 3) {
      const found = await attempt(() => readWhatsminerV3(transport, options, oldDoor));
      if (!(found instanceof DeviceError)) return refuseBlank(found, 'get.miner.status');
      if (version instanceof DeviceError) throw found.kind === 'unreachable' ? version : found;
    }
    return refuseBlank(await readWhatsminerV2(transport, options, version), 'summary');
  },
  control: whatsminerControl,
};
