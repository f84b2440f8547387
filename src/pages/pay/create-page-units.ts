import type { Accessor } from 'solid-js';
import type { Settings } from '../../domain/settings.ts';
import { settings as text } from '../../ui/text/en/settings.ts';
import type { PayDraft } from './create-pay-draft.ts';
import { type ShownMoney, shownMoneyOf } from './shown-money.ts';
import { type ShaUnit, usualShaUnit } from './work-unit.ts';

/** In what the page writes its figures: a setting of all pages, which can be changed here as well. */
export interface PageUnits {
  readonly shown: Accessor<ShownMoney>;
  readonly sha: Accessor<ShaUnit>;
  readonly setUnit: (unit: ShownMoney['unit']) => void;
  readonly setSha: (unit: ShaUnit) => void;
}

/**
 * @param settings as they are in force
 * @param shaRateHs of the counted SHA-256 miners, H/s: chooses the unit of work until the owner does
 */
export function createPageUnits(
  settings: Accessor<Settings>,
  shaRateHs: Accessor<number>,
  { keep }: Pick<PayDraft, 'keep'>,
): PageUnits {
  return {
    shown: () => shownMoneyOf(settings()),
    sha: () => {
      const { hashrateUnit } = settings();
      return hashrateUnit === 'auto' ? usualShaUnit(shaRateHs()) : hashrateUnit;
    },
    setUnit: (sumsIn) => void keep({ sumsIn }, text.kept.sumsIn),
    setSha: (hashrateUnit) => void keep({ hashrateUnit }, text.kept.hashrateUnit),
  };
}
