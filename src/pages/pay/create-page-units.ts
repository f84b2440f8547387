import type { Accessor } from 'solid-js';
import type { Settings } from '../../domain/settings.ts';
import { createRemembered } from '../../ui/remembered-signal.ts';
import type { ShownMoney } from './shown-money.ts';
import type { ShaUnit } from './work-unit.ts';

/** In what the page writes its figures; the choice is kept in this browser. */
export interface PageUnits {
  readonly shown: Accessor<ShownMoney>;
  readonly sha: Accessor<ShaUnit>;
  readonly setUnit: (unit: ShownMoney['unit']) => void;
  readonly setSha: (unit: ShaUnit) => void;
}

/**
 * @param settings as they are in force
 * @param usual the unit of work before anybody chose one
 */
export function createPageUnits(settings: Accessor<Settings>, usual: ShaUnit): PageUnits {
  const [unit, setUnit] = createRemembered('profit-sums', ['currency', 'sats'], 'currency');
  const [sha, setSha] = createRemembered('profit-work', ['TH/s', 'PH/s'], usual);
  const shown = (): ShownMoney => {
    const { currency, market } = settings();
    return { currency, unit: unit(), btcPrice: market.btcPrice || undefined };
  };
  return { shown, sha, setUnit, setSha };
}
