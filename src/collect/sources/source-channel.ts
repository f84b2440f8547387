/** Tells the workers of other tabs that what is stored about sources has changed. */
export interface SourceChannel {
  tellChanged(): void;
  close(): void;
}

/** Joins the tabs of one fleet kind; `onChanged` hears the others, never ourselves. */
export function joinSourceChannel(fleet: string, onChanged: () => void): SourceChannel {
  const channel = new BroadcastChannel(`davylamp-${fleet}-sources`);
  channel.addEventListener('message', () => onChanged());
  return {
    tellChanged: () => channel.postMessage('changed'),
    close: () => channel.close(),
  };
}
