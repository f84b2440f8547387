import {
  DeviceError,
  type DeviceHttpReply,
  type DeviceHttpRequest,
  type DeviceMessage,
  type DeviceTransport,
} from '../../src/devices/transport.ts';

/** What stands at one door: a reply, or why there is none. */
type Answer<T> = T | DeviceError;

export interface Script {
  /** By path, without the query. */
  readonly web?: Readonly<Record<string, Answer<DeviceHttpReply>>>;
  /** By command. */
  readonly api?: Readonly<Record<string, unknown>>;
  /** Messages by `cmd` or `command` and, where there is one, `param`: `get.miner.status summary`. */
  readonly messages?: Readonly<Record<string, unknown>>;
  /** What everything else meets; unless told otherwise nobody is there. */
  readonly otherwise?: DeviceError;
}

export interface ScriptedDevice extends DeviceTransport {
  /** What was asked, in order: `GET /api/system/info?ts=1`, `rpc version`. */
  readonly asked: readonly string[];
}

/** A device that answers by its script and remembers what it was asked. */
export function scriptedDevice({ web = {}, api = {}, messages = {}, otherwise }: Script): ScriptedDevice {
  const asked: string[] = [];
  const nobody = otherwise ?? new DeviceError('unreachable', 'nobody answers');
  return {
    asked,
    async http({ method = 'GET', path }: DeviceHttpRequest) {
      asked.push(`${method} ${path}`);
      return answered(web[path.split('?')[0] ?? path] ?? nobody);
    },
    async rpc(command: string) {
      asked.push(`rpc ${command}`);
      return answered(Object.hasOwn(api, command) ? api[command] : nobody);
    },
    async message({ body }: DeviceMessage) {
      const name = [body.cmd ?? body.command, body.param].filter((part) => part !== undefined).join(' ');
      asked.push(`message ${name}`);
      return answered(Object.hasOwn(messages, name) ? messages[name] : nobody);
    },
  };
}

function answered<T>(answer: Answer<T>): T {
  if (answer instanceof DeviceError) throw answer;
  return answer;
}

export function webReply(
  text: string,
  { status = 200, headers = {} }: Partial<Omit<DeviceHttpReply, 'text'>> = {},
): DeviceHttpReply {
  return { status, headers, text };
}

export function jsonReply(value: unknown): DeviceHttpReply {
  return webReply(JSON.stringify(value), { headers: { 'content-type': 'application/json' } });
}
