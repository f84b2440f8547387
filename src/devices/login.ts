import type { DeviceCredentials } from '../domain/credentials.ts';
import type { Login } from './digest-auth.ts';

/** The owner's login for a device, or what its maker ships where none is stored; a password alone is for its user. */
export function loginOf(credentials: DeviceCredentials | undefined, shipped: Login): Login {
  if (!credentials) return shipped;
  return { username: credentials.username ?? shipped.username, password: credentials.password };
}

/** What stock Antminers, Hammer, Elphapex and Hiveon ship (facts, section 4; pyasic `pyasic/web/*.py`). */
export const ROOT_LOGIN: Login = { username: 'root', password: 'root' };
