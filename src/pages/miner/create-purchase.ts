import { type Accessor, createSignal } from 'solid-js';
import type { Miner } from '../../domain/miner.ts';
import { isUnknown, type Purchase, purchaseProblem, warrantyEndMs } from '../../domain/purchase.ts';
import { failureWords } from '../../ui/failure-words.ts';
import { common } from '../../ui/text/en/common.ts';
import { purchase as words } from '../../ui/text/en/purchase.ts';
import { useToast } from '../../ui/toast.tsx';
import { typedNumber } from '../../ui/typed-number.ts';
import { collectorFailure } from '../collector-failure.ts';
import { useFleet } from '../fleet-context.ts';

type Field = 'day' | 'price' | 'months' | 'circuit';

/** A purchase while it is being typed, and the way to keep it. */
export interface PurchaseEdit {
  readonly typed: (field: Field) => string;
  readonly type: (field: Field, text: string) => void;
  readonly problem: (field: Field) => string | undefined;
  /** What {@link Purchase.price} is in. */
  readonly currency: string;
  readonly warrantyEndMs: Accessor<number | undefined>;
  readonly saving: Accessor<boolean>;
  readonly failure: Accessor<string | undefined>;
  /** Resolves to whether it was kept. */
  readonly save: () => Promise<boolean>;
  readonly forget: () => Promise<boolean>;
}

const FIELD_OF = {
  'too-early': 'day',
  'in-future': 'day',
  price: 'price',
  warranty: 'months',
  circuit: 'circuit',
} as const;

/** Edits how a miner was bought and where it hangs. What is kept can be taken back from its toast. */
export function createPurchase(miner: Miner): PurchaseEdit {
  const { nowMs, view } = useFleet();
  const before = miner.purchase;
  const currency = before?.currency ?? view()?.settings.currency ?? 'EUR';
  const [typed, setTyped] = createSignal<Readonly<Record<Field, string>>>({
    day: dayTyped(before?.boughtAtMs),
    price: before?.price === undefined ? '' : String(before.price),
    months: before?.warrantyMonths === undefined ? '' : String(before.warrantyMonths),
    circuit: before?.circuit ?? '',
  });
  const purchase = (): Purchase => ({
    boughtAtMs: dayMs(typed().day),
    price: numberIn(typed().price),
    currency: typed().price.trim() === '' ? undefined : currency,
    warrantyMonths: numberIn(typed().months),
    circuit: typed().circuit.trim() || undefined,
  });
  const problem = (field: Field) => {
    if ((field === 'price' || field === 'months') && Number.isNaN(numberIn(typed()[field])))
      return words.notANumber;
    const wrong = purchaseProblem(purchase(), nowMs());
    return wrong !== undefined && FIELD_OF[wrong] === field ? words.problems[wrong] : undefined;
  };
  const keeping = createKeeping(miner);
  return {
    typed: (field) => typed()[field],
    type: (field, text) => setTyped({ ...typed(), [field]: text }),
    problem,
    currency,
    warrantyEndMs: () => warrantyEndMs(purchase()),
    saving: keeping.saving,
    failure: keeping.failure,
    async save() {
      if ((['day', 'price', 'months', 'circuit'] as const).some((field) => problem(field))) return false;
      return keeping.keep(isUnknown(purchase()) ? undefined : purchase());
    },
    forget: () => keeping.keep(undefined),
  };
}

function createKeeping(miner: Miner) {
  const { collector, nowMs } = useFleet();
  const toast = useToast();
  const [saving, setSaving] = createSignal(false);
  const [failure, setFailure] = createSignal<string>();
  async function keep(wanted: Purchase | undefined): Promise<boolean> {
    if (saving()) return false;
    setSaving(true);
    setFailure(undefined);
    try {
      await collector.setPurchase(miner.id, wanted);
      const run = () =>
        void collector.setPurchase(miner.id, miner.purchase).catch((error: unknown) => {
          console.error('the purchase was not put back', error);
          toast({ words: words.failed });
        });
      toast({
        words: wanted ? words.kept : words.forgotten,
        topic: `purchase of ${miner.id}`,
        action: { label: common.undo, run },
      });
      return true;
    } catch (error) {
      console.error('the purchase was not kept', error);
      setFailure(failureWords(collectorFailure(error, nowMs())).sentence);
      return false;
    } finally {
      setSaving(false);
    }
  }
  return { saving, failure, keep };
}

/** `2026-01-05` of a moment, as a date field wants it; nothing of none. */
function dayTyped(atMs: number | undefined): string {
  if (atMs === undefined) return '';
  const day = new Date(atMs);
  const two = (figure: number) => String(figure).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** The first moment of a typed day here. */
function dayMs(typed: string): number | undefined {
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = typed.split('-').map(Number);
  return typed === '' ? undefined : new Date(year, month - 1, day).getTime();
}

/** Undefined of an empty field, NaN of what is no number. */
function numberIn(typed: string): number | undefined {
  return typed.trim() === '' ? undefined : (typedNumber(typed) ?? Number.NaN);
}
