/** What listens on a port of this computer already. */
import { createServer } from 'node:net';

const PATIENCE_MS = 3_000;

/** Is there a server on this port? Other reasons not to listen there are the helper's to tell. */
export function portIsTaken(host, port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve(error.code === 'EADDRINUSE'));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(false)));
  });
}

/** Does a Davylamp that knows this token answer at this address? */
export async function isDavylamp(url, token) {
  try {
    const reply = await fetch(`${url}/api/health`, {
      headers: { 'x-davylamp-token': token, 'sec-fetch-site': 'same-origin' },
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return reply.ok && (await reply.json()).name === 'davylamp';
  } catch {
    // Whoever does not answer as it does is another program.
    return false;
  }
}
