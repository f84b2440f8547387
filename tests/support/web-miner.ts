import { DeviceError, type DeviceHttpRequest, type DeviceTransport } from '../../src/devices/transport.ts';

/** What a page answers: an object as JSON with 200, a number as a bare status, an error as what befell the way there. */
export type PageAnswer = object | number | Error;

/** A miner with a web side, and commands of the cgminer API; it keeps what it was asked. */
export function webMiner(
  pages: Readonly<Record<string, PageAnswer>>,
  commands: Readonly<Record<string, unknown>> = {},
): {
  readonly asked: readonly DeviceHttpRequest[];
  readonly sent: () => unknown;
  readonly transport: DeviceTransport;
} {
  const asked: DeviceHttpRequest[] = [];
  return {
    asked,
    /** Body of the last request that had one, as JSON. */
    sent: () => {
      const body = asked.findLast((request) => request.body !== undefined)?.body;
      return body === undefined ? undefined : JSON.parse(body);
    },
    transport: {
      async http(request) {
        asked.push(request);
        const answer = pages[`${request.method ?? 'GET'} ${request.path}`] ?? pages[request.path] ?? 404;
        if (answer instanceof Error) throw answer;
        if (typeof answer === 'number') return { status: answer, headers: {}, text: '' };
        return { status: 200, headers: { 'set-cookie': 'session=1; path=/' }, text: JSON.stringify(answer) };
      },
      async rpc(command) {
        const answer = commands[command];
        if (answer === undefined) throw new DeviceError('unreachable', 'nothing answers there');
        return answer;
      },
      message: () => Promise.reject(new DeviceError('unreachable', 'nothing answers there')),
    },
  };
}
