import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { type Discovery, NOTHING_FOUND } from '../../domain/discovery.ts';
import type { CollectorFailure } from '../../domain/fleet-view.ts';
import type { CollectorApi } from '../../workers/collector-api.ts';
import { collectorFailure } from '../collector-failure.ts';

/** How far looking for miners has come. What was found stays until the next look. */
export type Search =
  | { readonly step: 'idle' }
  | { readonly step: 'looking'; readonly discovery: Discovery }
  | { readonly step: 'ended'; readonly discovery: Discovery; readonly stopped: boolean }
  | { readonly step: 'failed'; readonly discovery: Discovery; readonly failure: CollectorFailure };

export interface SearchActions {
  readonly look: (ranges: string) => Promise<void>;
  /** Ends the look; what was found stays. */
  readonly stop: () => void;
}

/** Looks for miners when told to, until told not to or until the page is left. */
export function createDiscovery(
  collector: () => Promise<CollectorApi>,
  nowMs: () => number,
): [Accessor<Search>, SearchActions] {
  const [search, setSearch] = createSignal<Search>({ step: 'idle' });
  let looks = 0;
  let stopped = false;

  const look = async (ranges: string) => {
    looks += 1;
    const mine = looks;
    stopped = false;
    let latest = NOTHING_FOUND;
    setSearch({ step: 'looking', discovery: latest });
    const onProgress = (discovery: Discovery) => {
      latest = discovery;
      if (mine === looks && search().step === 'looking') setSearch({ step: 'looking', discovery });
    };
    let ended: Search;
    try {
      ended = { step: 'ended', discovery: await (await collector()).discover(ranges, onProgress), stopped };
    } catch (thrown) {
      ended = { step: 'failed', discovery: latest, failure: collectorFailure(thrown, nowMs()) };
    }
    if (mine === looks && search().step === 'looking') setSearch(ended);
  };

  const tellStop = async () => (await collector()).stopDiscovery();

  const stop = () => {
    const now = search();
    if (now.step !== 'looking') return;
    stopped = true;
    // The collector's last word would come later, and holds no more than this.
    setSearch({ step: 'ended', discovery: { ...now.discovery, waiting: 0 }, stopped });
    tellStop().catch((error: unknown) => console.info('the search could not be stopped', error));
  };

  onCleanup(stop);
  return [search, { look, stop }];
}
