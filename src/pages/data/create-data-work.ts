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
  /** Was it told to stop? What is read or written just then still comes to its end. */
  readonly stopping: Accessor<boolean>;
}

export function createDataWork(): DataWork {
  const fleet = useFleet();
  const [running, setRunning] = createSignal<string>();
  const [done, setDone] = createSignal(0);
  const [stopping, setStopping] = createSignal(false);
  const stop = () => {
    setStopping(true);
    fleet.collector.stopDataWork().catch((error: unknown) => {
      console.error('what is under way could not be stopped', error);
      setStopping(false);
    });
  };
  // The browser asks, in its own words, before it throws away what is half done.
  const holdBack = (event: BeforeUnloadEvent) => {
    if (running() !== undefined) event.preventDefault();
  };
  addEventListener('beforeunload', holdBack);
  onCleanup(() => {
    removeEventListener('beforeunload', holdBack);
    // Nobody would be there for the file.
    if (running() !== undefined) stop();
  });
  return {
    running,
    done,
    stop,
    stopping,
    async run(name, work, onFailed) {
      setDone(0);
      setStopping(false);
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
