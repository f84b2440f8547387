import type { DeviceCredentials } from '../../domain/credentials.ts';

/** The login as it was typed; none without a password. Passwords may begin and end with spaces. */
export function typedLogin(username: string, password: string): DeviceCredentials | undefined {
  if (password === '') return undefined;
  const user = username.trim();
  return { ...(user ? { username: user } : {}), password };
}
