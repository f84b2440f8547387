import { coinsPerHsDay } from '../../domain/economics/hashprice.ts';
import type { ForecastTarget } from '../../domain/forecast.ts';
import type { DecisionTerms } from '../../insight/forecast/economic-value.ts';
import type { ChainOutlook, TargetData } from '../../insight/forecast/target-data.ts';
import { hashesOfUnit } from '../../insight/forecast/work-unit.ts';
import { coinOf, type Household, type HouseholdPorts } from '../told/household.ts';
import { siteOutside } from '../told/site-told.ts';

const DAY_MS = 86_400_000;
/** Power costs what it cost on average over so long. */
const PRICED_DAYS = 7;

/**
 * What a household decides by forecasts of a target, in its own figures: as its miners said last, and as power cost in the last week.
 * Nothing of quantities that no decision hangs on, or of which the figures are not told.
 * @throws StoreError
 */
export async function decisionTerms(
  { target, chain }: Pick<TargetData, 'target' | 'chain'>,
  house: Household,
  ports: Pick<HouseholdPorts, 'past' | 'nowMs'>,
): Promise<DecisionTerms> {
  switch (target.quantity) {
    case 'power-price':
      return { shiftableW: workOf(house).powerW };
    case 'earnings': {
      const { powerW, hashrateHs } = workOf(house, coinOfTarget(target));
      const units = hashrateHs / hashesOfUnit(target.unit);
      const costPerUnit = ((powerW / 1000) * 24 * (await usualPrice(house, ports))) / units;
      return costPerUnit > 0 ? { units, costPerUnit } : {};
    }
    case 'price': {
      const coinsPerDay = coinsPerHs(chain) * workOf(house, coinOfTarget(target)).hashrateHs;
      return coinsPerDay > 0 ? { coinsPerDay } : {};
    }
    default:
      return {};
  }
}

function coinOfTarget({ subject }: ForecastTarget): string {
  return subject.id.split('@')[0] ?? subject.id;
}

/** What miners (of one coin) do together, as they said last; what nobody tells counts as nothing. */
function workOf({ miners, snapshots }: Household, coin?: string) {
  let [powerW, hashrateHs] = [0, 0];
  for (const miner of miners) {
    const snapshot = snapshots.get(miner.id);
    if (coin !== undefined && coinOf(miner, snapshot) !== coin) continue;
    powerW += snapshot?.reading.powerW ?? 0;
    hashrateHs += snapshot?.reading.hashrateHs ?? 0;
  }
  return { powerW, hashrateHs };
}

/** Of a kWh; NaN where nobody tells it: on the price of an example nothing is decided. */
async function usualPrice(house: Household, ports: Pick<HouseholdPorts, 'past' | 'nowMs'>): Promise<number> {
  if (house.settings.tariffIsExample) return Number.NaN;
  const toMs = ports.nowMs();
  const { powerPrice } = await siteOutside(house, ports, { fromMs: toMs - PRICED_DAYS * DAY_MS, toMs });
  const { atMs = new Float64Array(), values = new Float64Array() } = powerPrice ?? {};
  const known = values.filter((_, at) => (atMs[at] ?? Number.NaN) <= toMs);
  return known.reduce((sum, price) => sum + price, 0) / known.length;
}

/** Coins a day for one H/s, by what the chain told last; NaN where that is not known. */
function coinsPerHs(chain: ChainOutlook | undefined): number {
  if (!chain) return Number.NaN;
  const last = (values: Float64Array) => values.subarray(0, chain.price.length).findLast(Number.isFinite);
  const [subsidy, difficulty] = [last(chain.subsidy), last(chain.difficulty)];
  if (subsidy === undefined || difficulty === undefined) return Number.NaN;
  const feesPerBlock = last(chain.feesPerBlock) ?? 0;
  const { hashesPerDifficulty } = chain;
  return coinsPerHsDay({ subsidy, feesPerBlock, difficulty, hashesPerDifficulty }) ?? Number.NaN;
}
