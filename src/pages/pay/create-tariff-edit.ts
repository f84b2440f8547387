import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js';
import { checkTariff } from '../../domain/economics/check-tariff.ts';
import type { FlatTariff, SpotTariff, Tariff, TimeOfUseTariff } from '../../domain/economics/tariff.ts';
import type { TariffProblem } from '../../domain/economics/tariff-problem.ts';
import { asKind } from './tariff-draft.ts';
import { dropUnfinished, leaveUnfinished, unfinishedTariff } from './unfinished-tariff.ts';

/** A tariff while it is being changed. Only what makes sense is counted with or kept. */
export interface TariffEdit {
  readonly draft: Accessor<Tariff>;
  readonly problems: Accessor<readonly TariffProblem[]>;
  /** The draft where it has one price. */
  readonly flat: Accessor<FlatTariff | undefined>;
  /** The draft where its prices go by the clock. */
  readonly timeOfUse: Accessor<TimeOfUseTariff | undefined>;
  /** The draft where a market makes its prices. */
  readonly spot: Accessor<SpotTariff | undefined>;
  readonly preview: (tariff: Tariff) => void;
  readonly keep: (tariff: Tariff) => void;
  readonly choose: (kind: Tariff['kind']) => void;
  /** What was left half typed when the page was left; absent when it was gone on with or discarded. */
  readonly unfinished: Accessor<Tariff | undefined>;
  readonly resume: () => void;
  readonly discard: () => void;
}

/**
 * Holds a draft over the kept tariff, and lets go of it when that one changes: by undo, or in another tab. A draft that
 * does not make sense yet when the page is left waits for its owner to come back.
 */
export function createTariffEdit(source: {
  readonly fleet: 'real' | 'demo';
  readonly tariff: Tariff;
  readonly onPreview: (tariff: Tariff) => void;
  readonly onKeep: (tariff: Tariff) => void;
}): TariffEdit {
  const [draft, setDraft] = createSignal<Tariff>(source.tariff);
  const left = new Map<Tariff['kind'], Tariff>();
  // By its words: each view of the fleet brings the same tariff anew, and must not take what is not kept yet.
  const kept = createMemo(() => JSON.stringify(source.tariff));
  createEffect(on(kept, () => setDraft(source.tariff), { defer: true }));
  const preview = (tariff: Tariff) => {
    setDraft(tariff);
    if (checkTariff(tariff).length === 0) source.onPreview(tariff);
  };
  const keep = (tariff: Tariff) => {
    setDraft(tariff);
    if (checkTariff(tariff).length === 0) source.onKeep(tariff);
  };
  const choose = (kind: Tariff['kind']) => {
    const before = draft();
    left.set(before.kind, before);
    keep(asKind(before, kind, left.get(kind)));
  };
  const [unfinished, setUnfinished] = createSignal(unfinishedTariff(source.fleet));
  const discard = () => {
    dropUnfinished(source.fleet);
    setUnfinished(undefined);
  };
  const resume = () => {
    const tariff = unfinished();
    discard();
    if (tariff) keep(tariff);
  };
  onCleanup(() => {
    if (checkTariff(draft()).length > 0) leaveUnfinished(source.fleet, draft());
  });
  const flat = () => {
    const tariff = draft();
    return tariff.kind === 'flat' ? tariff : undefined;
  };
  const timeOfUse = () => {
    const tariff = draft();
    return tariff.kind === 'time-of-use' ? tariff : undefined;
  };
  const spot = () => {
    const tariff = draft();
    return tariff.kind === 'spot' ? tariff : undefined;
  };
  return {
    draft,
    problems: createMemo(() => checkTariff(draft())),
    flat,
    timeOfUse,
    spot,
    preview,
    keep,
    choose,
    unfinished,
    resume,
    discard,
  };
}
