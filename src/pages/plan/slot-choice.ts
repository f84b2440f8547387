import type { PlanSlot } from '../../domain/plan.ts';

/** Hours of one miner that its owner has chosen: from the one that was taken first to the one taken last, by place. */
export interface SlotChoice {
  readonly anchor: number;
  readonly cursor: number;
}

/** The first and the last place of a choice. */
export function endsOf({ anchor, cursor }: SlotChoice): readonly [first: number, last: number] {
  return anchor <= cursor ? [anchor, cursor] : [cursor, anchor];
}

/** Where a key leads; undefined for keys that lead nowhere. Shift keeps the anchor. */
export function afterKey(
  choice: SlotChoice,
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  count: number,
): SlotChoice | undefined {
  const to = placeAfter(choice.cursor, key, count);
  if (to === undefined) return undefined;
  return { anchor: shiftKey ? choice.anchor : to, cursor: to };
}

function placeAfter(place: number, key: string, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return Math.min(count - 1, place + 1);
    case 'ArrowLeft':
      return Math.max(0, place - 1);
    case 'PageDown':
      return Math.min(count - 1, place + 6);
    case 'PageUp':
      return Math.max(0, place - 6);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** The slot that lies at a part of the whole time, 0..1. */
export function slotAt(slots: readonly Pick<PlanSlot, 'fromMs' | 'toMs'>[], part: number): number {
  const [first, last] = [slots[0], slots.at(-1)];
  if (!first || !last) return 0;
  const atMs = first.fromMs + part * (last.toMs - first.fromMs);
  const found = slots.findIndex(({ toMs }) => atMs < toMs);
  return found < 0 ? slots.length - 1 : found;
}

/** The time that a choice covers. */
export function spanOf(
  slots: readonly Pick<PlanSlot, 'fromMs' | 'toMs'>[],
  choice: SlotChoice,
): { readonly fromMs: number; readonly toMs: number } {
  const [first, last] = endsOf(choice);
  return { fromMs: slots[first]?.fromMs ?? Number.NaN, toMs: slots[last]?.toMs ?? Number.NaN };
}

/** The same hours in a plan that was made later; undefined where one of their ends is over, or lies elsewhere. */
export function keptChoice(
  { anchor, cursor }: SlotChoice,
  before: readonly Pick<PlanSlot, 'toMs'>[],
  now: readonly Pick<PlanSlot, 'toMs'>[],
): SlotChoice | undefined {
  const moved = (place: number) => now.findIndex(({ toMs }) => toMs === before[place]?.toMs);
  const [movedAnchor, movedCursor] = [moved(anchor), moved(cursor)];
  return movedAnchor < 0 || movedCursor < 0 ? undefined : { anchor: movedAnchor, cursor: movedCursor };
}

/** Slots in which a miner does the same for the same reason, as one. */
export function stretchesOf(slots: readonly PlanSlot[]): readonly PlanSlot[] {
  const stretches: PlanSlot[] = [];
  for (const slot of slots) {
    const last = stretches.at(-1);
    if (last?.mode === slot.mode && last.why === slot.why)
      stretches[stretches.length - 1] = { ...last, toMs: slot.toMs, net: last.net + slot.net };
    else stretches.push(slot);
  }
  return stretches;
}
