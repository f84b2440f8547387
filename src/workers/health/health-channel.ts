/** What the tabs of one fleet tell each other of its health. */
export type HealthMessage =
  /** The leader has judged further. */
  | { readonly kind: 'judged' }
  | { readonly kind: 'progress'; readonly done: number }
  /** Somebody changed what the owner told: the leader judges by it. */
  | { readonly kind: 'logged' };

export interface HealthChannel {
  tell(message: HealthMessage): void;
  close(): void;
}

/** Joins the channel of a fleet; real and demo never hear each other, and `onMessage` never ourselves. */
export function joinHealthChannel(fleet: string, onMessage: (message: HealthMessage) => void): HealthChannel {
  const channel = new BroadcastChannel(`davylamp-health-${fleet}`);
  channel.addEventListener('message', (event: MessageEvent<HealthMessage>) => onMessage(event.data));
  return {
    tell: (message) => channel.postMessage(message),
    close: () => channel.close(),
  };
}
