/** What can be cut off: a socket, or a reply that is being written. */
interface Connection {
  destroy(): unknown;
  once(event: 'close', listener: () => void): unknown;
}

/** What devices have open just now, so that revoking one ends its feeds and streams too. */
export class OpenConnections {
  readonly #ofDevice = new Map<string, Set<Connection>>();

  /** Remembers a connection of a device until it closes by itself. */
  hold(deviceId: string, connection: Connection): void {
    const held = this.#ofDevice.get(deviceId) ?? new Set();
    this.#ofDevice.set(deviceId, held.add(connection));
    connection.once('close', () => {
      held.delete(connection);
      if (held.size === 0 && this.#ofDevice.get(deviceId) === held) this.#ofDevice.delete(deviceId);
    });
  }

  end(deviceId: string): void {
    for (const connection of [...(this.#ofDevice.get(deviceId) ?? [])]) connection.destroy();
  }
}
