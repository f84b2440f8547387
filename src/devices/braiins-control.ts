import type { MinerIdentity } from '../domain/miner.ts';
import { braiinsGraphqlControl } from './braiins-graphql-control.ts';
import { BRAIINS_REST_LOGIN } from './braiins-rest.ts';
import { braiinsRestControl } from './braiins-rest-control.ts';
import type { DeviceControl } from './control.ts';
import { isRecord } from './raw-record.ts';
import { TokenApi } from './token-api.ts';
import { DeviceError } from './transport.ts';

/** Changing Braiins OS, by the API of its version; one whose version cannot be read is only watched. */
export const braiinsControl: DeviceControl = {
  offers: (identity) => controlOf(identity)?.offers(identity) ?? [],

  async settings(transport, options) {
    const version = await new TokenApi(transport, BRAIINS_REST_LOGIN, options).jsonIfKnown('/api/v1/version');
    const isRest = isRecord(version) && typeof version.major === 'number';
    return (isRest ? braiinsRestControl : braiinsGraphqlControl).settings(transport, options);
  },

  async apply(transport, change, options) {
    const control = controlOf(options.identity);
    if (!control) throw new DeviceError('refused', 'this version can only be watched');
    await control.apply(transport, change, options);
  },
};

const FIRST_GRAPHQL = 2109;
const FIRST_REST = 2507;

/** `2025-08-06-0-3881c51d-25.07-plus`. */
function controlOf({ firmware }: MinerIdentity): DeviceControl | undefined {
  const [, year, month] = /(?:^|-)(\d{2})\.(\d{2})(?:\.\d+)?(?:-[a-z0-9.]+)*$/i.exec(firmware ?? '') ?? [];
  const version = Number(year) * 100 + Number(month);
  if (version >= FIRST_REST) return braiinsRestControl;
  return version >= FIRST_GRAPHQL ? braiinsGraphqlControl : undefined;
}
