import type { Server, Socket } from 'node:net';

/** The simulator speaks as if it were a device, so nothing but this machine may reach it. */
export function requireLoopback(host: string): void {
  if (/^127(\.\d{1,3}){3}$/.test(host) || host === '::1') return;
  throw new RangeError(`the simulator binds to loopback only, not to ${host}`);
}

/**
 * A server that can be cut off like a device whose plug is pulled, and opened again on the same port. While `answers` says
 * no, it takes no connection.
 */
export class LoopbackServer {
  private readonly sockets = new Set<Socket>();
  private port: number;

  constructor(
    private readonly server: Server,
    private readonly host: string,
    port: number,
    answers: () => boolean = () => true,
  ) {
    requireLoopback(host);
    this.port = port;
    server.on('connection', (socket) => {
      if (!answers()) return void socket.destroy();
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      // A peer that resets the connection is no news to a device.
      socket.on('error', () => socket.destroy());
    });
  }

  get address(): { readonly host: string; readonly port: number } {
    return { host: this.host, port: this.port };
  }

  get listening(): boolean {
    return this.server.listening;
  }

  /** Rejects when the port is taken. Port 0 takes a free one, and keeps it. */
  async listen(): Promise<void> {
    if (this.server.listening) return;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(this.port, this.host, () => {
        this.server.off('error', reject);
        resolve();
      });
    });
    const bound = this.server.address();
    if (typeof bound === 'object' && bound !== null) this.port = bound.port;
  }

  /** Ends every connection at once, as a lost network does. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Stops listening and cuts what is open. */
  async close(): Promise<void> {
    if (!this.server.listening) return;
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.cut();
    await closed;
  }
}
