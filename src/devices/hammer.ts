import type { DeviceAdapter } from './adapter.ts';
import { cgiControl } from './cgi-control.ts';
import { readCgminer } from './cgminer.ts';
import { withDigest } from './digest-auth.ts';
import { loginOf, ROOT_LOGIN } from './login.ts';

/**
 * Hammer (D10 and its like): the cgminer API tells how it works, the web side (digest login) its name and address.
 * Its web `summary` repeats that of the Antminer it was built after, so it is left alone (pyasic `hammer.py`).
 */
export const hammer: DeviceAdapter = {
  read: (transport, options) =>
    readCgminer(withDigest(transport, loginOf(options.credentials, ROOT_LOGIN)), options, 'hammer'),
  control: cgiControl,
};
