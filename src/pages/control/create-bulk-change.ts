import { type Accessor, createSignal } from 'solid-js';
import { createStore, unwrap } from 'solid-js/store';
import type { ChangeRecord, DeviceChange, SettingDifference } from '../../domain/control.ts';
import { refusalOf } from '../../domain/envelope.ts';
import type { Miner } from '../../domain/miner.ts';
import { differences } from '../../domain/setting-differences.ts';
import { failureWords } from '../../ui/failure-words.ts';
import { control as text } from '../../ui/text/en/control.ts';
import { useToast } from '../../ui/toast.tsx';
import type { CollectorApi } from '../../workers/collector-api.ts';
import { collectorFailure } from '../collector-failure.ts';

/** One chosen miner, and how far it is. */
export interface BulkRow {
  readonly miner: Miner;
  readonly change: DeviceChange;
  readonly step: 'waiting' | 'asking' | 'ready' | 'left-out' | 'sending' | 'ended';
  /** Why nothing will be sent to it. */
  readonly why?: string | undefined;
  readonly differences: readonly SettingDifference[];
  readonly record?: ChangeRecord | undefined;
}

/** A change for many miners: looked at one by one, sent one after the other, taken back one after the other. */
export interface BulkChange {
  readonly rows: readonly BulkRow[];
  readonly phase: Accessor<'choosing' | 'looking' | 'ready' | 'sending' | 'ended'>;
  /** Asks each miner how it is set, so that what would change can be seen before anything is sent. */
  readonly look: (changeFor: (miner: Miner) => DeviceChange) => Promise<void>;
  /** Back to what is wanted, while nothing has been sent. */
  readonly reconsider: () => void;
  /** The chosen that are only watched. */
  readonly watched: Accessor<readonly Miner[]>;
  /** The owner's consent for all of those. */
  readonly allow: () => Promise<void>;
  readonly send: () => Promise<void>;
  readonly undo: () => Promise<void>;
  /** Nothing more is sent; what is under way ends. */
  readonly stop: () => void;
}

/** Carries out changes of these miners, each of which may be another one; nothing is asked or sent before `look`. */
export function createBulkChange(
  miners: readonly Miner[],
  collector: Pick<CollectorApi, 'allowControl' | 'controlOf' | 'changeMiner' | 'undoChange'>,
  nowMs: Accessor<number>,
): BulkChange {
  const [rows, setRows] = createStore<BulkRow[]>([]);
  const [phase, setPhase] = createSignal<ReturnType<BulkChange['phase']>>('choosing');
  const [allowed, setAllowed] = createSignal<ReadonlySet<string>>(new Set());
  const watched = () => miners.filter(({ id, control }) => control !== 'by-hand' && !allowed().has(id));
  const toast = useToast();
  let stopped = false;

  /** One after the other, for a mistake that shows at the first must not be made at all of them. */
  async function each(isMeant: (row: BulkRow) => boolean, work: (row: BulkRow, at: number) => Promise<void>) {
    stopped = false;
    for (const [at, row] of rows.entries()) {
      if (stopped) return;
      if (isMeant(row)) await work(row, at);
    }
  }

  const failed = (error: unknown) => failureWords(collectorFailure(error, nowMs())).sentence;

  async function askOne({ miner, change }: BulkRow, at: number): Promise<void> {
    if (watched().some(({ id }) => id === miner.id))
      return setRows(at, { step: 'left-out', why: text.reason({ code: 'watch-only', detail: '' }) });
    setRows(at, { step: 'asking' });
    try {
      const { offers, settings, bounds } = await collector.controlOf(miner.id);
      const reason = offers.includes(change.kind)
        ? refusalOf(change, { ...settings, bounds })
        : ({ code: 'not-supported', detail: change.kind } as const);
      setRows(at, {
        step: reason ? 'left-out' : 'ready',
        why: reason && text.reason(reason),
        differences: differences(change, settings),
      });
    } catch (error) {
      setRows(at, { step: 'left-out', why: failed(error) });
    }
  }

  async function carryOut(at: number, work: () => Promise<ChangeRecord>): Promise<void> {
    setRows(at, { step: 'sending', why: undefined });
    try {
      setRows(at, { step: 'ended', record: await work() });
    } catch (error) {
      setRows(at, { step: 'ended', why: failed(error) });
    }
  }

  async function allow(): Promise<void> {
    for (const { id } of watched()) {
      try {
        await collector.allowControl(id, true);
      } catch (error) {
        return toast({ words: failed(error) });
      }
      setAllowed(new Set([...allowed(), id]));
    }
  }

  return {
    rows,
    phase,
    watched,
    allow,
    reconsider: () => void setPhase('choosing'),
    async look(changeFor) {
      setRows(miners.map((miner) => ({ miner, change: changeFor(miner), step: 'waiting', differences: [] })));
      setPhase('looking');
      await each(() => true, askOne);
      setPhase('ready');
    },
    async send() {
      setPhase('sending');
      await each(
        ({ step }) => step === 'ready',
        // What is handed to the worker is copied, and a store's proxy cannot be.
        ({ miner, change }, at) => carryOut(at, () => collector.changeMiner(miner.id, unwrap(change))),
      );
      setPhase('ended');
    },
    async undo() {
      setPhase('sending');
      await each(isReversible, ({ record }, at) =>
        carryOut(at, () => collector.undoChange(record?.id ?? '')),
      );
      setPhase('ended');
    },
    stop() {
      stopped = true;
    },
  };
}

/** What was taken back stays so: taking that back would be the change anew. */
export function isReversible({ record }: BulkRow): boolean {
  return record?.undo !== undefined && !record.isUndo;
}
