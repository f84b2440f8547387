import { useSearchParams } from '@solidjs/router';
import { type Accessor, createMemo, createSignal, onCleanup } from 'solid-js';
import { COUNTERS, type FleetFilter } from './fleet-filter.ts';

/** The filter of the Fleet page, which stands in the page's address: a reload keeps it, a bookmark brings it back. */
export interface FleetFiltering {
  readonly filter: Accessor<FleetFilter>;
  readonly change: (change: Partial<FleetFilter>) => void;
}

/** Browsers slow down (Chromium) or refuse (Safari, 100 in 30 s) pages that write their address at each key. */
const WRITE_AFTER_MS = 300;

/** Reads and writes `?show=problems&tag=garage&q=gamma`. */
export function createFleetFilter(): FleetFiltering {
  const [query, setQuery] = useSearchParams();
  const kept = () => textOf(query.q) ?? '';
  // What is being typed stands over the words in the address until those change, by our own writing or by another link.
  const [typed, setTyped] = createSignal<{ readonly words: string; readonly over: string }>();
  const words = () => {
    const now = typed();
    return now !== undefined && now.over === kept() ? now.words : kept();
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const write = (change: Partial<FleetFilter>) =>
    setQuery(
      {
        ...('counter' in change ? { show: change.counter === 'all' ? undefined : change.counter } : {}),
        ...('tag' in change ? { tag: change.tag } : {}),
        ...('words' in change ? { q: change.words } : {}),
      },
      { replace: true },
    );
  const filter = createMemo((): FleetFilter => {
    const show = textOf(query.show);
    const counter = COUNTERS.find((each) => each === show) ?? 'all';
    return { counter, tag: textOf(query.tag), words: words() };
  });
  return {
    filter,
    change: (change) => {
      const onlyWords = 'words' in change && Object.keys(change).length === 1;
      if (change.words !== undefined) setTyped({ words: change.words, over: kept() });
      clearTimeout(timer);
      if (onlyWords) timer = setTimeout(() => write(change), WRITE_AFTER_MS);
      else write({ words: words(), ...change });
    },
  };
}

function textOf(value: string | readonly string[] | undefined): string | undefined {
  const text = typeof value === 'string' ? value : value?.[0];
  return text === '' ? undefined : text;
}
