import { isRecord, type RawRecord } from './raw-record.ts';
import type { TokenLogin } from './token-api.ts';

/** asic-rs, auradine `v1/web.rs`. */
export const AURADINE_LOGIN: TokenLogin = {
  port: 8080,
  shipped: { username: 'admin', password: 'admin' },
  form: ({ username: user = 'admin', password }) => ({
    path: '/token',
    body: { command: 'token', user, password },
  }),
  tokenIn: ({ Token: list }) => {
    const first: unknown = Array.isArray(list) ? list[0] : undefined;
    return isRecord(first) ? first.Token : undefined;
  },
  header: (token) => ({ token }),
};

/** `Sleep` of `/mode`. */
export function isSleeping(mode: RawRecord): boolean | undefined {
  const state = mode.raw('Sleep');
  if (state === 'on' || state === true) return true;
  return state === 'off' || state === false ? false : undefined;
}
