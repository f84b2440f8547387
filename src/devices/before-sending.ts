import { DeviceError } from './transport.ts';

/**
 * Asks for what a command needs (a session, a token). The command itself has not left yet, so that a device that does not
 * answer here is certain to be as it was.
 * @throws DeviceError `unreachable` in place of what else would say that nobody knows
 */
export async function beforeSending<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof DeviceError) || !UNCERTAIN.has(error.kind)) throw error;
    throw new DeviceError('unreachable', `nothing was sent: ${error.detail}`, { cause: error });
  }
}

const UNCERTAIN: ReadonlySet<DeviceError['kind']> = new Set<DeviceError['kind']>([
  'timeout',
  'unreadable-reply',
  'too-large',
]);

/**
 * Asks for what follows a command that the device has taken (a restart, for it to act by it). Should that fail, nobody
 * knows what the device makes of what it was told, whatever it says to the second.
 * @throws DeviceError `unreadable-reply` in place of what else would say that nothing was done
 */
export async function onceTaken(ask: () => Promise<void>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    if (!(error instanceof DeviceError) || error.kind === 'timeout') throw error;
    const detail = `it took the change, but not what has to follow it (${error.detail})`;
    throw new DeviceError('unreadable-reply', detail, { cause: error });
  }
}
