import type { DeviceHttpReply, DeviceHttpRequest, DeviceTransport } from '../../src/devices/transport.ts';
import { webReply } from './scripted-device.ts';

export interface WebDevice extends DeviceTransport {
  /** What came that was no mere question: method, path, and the body as it was sent. */
  readonly written: readonly (readonly [request: string, body?: unknown])[];
}

/** A device with a web side only, which answers by method and path (`GET /api/v1/info`) and keeps what it was sent. */
export function webDevice(answers: Readonly<Record<string, unknown>>): WebDevice {
  const written: (readonly [string, unknown?])[] = [];
  const nowhere = () => Promise.reject(new Error('this device has a web side only'));
  return {
    written,
    rpc: nowhere,
    message: nowhere,
    async http({ method = 'GET', path, body }: DeviceHttpRequest): Promise<DeviceHttpReply> {
      const request = `${method} ${path}`;
      if (method !== 'GET') written.push(body === undefined ? [request] : [request, JSON.parse(body)]);
      const answer = answers[request];
      if (answer === undefined) return webReply('', { status: method === 'GET' ? 404 : 200 });
      return isReply(answer) ? answer : webReply(JSON.stringify(answer));
    },
  };
}

function isReply(answer: unknown): answer is DeviceHttpReply {
  return typeof answer === 'object' && answer !== null && 'status' in answer && 'text' in answer;
}
