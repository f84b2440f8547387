import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import type { CertificateAuthority } from './certificate-authority.ts';
import { CERTIFICATE_PATH, certificatePage } from './certificate-page.ts';

export interface CertificateDoorPorts {
  readonly authority: CertificateAuthority;
  readonly computer: () => string;
  /** Names and addresses under which this computer is opened. */
  readonly names: () => readonly string[];
  /** Where Davylamp itself is, by HTTPS, for whoever came under this name. */
  readonly originAt: (name: string) => string;
}

const SECURITY = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/**
 * The door for those who do not trust us yet, by plain HTTP: the public certificate and how to install it. It knows
 * neither tokens nor miners, and whatever else is asked of it is refused.
 * @param limits how long a caller may take
 */
export function certificateDoor(ports: CertificateDoorPorts, limits: ServerOptions): Server {
  return createServer(limits, answerWith(ports));
}

function answerWith({ authority, computer, names, originAt }: CertificateDoorPorts): RequestListener {
  return (request, response) => {
    // What it sends along is nothing to us.
    request.resume();
    const name = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
    if (!names().includes(name))
      return refuse(request, response, 421, 'This computer is not known under that name.');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(request, response, 405, 'Plain HTTP is for the certificate page only.');
    if (request.url === '/') {
      const { fingerprint } = authority;
      const page = certificatePage({ computer: computer(), fingerprint, origin: originAt(name) });
      return send(request, response, 200, { 'content-type': 'text/html; charset=utf-8' }, page);
    }
    if (request.url === CERTIFICATE_PATH)
      return send(
        request,
        response,
        200,
        { 'content-type': 'application/x-x509-ca-cert' },
        authority.certificate,
      );
    return refuse(
      request,
      response,
      403,
      `Plain HTTP is for the certificate page only. Davylamp is at ${originAt(name)}`,
    );
  };
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number, sentence: string): void {
  send(request, response, status, { 'content-type': 'text/plain; charset=utf-8' }, `${sentence}\n`);
}

function send(
  { method }: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
): void {
  const length = String(Buffer.byteLength(body));
  response.writeHead(status, {
    ...SECURITY,
    'cache-control': 'no-store',
    'content-length': length,
    // Whoever goes on talking here by plain HTTP is at the wrong door.
    connection: 'close',
    ...headers,
  });
  response.end(method === 'HEAD' ? undefined : body);
}
