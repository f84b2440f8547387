import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** A simulated TP-Link plug that belongs to an account, and what it was sent. */
export interface AccountPlugSim {
  powerW: number;
  on: boolean;
  /** Everything that came, as bytes. */
  readonly heard: Buffer[];
  readonly paths: string[];
  readonly handler: RequestListener;
}

interface Session {
  readonly seeds: Buffer;
  readonly answer: Buffer;
  isProved: boolean;
  isUsed: boolean;
}

/**
 * A plug of newer firmware (KP125M), the other side of python-kasa/python-kasa kasa/transports/klaptransport.py, made
 * of Node's own cryptography. It ends each session with its first message, as some firmware does.
 */
export function accountPlugSim(username: string, password: string): AccountPlugSim {
  const account = sha256(hash('sha1', Buffer.from(username)), hash('sha1', Buffer.from(password)));
  const sessions = new Map<string, Session>();
  const sim: AccountPlugSim = { powerW: 1_432.5, on: true, heard: [], paths: [], handler };
  return sim;

  async function handler(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat((await request.toArray()) as readonly Buffer[]);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://plug');
    sim.heard.push(body);
    sim.paths.push(pathname);
    const cookie = request.headers.cookie ?? '';
    const session = sessions.get(cookie);
    if (pathname === '/app/handshake1') return begin(body, response);
    if (!session || session.isUsed) return end(response, 403);
    if (pathname === '/app/handshake2') {
      session.isProved = body.equals(session.answer);
      return end(response, session.isProved ? 200 : 403);
    }
    if (pathname !== '/app/request' || !session.isProved) return end(response, 403);
    session.isUsed = true;
    const sequence = Number(searchParams.get('seq'));
    const sealed = exchange(session, sequence, body);
    end(response, sealed ? 200 : 400, sealed);
  }

  function begin(local: Buffer, response: ServerResponse): void {
    const remote = randomBytes(16);
    const name = randomBytes(8).toString('hex').toUpperCase();
    sessions.set(`TP_SESSIONID=${name}`, {
      seeds: Buffer.concat([local, remote, account]),
      answer: sha256(remote, local, account),
      isProved: false,
      isUsed: false,
    });
    response.setHeader('set-cookie', `TP_SESSIONID=${name};TIMEOUT=86400`);
    end(response, 200, Buffer.concat([remote, sha256(local, remote, account)]));
  }

  function exchange({ seeds }: Session, sequence: number, body: Buffer): Buffer | undefined {
    const number = Buffer.alloc(4);
    number.writeInt32BE(sequence);
    const vector = sha256(Buffer.from('iv'), seeds);
    const key = sha256(Buffer.from('lsk'), seeds).subarray(0, 16);
    const iv = Buffer.concat([vector.subarray(0, 12), number]);
    const signature = (content: Buffer) =>
      sha256(sha256(Buffer.from('ldk'), seeds).subarray(0, 28), number, content);
    const content = body.subarray(32);
    const isNext = sequence === ((vector.readInt32BE(28) + 1) | 0);
    if (!isNext || !signature(content).equals(body.subarray(0, 32))) return undefined;
    const open = createDecipheriv('aes-128-cbc', key, iv);
    const asked: unknown = JSON.parse(Buffer.concat([open.update(content), open.final()]).toString());
    const seal = createCipheriv('aes-128-cbc', key, iv);
    const told = Buffer.concat([seal.update(JSON.stringify(answerTo(asked))), seal.final()]);
    return Buffer.concat([signature(told), told]);
  }

  function answerTo(asked: unknown): object {
    const { method, params } = asked as {
      readonly method: string;
      readonly params: { readonly device_on?: boolean; readonly requests?: readonly { method: string }[] };
    };
    if (method === 'set_device_info') {
      sim.on = params.device_on === true;
      return { error_code: 0 };
    }
    const powerW = sim.on ? sim.powerW : 0;
    const known: Readonly<Record<string, object>> = {
      get_device_info: { device_on: sim.on, model: 'KP125M', nickname: btoa('Rig plug') },
      get_energy_usage: { current_power: powerW * 1_000, today_energy: 513, month_energy: 1_020 },
      get_current_power: { current_power: Math.floor(powerW) },
    };
    const responses = (params.requests ?? []).map(({ method: each }) =>
      known[each]
        ? { method: each, error_code: 0, result: known[each] }
        : { method: each, error_code: -1001 },
    );
    return { error_code: 0, result: { responses } };
  }
}

function end(response: ServerResponse, status: number, body: Buffer = Buffer.alloc(0)): void {
  response.writeHead(status, { 'content-type': 'text/html', 'content-length': body.length }).end(body);
}

function hash(algorithm: 'sha1' | 'sha256', bytes: Buffer): Buffer {
  return createHash(algorithm).update(bytes).digest();
}

function sha256(...parts: readonly Buffer[]): Buffer {
  return hash('sha256', Buffer.concat(parts));
}
