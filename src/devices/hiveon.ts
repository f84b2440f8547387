import type { DeviceAdapter } from './adapter.ts';
import { readCgminer } from './cgminer.ts';
import { withDigest } from './digest-auth.ts';
import { loginOf, ROOT_LOGIN } from './login.ts';

/**
 * Hiveon ASIC firmware on Antminers: the old API with `total_power`, and Bitmain's web side for name and address
 * (asic-rs `antminer/src/hiveon.rs`, pyasic `hiveon.py`).
 */
export const hiveon: DeviceAdapter = {
  read: (transport, options) =>
    readCgminer(withDigest(transport, loginOf(options.credentials, ROOT_LOGIN)), options, 'hiveon'),
};
