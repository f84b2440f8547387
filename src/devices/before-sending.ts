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
