import { expose, transferHandlers, wrap } from 'comlink';

/**
 * Lets plain functions (progress and change listeners) cross the worker border: Comlink's own recipe, so that pages
 * need not know that a worker is behind the API. Call once on each side.
 */
export function passCallbacks(): void {
  transferHandlers.set('callback', {
    canHandle: (value): value is () => unknown => typeof value === 'function',
    serialize: (callback: unknown) => {
      const { port1, port2 } = new MessageChannel();
      expose(callback, port1);
      return [port2, [port2]];
    },
    deserialize: (port: MessagePort) => {
      port.start();
      return wrap(port);
    },
  });
}
