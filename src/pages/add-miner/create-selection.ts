import { type Accessor, createSignal } from 'solid-js';
import type { FoundMiner } from '../../domain/discovery.ts';
import type { CollectorApi } from '../../workers/collector-api.ts';
import { collectorFailure } from '../collector-failure.ts';
import { foundName } from './found-name.ts';

/** What has become of adding one found miner. */
export type AddingOutcome =
  | { readonly kind: 'added' }
  | { readonly kind: 'failed'; readonly failure: ReturnType<typeof collectorFailure> };

export interface Selection {
  readonly isTicked: (id: string) => boolean;
  readonly tick: (id: string, ticked: boolean) => void;
  /** Ticks all that can be added, or none. */
  readonly tickAll: (ticked: boolean) => void;
  /** Found, not known, not added yet. */
  readonly addable: Accessor<readonly FoundMiner[]>;
  readonly ticked: Accessor<readonly FoundMiner[]>;
  readonly outcomes: Accessor<ReadonlyMap<string, AddingOutcome>>;
  readonly adding: Accessor<boolean>;
  /** Adds what is ticked, a few at a time. */
  readonly addTicked: () => Promise<void>;
}

/** Miners are read once more as they are added: more at a time would not be quicker (see `MOST_ASKED`). */
const ADDED_AT_A_TIME = 4;

/** Which of the miners found are to be added. Nothing is ticked until the owner does it. */
export function createSelection(
  found: Accessor<readonly FoundMiner[]>,
  collector: () => Promise<CollectorApi>,
  nowMs: () => number,
): Selection {
  const [ids, setIds] = createSignal<ReadonlySet<string>>(new Set());
  const [outcomes, setOutcomes] = createSignal<ReadonlyMap<string, AddingOutcome>>(new Map());
  const [adding, setAdding] = createSignal(false);

  const addable = () =>
    found().filter(({ id, known }) => known === undefined && outcomes().get(id)?.kind !== 'added');
  const ticked = () => addable().filter(({ id }) => ids().has(id));

  const tick = (id: string, isTicked: boolean) => {
    const next = new Set(ids());
    if (isTicked) next.add(id);
    else next.delete(id);
    setIds(next);
  };

  const add = async (miner: FoundMiner): Promise<AddingOutcome> => {
    try {
      await (await collector()).add(miner.address, foundName(miner));
      return { kind: 'added' };
    } catch (thrown) {
      return { kind: 'failed', failure: collectorFailure(thrown, nowMs()) };
    }
  };

  const addTicked = async () => {
    if (adding()) return;
    setAdding(true);
    const waiting = [...ticked()];
    const addNext = async () => {
      for (let miner = waiting.shift(); miner; miner = waiting.shift()) {
        const outcome = await add(miner);
        setOutcomes(new Map(outcomes()).set(miner.id, outcome));
      }
    };
    await Promise.all(Array.from({ length: ADDED_AT_A_TIME }, addNext));
    setAdding(false);
  };

  return {
    isTicked: (id) => ids().has(id),
    tick,
    tickAll: (all) => setIds(new Set(all ? addable().map(({ id }) => id) : [])),
    addable,
    ticked,
    outcomes,
    adding,
    addTicked,
  };
}
