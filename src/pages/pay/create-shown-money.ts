import { type Accessor, createMemo } from 'solid-js';
import { settingsInForce } from '../../domain/outside-market.ts';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import { useFleet } from '../fleet-context.ts';
import { type ShownMoney, shownMoneyOf } from './shown-money.ts';

/** How sums are written by the settings that are kept: for parts of the page that are told only a currency. */
export function createShownMoney(): Accessor<ShownMoney> {
  const fleet = useFleet();
  return createMemo(() => {
    const view = fleet.view();
    return shownMoneyOf(settingsInForce(view?.settings ?? DEFAULT_SETTINGS, view?.outside));
  });
}
