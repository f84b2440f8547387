import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseCgminerReply } from '../../src/devices/cgminer-reply.ts';
import { isRecord } from '../../src/devices/raw-record.ts';
import {
  DeviceError,
  type DeviceHttpReply,
  type DeviceHttpRequest,
  type DeviceTransport,
} from '../../src/devices/transport.ts';
import { apiRecordings, commandOf, isApiAlone } from './api-recordings.ts';
import { doorSign } from './door-signs.ts';
import { graphqlRecording, messageRecording, webRecording } from './recorded-files.ts';

/** What stands in the file of this name, as it is now. */
export type Recorded = (file: string) => string;

const UNKNOWN_COMMAND = { STATUS: [{ STATUS: 'E', Code: 14, Msg: 'Invalid command' }], id: 1 };

/** Reads each file of a folder once. */
export function recordedFiles(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder).filter(
    (name) => /\.(?:json|txt|html)$/.test(name) && name !== 'expected.json',
  );
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** A recorded device without sockets, for whoever reads it many thousand times: the helper's part of it is done here. */
export function recordedTransport(folder: string, family: string, recorded: Recorded): DeviceTransport {
  const commands = apiRecordings(folder, family);
  return {
    async http(request: DeviceHttpRequest): Promise<DeviceHttpReply> {
      const url = new URL(request.path, 'http://device');
      if (request.body && /^[\w=&%+.-]+$/.test(request.body))
        for (const [name, value] of new URLSearchParams(request.body)) url.searchParams.append(name, value);
      const file =
        url.pathname === '/graphql'
          ? graphqlRecording(folder, /^\s*query\s+(\w+)/.exec(queryIn(request.body))?.[1] ?? '')
          : webRecording(folder, url);
      if (file && !isApiAlone(family, file))
        return { status: 200, headers: {}, text: recorded(basename(file)) };
      const sign = doorSign(family, request.method ?? 'GET', url.pathname);
      return sign ?? { status: 404, headers: {}, text: '' };
    },
    async rpc(command, { parameter } = {}) {
      if (commands.length === 0) throw new DeviceError('unreachable', 'nobody answers');
      // What was asked of one board is named after it: `voltageget_0.rpc.json`.
      const named = (wanted: string) => commands.find((name) => commandOf(name) === wanted);
      const own = named(`${command}_${parameter ?? ''}`) ?? named(command);
      if (own) return cgminerReply(recorded(own));
      // A reply to several commands at once: `summary+version+stats`.
      const joined = commands.find((name) => commandOf(name).split('+').includes(command));
      const whole = joined ? cgminerReply(recorded(joined)) : undefined;
      const part: unknown = isRecord(whole) ? whole[command] : undefined;
      return (Array.isArray(part) ? part[0] : part) ?? UNKNOWN_COMMAND;
    },
    async message({ body }) {
      const file = messageRecording(folder, body);
      if (!file) throw new DeviceError('unreachable', 'nobody answers');
      return asUnreadable(() => JSON.parse(recorded(basename(file))));
    },
  };
}

function queryIn(body: string | undefined): string {
  const asked: unknown = JSON.parse(body ?? '{}');
  return isRecord(asked) ? String(asked.query ?? '') : '';
}

function cgminerReply(text: string): unknown {
  return asUnreadable(() => JSON.parse(JSON.stringify(parseCgminerReply(Buffer.from(text)))));
}

/** As the helper answers a device that talks nonsense. */
function asUnreadable(read: () => unknown): unknown {
  try {
    return read();
  } catch (cause) {
    throw new DeviceError('unreadable-reply', 'the reply cannot be read', { cause });
  }
}
