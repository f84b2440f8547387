import type { DeviceChange } from '../domain/control.ts';

/** A change as it may be kept and shown. */
export function withoutPasswords(change: DeviceChange): DeviceChange {
  if (change.kind !== 'pools') return change;
  return { ...change, pools: change.pools.map(({ url, user }) => ({ url, user })) };
}
