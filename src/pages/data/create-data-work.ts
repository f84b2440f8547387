import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { data as text } from '../../ui/text/en/data.ts';
import { collectorFailure } from '../collector-failure.ts';
import { useFleet } from '../fleet-context.ts';

/** What is under way on the page: one thing at a time. */
export interface DataWork {
  /** Name of what is under way. */
  readonly running: Accessor<string | undefined>;
  /** How much of it is done, 0..1. */
  readonly done: Accessor<number>;
  /** Runs work under a name; its failure is put into words, its answer is undefined then. */
  readonly run: <T>(
    name: string,
    work: (onProgress: (done: number) => void) => Promise<T>,
    onFailed: (words: string) => void,
  ) => Promise<T | undefined>;
  readonly stop: () => void;
}

export function createDataWork(): DataWork {
  const fleet = useFleet();
  const [running, setRunning] = createSignal<string>();
  const [done, setDone] = createSignal(0);
  const stop = () => void fleet.collector.stopDataWork().catch(console.error);
  // Nobody would be there for the file.
  onCleanup(() => running() !== undefined && stop());
  return {
    running,
    done,
    stop,
    async run(name, work, onFailed) {
      setDone(0);
      setRunning(name);
      try {
        return await work((share) => setDone(share));
      } catch (error) {
        onFailed(text.failed(collectorFailure(error, fleet.nowMs()).detail));
        return undefined;
      } finally {
        setRunning(undefined);
      }
    },
  };
}
