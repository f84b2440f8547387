import {
  type Accessor,
  createEffect,
  createMemo,
  createResource,
  createSignal,
  on,
  onCleanup,
} from 'solid-js';
import type { Action } from '../../domain/action.ts';
import type { ChangeRecord, ControlKind, DeviceChange } from '../../domain/control.ts';
import type { DeviceCredentials } from '../../domain/credentials.ts';
import type { CollectorFailure } from '../../domain/fleet-view.ts';
import type { Miner } from '../../domain/miner.ts';
import { failureWords } from '../../ui/failure-words.ts';
import { control as text } from '../../ui/text/en/control.ts';
import { useToast } from '../../ui/toast.tsx';
import type { ChangeWish, ControlView } from '../../workers/control-api.ts';
import { collectorFailure } from '../collector-failure.ts';
import { useFleet } from '../fleet-context.ts';
import { recordWords } from './setting-words.ts';

/** How one miner is set, and the ways to change it. */
export interface MinerControl {
  /** As the miner told last; undefined while it is asked for the first time. */
  readonly view: Accessor<ControlView | undefined>;
  /** Why it could not be asked. */
  readonly failure: Accessor<CollectorFailure | undefined>;
  readonly reload: () => void;
  /** What is being carried out, from here, from another tab, or since before this page was opened. */
  readonly running: Accessor<ControlKind | undefined>;
  /** What became of the last change, while this page is open. */
  readonly last: Accessor<ChangeRecord | undefined>;
  readonly changes: Accessor<readonly ChangeRecord[]>;
  /** What is on its way, put off or watched, and what was asked for within a day. */
  readonly actions: Accessor<readonly Action[]>;
  readonly callOff: (action: Action) => Promise<void>;
  readonly carryOut: (change: DeviceChange, wish?: ChangeWish) => Promise<void>;
  readonly undo: (record: ChangeRecord) => Promise<void>;
  readonly allow: (allowed: boolean) => Promise<void>;
  readonly allowRecovery: (allowed: boolean) => Promise<void>;
  readonly allowAway: (allowed: boolean) => Promise<void>;
  readonly saveCredentials: (credentials: DeviceCredentials | undefined) => Promise<void>;
}

/** How often it is looked whether what is under way has ended. */
const LOOK_EVERY_MS = 1_500;
const LOOK_AT_ACTIONS_EVERY_MS = 10_000;
/** And whether a miner was restarted by itself meanwhile. */
const LOOK_FOR_RECOVERY_EVERY_MS = 5_000;

/** Controls the miner that `miner` stands for; asks it nothing while its owner has not allowed it. */
export function createControl(miner: Accessor<Miner>): MinerControl {
  const { collector, nowMs } = useFleet();
  const toast = useToast();
  const id = () => miner().id;
  const [failure, setFailure] = createSignal<CollectorFailure>();
  const [view, { refetch }] = createResource(
    () => (miner().control === 'by-hand' ? id() : undefined),
    async (minerId) => {
      try {
        setFailure(undefined);
        return await collector.controlOf(minerId);
      } catch (error) {
        setFailure(collectorFailure(error, nowMs()));
        return undefined;
      }
    },
  );
  const [changes, { refetch: recount }] = createResource(
    id,
    async (minerId, { value = [] }: { readonly value: readonly ChangeRecord[] | undefined }) => {
      const now = await collector.changesOf(minerId);
      // What stays the same is not drawn anew: the keyboard may be on its Undo.
      return JSON.stringify(now) === JSON.stringify(value) ? value : now;
    },
    { initialValue: [] },
  );
  // Steps of a gradual change, and looks at what is watched, happen without this page.
  const actionsAsked = createMemo(() => {
    const [newest] = changes.latest;
    return `${id()} ${newest?.id} ${newest?.outcome} ${Math.floor(nowMs() / LOOK_AT_ACTIONS_EVERY_MS)}`;
  });
  const [actions, { refetch: recountActions }] = createResource(
    actionsAsked,
    async (_, { value = [] }: { readonly value: readonly Action[] | undefined }) => {
      const now = await collector.actionsOf(id());
      return JSON.stringify(now) === JSON.stringify(value) ? value : now;
    },
    { initialValue: [] },
  );
  const [ours, setOurs] = createSignal<ControlKind>();
  const elsewhere = createMemo(() => changes.latest.find(({ isUnderWay }) => isUnderWay)?.change.kind);
  const running = createMemo(() => ours() ?? elsewhere());
  const [last, setLast] = createSignal<ChangeRecord>();

  async function ended(kind: ControlKind, work: () => Promise<ChangeRecord>): Promise<void> {
    if (running()) return;
    setOurs(kind);
    setLast(undefined);
    try {
      const record = await work();
      setLast(record);
      tell(record);
    } catch (error) {
      toast({ words: failureWords(collectorFailure(error, nowMs())).sentence });
    } finally {
      await recount();
      setOurs(undefined);
      void refetch();
    }
  }

  // From the moment of sending on it stands among the changes, and what becomes of it as soon as that is known.
  const lookEveryMs = createMemo(() =>
    running() ? LOOK_EVERY_MS : miner().recovery ? LOOK_FOR_RECOVERY_EVERY_MS : undefined,
  );
  createEffect(() => {
    const everyMs = lookEveryMs();
    if (everyMs === undefined) return;
    const timer = setInterval(() => void recount(), everyMs);
    onCleanup(() => clearInterval(timer));
  });
  createEffect(
    on(elsewhere, (kind, before) => {
      if (before && !kind && !ours()) void refetch();
    }),
  );

  function tell(record: ChangeRecord): void {
    const words = `${recordWords(record)}: ${text.outcomes[record.outcome]}`;
    const run = () => void undo(record);
    toast({ words, ...(record.undo ? { action: { label: text.changes.undo, run } } : {}) });
  }

  function undo(record: ChangeRecord): Promise<void> {
    return ended(record.undo?.kind ?? record.change.kind, () => collector.undoChange(record.id));
  }

  async function kept(work: () => Promise<void>, words: string | undefined): Promise<void> {
    try {
      await work();
      if (words) toast({ words });
    } catch (error) {
      toast({ words: failureWords(collectorFailure(error, nowMs())).sentence });
    }
  }

  return {
    view: () => view.latest,
    failure,
    reload: () => void refetch(),
    running,
    last,
    changes: () => changes.latest,
    actions: () => actions.latest,
    callOff: async (action) => {
      await kept(() => collector.callOff(id(), action.id), undefined);
      await recountActions();
    },
    carryOut: (change, wish) => ended(change.kind, () => collector.changeMiner(id(), change, wish)),
    undo,
    allow: (allowed) =>
      kept(() => collector.allowControl(id(), allowed), allowed ? undefined : text.stopped(miner().name)),
    allowAway: (allowed) => kept(() => collector.allowAway(id(), allowed), undefined),
    allowRecovery: (allowed) => kept(() => collector.allowRecovery(id(), allowed), undefined),
    saveCredentials: async (credentials) => {
      await kept(
        () => collector.saveCredentials(id(), credentials),
        credentials ? text.password.saved : text.password.forgotten,
      );
      void refetch();
    },
  };
}
