import type { MinerIdentity } from '../domain/miner.ts';
import type { DeviceControl } from './control.ts';
import { attempt } from './evidence.ts';
import { askRpcIfKnown } from './rpc-reply.ts';
import { DeviceError } from './transport.ts';
import { whatsminerApi } from './whatsminer-firmware.ts';
import { firmwareOf } from './whatsminer-v2.ts';
import { whatsminerV2Control } from './whatsminer-v2-control.ts';
import { whatsminerV3Control } from './whatsminer-v3-control.ts';

/** Changing WhatsMiners, by the API of their firmware; v1, or one that does not tell, is only watched. */
export const whatsminerControl: DeviceControl = {
  offers: (identity) => controlOf(identity)?.offers(identity) ?? [],

  async settings(transport, options) {
    const version = await attempt(() => askRpcIfKnown(transport, 'get_version', options.signal));
    // The old port may be switched off: then only the new one is there.
    const isNew = version instanceof DeviceError || whatsminerApi(firmwareOf(version)) === 3;
    return (isNew ? whatsminerV3Control : whatsminerV2Control).settings(transport, options);
  },

  async apply(transport, change, options) {
    const control = controlOf(options.identity);
    if (!control) throw new DeviceError('refused', 'this firmware can only be watched');
    await control.apply(transport, change, options);
  },
};

function controlOf({ firmware }: MinerIdentity): DeviceControl | undefined {
  switch (whatsminerApi(firmware)) {
    case 2:
      return whatsminerV2Control;
    case 3:
      return whatsminerV3Control;
    default:
      return undefined;
  }
}
