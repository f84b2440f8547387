import type { FleetView } from '../domain/fleet-view.ts';

/** What the workers of one fleet tell each other. */
export type FleetMessage =
  /** The leader's view, after each change. */
  | { readonly kind: 'view'; readonly view: FleetView }
  /** A follower has just begun: the leader tells its view. */
  | { readonly kind: 'hello' }
  /** Miners or settings were written to the store: the leader reads them again. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'acknowledge'; readonly alertId: string };

/** A channel between the workers of one fleet; real and demo never hear each other. */
export interface FleetChannel {
  tell(message: FleetMessage): void;
  close(): void;
}

/** Joins the channel of `fleet`; `onMessage` hears the others, never ourselves. */
export function joinFleetChannel(fleet: string, onMessage: (message: FleetMessage) => void): FleetChannel {
  const channel = new BroadcastChannel(`davylamp-${fleet}`);
  channel.addEventListener('message', (event: MessageEvent<FleetMessage>) => onMessage(event.data));
  return {
    tell: (message) => channel.postMessage(message),
    close: () => channel.close(),
  };
}
