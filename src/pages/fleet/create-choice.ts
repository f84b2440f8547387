import { type Accessor, createMemo, createSignal } from 'solid-js';

/** The miners that the owner ticks, to do something with all of them. */
export interface Choice {
  readonly choosing: Accessor<boolean>;
  readonly begin: () => void;
  /** Leaves the mode, and forgets who was chosen. */
  readonly end: () => void;
  /** Is this one ticked? */
  readonly has: (id: string) => boolean;
  /** Those that are ticked and shown, in the order shown: nothing may be done with any other. */
  readonly chosen: Accessor<readonly string[]>;
  /** How many are ticked that the filter hides now. */
  readonly hidden: Accessor<number>;
  /** Ticks or unticks one; with `through`, all from the one ticked before to this one become like it. */
  readonly toggle: (id: string, options?: { readonly through: boolean }) => void;
  /** Ticks all that are shown. */
  readonly chooseShown: () => void;
  /** Unticks all, also hidden ones. */
  readonly clear: () => void;
}

export interface Choosable {
  /** Ids of the miners on the page, in their order. */
  readonly shown: Accessor<readonly string[]>;
  /** Ids of all miners of the fleet. */
  readonly all: Accessor<readonly string[]>;
}

/** A choice among the miners that are shown. What leaves the fleet leaves the choice; what is filtered away waits. */
export function createChoice({ shown, all }: Choosable): Choice {
  const [choosing, setChoosing] = createSignal(false);
  const [ticked, setTicked] = createSignal<ReadonlySet<string>>(new Set());
  let last: string | undefined;
  const chosen = createMemo(() => shown().filter((id) => ticked().has(id)));
  const clear = () => {
    last = undefined;
    setTicked(new Set<string>());
  };
  const toggle: Choice['toggle'] = (id, { through } = { through: false }) => {
    const on = !ticked().has(id);
    const changed = through ? stretch(shown(), last ?? id, id) : [id];
    last = id;
    setTicked((before) => {
      const after = new Set(before);
      for (const each of changed) {
        if (on) after.add(each);
        else after.delete(each);
      }
      return after;
    });
  };
  return {
    choosing,
    begin: () => setChoosing(true),
    end: () => {
      setChoosing(false);
      clear();
    },
    has: (id) => ticked().has(id),
    chosen,
    hidden: createMemo(() => all().filter((id) => ticked().has(id)).length - chosen().length),
    toggle,
    chooseShown: () => setTicked((before) => new Set([...before, ...shown()])),
    clear,
  };
}

/** The ids from one to the other, whichever stands first; only the second where the first is not shown any more. */
function stretch(ids: readonly string[], from: string, to: string): readonly string[] {
  const [a, b] = [ids.indexOf(from), ids.indexOf(to)];
  return a < 0 || b < 0 ? [to] : ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}
