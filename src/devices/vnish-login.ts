import type { TokenLogin } from './token-api.ts';

/** One password, no user name (facts, section 5). */
export const VNISH_LOGIN: TokenLogin = {
  shipped: { password: 'admin' },
  form: ({ password }) => ({ path: '/api/v1/unlock', body: { pw: password } }),
  tokenIn: ({ token }) => token,
  header: (token) => ({ authorization: `Bearer ${token}` }),
};
