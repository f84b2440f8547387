import { type Accessor, createSignal } from 'solid-js';
import { parseDeviceAddress } from '../../domain/device-address.ts';
import { formatAddress, type Miner } from '../../domain/miner.ts';
import { knownTags, tagsOf, tagsProblem } from '../../domain/tags.ts';
import { failureWords } from '../../ui/failure-words.ts';
import { type EditedTags, meantTags } from '../../ui/tags-field.tsx';
import { common } from '../../ui/text/en/common.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import { tags as tagText } from '../../ui/text/en/tags.ts';
import { useToast } from '../../ui/toast.tsx';
import { collectorFailure } from '../collector-failure.ts';
import { useFleet } from '../fleet-context.ts';

/** Name, address and tags of a miner while they are being typed, and the way to keep them. */
export interface MinerEdit {
  readonly name: Accessor<string>;
  readonly setName: (name: string) => void;
  readonly nameProblem: Accessor<string | undefined>;
  readonly address: Accessor<string>;
  readonly setAddress: (address: string) => void;
  readonly addressProblem: Accessor<string | undefined>;
  readonly tags: Accessor<EditedTags>;
  readonly setTags: (tags: EditedTags) => void;
  readonly tagsProblem: Accessor<string | undefined>;
  /** Tags of the whole fleet, to choose from. */
  readonly knownTags: Accessor<readonly string[]>;
  readonly saving: Accessor<boolean>;
  /** Why it was not kept, in a sentence. */
  readonly failure: Accessor<string | undefined>;
  /** Keeps them all, the address first because it is the one that can fail; resolves to whether all was kept. */
  readonly save: () => Promise<boolean>;
}

/** Edits a miner as it is now. Each part that is kept can be taken back from its toast. */
export function createMinerEdit(miner: Miner): MinerEdit {
  const words = text.edit;
  const { nowMs, view } = useFleet();
  const keep = createKeeping(miner);
  const [name, setName] = createSignal(miner.name);
  const [address, setAddress] = createSignal(formatAddress(miner.address));
  const [tags, setTags] = createSignal<EditedTags>({ standing: tagsOf(miner), typed: '' });
  const known = () => knownTags((view()?.miners ?? []).map((each) => each.miner));
  const meant = () => meantTags(tags(), known());
  const tagsWrong = () => {
    const problem = tagsProblem(meant());
    return problem && tagText.problems[problem];
  };
  const [saving, setSaving] = createSignal(false);
  const [failure, setFailure] = createSignal<string>();
  const parsed = () => parseDeviceAddress(address(), { defaultPort: miner.address.port });
  const nameProblem = () => (name().trim() === '' ? words.nameEmpty : undefined);
  const addressProblem = () => ('problem' in parsed() ? words.addressBad : undefined);
  const save = async () => {
    const to = parsed();
    if (nameProblem() || tagsWrong() || 'problem' in to) return false;
    setSaving(true);
    setFailure(undefined);
    try {
      await keep.address(to);
      await keep.name(name().trim());
      await keep.tags(meant());
      return true;
    } catch (error) {
      console.error('the miner was not changed', error);
      setFailure(failureWords(collectorFailure(error, nowMs())).sentence);
      return false;
    } finally {
      setSaving(false);
    }
  };
  return {
    name,
    setName,
    nameProblem,
    address,
    setAddress,
    addressProblem,
    tags,
    setTags,
    tagsProblem: tagsWrong,
    knownTags: known,
    saving,
    failure,
    save,
  };
}

/** Keeps what differs from the miner as it was, and offers the way back. */
function createKeeping(miner: Miner) {
  const { collector } = useFleet();
  const toast = useToast();
  const offerUndo = (words: string, topic: string, undo: () => Promise<void>) => {
    const run = () => {
      undo().catch((error: unknown) => {
        console.error('the change was not undone', error);
        toast({ words: text.edit.failed });
      });
    };
    toast({ words, topic: `${topic} of ${miner.id}`, action: { label: common.undo, run } });
  };
  return {
    name: async (to: string) => {
      if (to === miner.name) return;
      await collector.rename(miner.id, to);
      offerUndo(text.edit.renamed, 'name', () => collector.rename(miner.id, miner.name));
    },
    tags: async (to: readonly string[]) => {
      const before = tagsOf(miner);
      if (JSON.stringify(to) === JSON.stringify(before)) return;
      const set = (tags: readonly string[]) => collector.setTags([{ minerId: miner.id, tags }]);
      await set(to);
      offerUndo(text.edit.tagged, 'tags', () => set(before));
    },
    address: async (to: Miner['address']) => {
      if (formatAddress(to) === formatAddress(miner.address)) return;
      await collector.changeAddress(miner.id, to);
      offerUndo(text.edit.moved, 'address', () => collector.changeAddress(miner.id, miner.address));
    },
  };
}
