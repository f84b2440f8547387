import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { SourcesView } from '../../domain/sources-view.ts';
import { useFleet } from '../fleet-context.ts';
import type { CoinCatalogue } from './coin-mined.ts';

/** What the cards below the answer count with. */
export interface MoneyKnowledge {
  readonly figures: SourcesView['figures'];
  readonly catalogue: CoinCatalogue;
}

/**
 * Coins, pools, and the figures of the fleet on screen as they arrive; in the demo, which asks nobody, there are no
 * figures. Without sources, coins and pools are known all the same.
 */
export function createMoneyKnowledge(): {
  readonly knowledge: Accessor<MoneyKnowledge | undefined>;
  /** Coins and pools could not be loaded: nothing can be shown. */
  readonly failed: Accessor<boolean>;
} {
  const fleet = useFleet();
  const [knowledge, setKnowledge] = createSignal<MoneyKnowledge>();
  const [failed, setFailed] = createSignal(false);
  let left = false;
  onCleanup(() => {
    left = true;
  });
  const follow = async () => {
    const [coins, pools] = await Promise.all([
      import('../../domain/shipped-coins.ts'),
      import('../../domain/shipped-pools.ts'),
    ]);
    const catalogue = { coins: coins.SHIPPED_COINS, pools: pools.SHIPPED_POOLS };
    const tell = ({ figures }: Pick<SourcesView, 'figures'>) => {
      if (!left) setKnowledge({ figures, catalogue });
    };
    try {
      await fleet.collector.followSources(tell);
    } catch (error) {
      // What is known without them is shown all the same; the Sources page says what is wrong.
      console.error('the sources cannot be followed', error);
      tell({ figures: {} });
    }
  };
  follow().catch((error: unknown) => {
    console.error('coins and pools cannot be loaded', error);
    setFailed(true);
  });
  return { knowledge, failed };
}
