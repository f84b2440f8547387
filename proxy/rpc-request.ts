import { ProxyError } from './problem.ts';

/** Any one message of a JSON-over-TCP API. */
export type JsonMessage = Readonly<Record<string, unknown>>;

/** One command of the cgminer API, or several joined by `+`. */
export interface RpcRequest extends JsonMessage {
  readonly command: string;
  readonly parameter?: string;
}

/**
 * Reads the page's request. Only what the API knows goes on to the device.
 * @throws ProxyError `bad-request`
 */
export function parseRpcRequest(text: string): RpcRequest {
  const found = parsed(text);
  if (typeof found === 'object' && found !== null && 'command' in found) {
    const { command } = found;
    const parameter = 'parameter' in found ? found.parameter : undefined;
    if (typeof command === 'string' && command !== '') {
      if (parameter === undefined) return { command };
      if (typeof parameter === 'string') return { command, parameter };
    }
  }
  throw new ProxyError('bad-request', 'the request needs a command, and may have a parameter, both text');
}

/**
 * Reads a message of an API that is not cgminer's own; what it may say is the adapter's knowledge.
 * @throws ProxyError `bad-request`
 */
export function parseMessage(text: string): JsonMessage {
  const found = parsed(text);
  if (typeof found === 'object' && found !== null && !Array.isArray(found)) return { ...found };
  throw new ProxyError('bad-request', 'the message needs to be a JSON object');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ProxyError('bad-request', 'the request is not JSON', { cause });
  }
}
