import { askRpcIfKnown, type RpcReply } from './rpc-reply.ts';
import { DeviceError, type DeviceErrorKind, type DeviceTransport } from './transport.ts';

/** What a device answered, by command; what it does not know is not there. */
export type RpcReplies<Command extends string> = Readonly<Partial<Record<Command, RpcReply>>>;

/** The device no longer answers: whatever else is asked would only wait in vain. */
const SILENT: ReadonlySet<DeviceErrorKind> = new Set(['timeout', 'unreachable', 'busy']);

/**
 * Asks commands of the cgminer API one after the other. The first is the one that matters; of the others each may fail,
 * and once the device falls silent the rest is left out, so that a dying miner costs one time limit and not eight.
 * @throws DeviceError when the first cannot be asked, or the way to the device is closed
 */
export async function askInTurn<Command extends string>(
  transport: DeviceTransport,
  [first, ...others]: readonly [Command, ...Command[]],
  signal: AbortSignal | undefined,
): Promise<RpcReplies<Command>> {
  const replies: Partial<Record<Command, RpcReply>> = {};
  const ask = async (command: Command) => {
    const reply = await askRpcIfKnown(transport, command, signal);
    if (reply) replies[command] = reply;
  };
  await ask(first);
  for (const command of others) {
    try {
      await ask(command);
    } catch (error) {
      if (!(error instanceof DeviceError)) throw error;
      if (SILENT.has(error.kind)) break;
      if (error.kind !== 'too-large') throw error;
    }
  }
  return replies;
}
