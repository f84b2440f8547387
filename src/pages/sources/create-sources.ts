import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { SourceChoice } from '../../domain/source-choice.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import { common } from '../../ui/text/en/common.ts';
import { sources as text } from '../../ui/text/en/sources.ts';
import { useToast } from '../../ui/toast.tsx';
import { useFleet } from '../fleet-context.ts';

export type ChoiceChange = Partial<Pick<SourceChoice, 'enabled' | 'fields'>>;

/** The owner's outside sources, followed, and the ways to change them. */
export interface KeptSources {
  readonly view: Accessor<SourcesView | undefined>;
  readonly failed: Accessor<boolean>;
  readonly askAgain: () => void;
  /** Keeps a choice; `words` say so, with an undo. */
  readonly choose: (id: string, change: ChoiceChange, words: string, undo: ChoiceChange) => Promise<void>;
  readonly chooseAll: (
    ids: readonly string[],
    change: ChoiceChange,
    words: string,
    undo: ChoiceChange,
  ) => Promise<void>;
  readonly saveKey: (id: string, key: string | undefined, words: string) => Promise<boolean>;
}

const NOBODY: SourcesView = { sources: {}, figures: {} };

/**
 * Sources as they are, and as they change.
 * @param whose those of the fleet that is shown, and the demo has none: its pages wake nobody who would be asked; or the
 * owner's own, also while the demo is on screen
 */
export function createSources(whose: 'shown' | 'own' = 'shown'): KeptSources {
  const fleet = useFleet();
  const toast = useToast();
  const [view, setView] = createSignal<SourcesView>();
  const [failed, setFailed] = createSignal(false);
  let left = false;
  onCleanup(() => {
    left = true;
  });
  const follow = async () => {
    setFailed(false);
    try {
      const collector = await fleet.ownCollector();
      await collector.followSources((next) => {
        if (!left) setView(next);
      });
    } catch (error) {
      console.error('the sources cannot be followed', error);
      setFailed(true);
    }
  };
  if (whose === 'own' || fleet.kind === 'real') void follow();
  else setView(NOBODY);

  const kept = async (work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      console.error('a source was not changed', error);
      toast({ words: text.notKept });
      return false;
    }
  };
  const send = (ids: readonly string[], change: ChoiceChange) =>
    kept(async () => {
      const collector = await fleet.ownCollector();
      for (const id of ids) await collector.chooseSource(id, change);
    });
  const chooseAll: KeptSources['chooseAll'] = async (ids, change, words, undo) => {
    if (!(await send(ids, change))) return;
    const action = { label: common.undo, run: () => void send(ids, undo) };
    toast({ words, topic: `source ${ids.join(' ')}`, action });
  };
  return {
    view,
    failed,
    askAgain: () => void follow(),
    choose: (id, change, words, undo) => chooseAll([id], change, words, undo),
    chooseAll,
    async saveKey(id, key, words) {
      const done = await kept(async () => (await fleet.ownCollector()).saveSourceKey(id, key));
      if (done) toast({ words });
      return done;
    },
  };
}
