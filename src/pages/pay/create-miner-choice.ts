import { type Accessor, createMemo, createSignal } from 'solid-js';
import type { DailyNet } from '../../domain/economics/daily-net.ts';
import { profit } from '../../ui/text/en/profit.ts';
import type { FleetPay, MinerPay } from './fleet-pay.ts';

const ALL = 'all';

/** Whose figures a card shows: all counted miners together, or one of them. */
export interface MinerChoice {
  readonly choices: Accessor<readonly { readonly choice: string; readonly label: string }[]>;
  readonly chosen: Accessor<string>;
  readonly choose: (choice: string) => void;
  /** Those that were chosen, each with its day. */
  readonly miners: Accessor<readonly CountedMiner[]>;
}

type CountedMiner = MinerPay & { readonly day: DailyNet };

/** Begins with all; goes back to all when the chosen one is no longer counted. */
export function createMinerChoice(pay: () => Pick<FleetPay, 'miners'>): MinerChoice {
  const [chosen, choose] = createSignal(ALL);
  const counted = createMemo(() =>
    pay().miners.flatMap((each) => (each.day ? [{ ...each, day: each.day }] : [])),
  );
  const isChosen = ({ view }: MinerPay) => view.miner.id === chosen();
  const whose = () => (counted().some(isChosen) ? chosen() : ALL);
  // A list that is open must not be built anew with each view.
  const choices = createMemo(
    () => [
      { choice: ALL, label: profit.whose.all },
      ...counted().map(({ view }) => ({ choice: view.miner.id, label: view.miner.name })),
    ],
    undefined,
    { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  return {
    choices,
    chosen: whose,
    choose,
    miners: () => (whose() === ALL ? counted() : counted().filter(isChosen)),
  };
}
