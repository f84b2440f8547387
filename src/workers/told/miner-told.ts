import { termsInForce } from '../../domain/chosen-terms.ts';
import { findHardware, type HardwareFacts } from '../../domain/hardware.ts';
import type { Algorithm, Miner } from '../../domain/miner.ts';
import { warrantyEndMs } from '../../domain/purchase.ts';
import { SHIPPED_COINS } from '../../domain/shipped-coins.ts';
import { SHIPPED_HARDWARE } from '../../domain/shipped-hardware.ts';
import type { ToldValues } from '../../features/told-column.ts';
import { quantileOfSorted } from '../../numerics/quantile.ts';
import { coinWorths } from './coin-worth.ts';
import { coinOf, type Household, poolOf } from './household.ts';
import { always, firstTold, heardAt, NOTHING_TOLD, toldOf } from './told-points.ts';

const HS_PER_THS = 1e12;
const THS_PER_PHS = 1e3;
const DECILES = [10, 20, 30, 40, 50, 60, 70, 80, 90];

/** What the owner, the catalogue and the settings say of a miner, by the name of the fact. */
export function minerFacts(miner: Miner, house: Household): Readonly<Record<string, ToldValues>> {
  const { settings } = house;
  const { purchase, identity } = miner;
  const coin = SHIPPED_COINS.find(({ symbol }) => symbol === coinOf(miner, house.snapshots.get(miner.id)));
  const isOwnMoney = purchase?.currency === undefined || purchase.currency === settings.currency;
  return {
    ...catalogueFacts(findHardware(SHIPPED_HARDWARE, identity)?.facts ?? {}),
    ...firmwareFacts(miner, house),
    ...marketFacts(identity.algorithm),
    pollMs: always(settings.pollMs),
    boughtAtMs: always(purchase?.boughtAtMs),
    pricePaid: always(isOwnMoney ? purchase?.price : undefined),
    warrantyUntilMs: always(purchase && warrantyEndMs(purchase)),
    hashesPerShareDifficulty: always(coin?.shareHashesPerDifficulty ?? coin?.hashesPerDifficulty),
    poolFeeShare: always(poolFee(miner, coin?.symbol, house)),
    bestCoinPerThDay: bestCoinPerThDay(identity.algorithm, house),
  };
}

function catalogueFacts(facts: HardwareFacts): Readonly<Record<string, ToldValues>> {
  return {
    ratedHashrateHs: always(facts.ratedHashrateHs?.value),
    ratedPowerW: always(facts.ratedPowerW?.value),
    defaultFrequencyMhz: always(facts.defaultFrequencyMhz?.value),
    defaultCoreVoltageMv: always(facts.defaultCoreVoltageMv?.value),
    nominalInputV: always(facts.nominalInputV?.value),
    maxPowerW: always(facts.maxPowerW?.value),
    maxChipC: always(facts.maxChipC?.value),
    maxVrC: always(facts.maxVrC?.value),
  };
}

/** Versions are numbered as they were first seen on the miner; the first one since it was added. */
function firmwareFacts(
  { id, identity, addedAtMs }: Miner,
  { firmwareChanges }: Household,
): Readonly<Record<string, ToldValues>> {
  const changes = firmwareChanges.filter(({ minerId }) => minerId === id);
  const first = changes[0]?.from ?? identity.firmware;
  const seen = [
    ...(first === undefined ? [] : [{ version: first, atMs: addedAtMs }]),
    ...changes.flatMap(({ to, atMs }) => (to === undefined ? [] : [{ version: to, atMs }])),
  ];
  const versions = [...new Set(seen.map(({ version }) => version))];
  const numbers = seen.map(({ version, atMs }) => ({
    atMs,
    value: 1 + versions.indexOf(version),
    knownAtMs: atMs,
  }));
  const since = seen.map(({ atMs }) => ({ atMs, value: atMs, knownAtMs: atMs }));
  return { firmwareNumber: toldOf(numbers), firmwareSinceMs: toldOf(since) };
}

/** How the machines of an algorithm that the catalogue knows lie, by what their makers promise. */
function marketFacts(algorithm: Algorithm): Readonly<Record<string, ToldValues>> {
  const sorted = SHIPPED_HARDWARE.flatMap(({ facts }) => {
    const rate = facts.ratedHashrateHs?.value;
    const power = facts.ratedPowerW?.value;
    if (facts.algorithm?.value !== algorithm || rate === undefined || power === undefined) return [];
    return [power / (rate / HS_PER_THS)];
  }).sort((one, other) => one - other);
  // Deciles of less than ten machines are no places among them.
  const known = sorted.length >= DECILES.length + 1;
  return Object.fromEntries(
    DECILES.map((decile) => [
      `marketJThP${decile}`,
      always(known ? quantileOfSorted(sorted, decile / 100) : undefined),
    ]),
  );
}

/** What the pool is known to keep; else what the owner reckons with. */
function poolFee(miner: Miner, coin: string | undefined, { snapshots, settings }: Household): number {
  const pool = poolOf(snapshots.get(miner.id));
  const terms =
    pool && coin !== undefined && termsInForce({ provider: pool.id, coin }, pool, settings.poolTerms);
  return terms ? terms.poolFee : settings.market.poolFee;
}

/** By what sources told; of Bitcoin's algorithm else by the price of work that the owner has typed, since then. */
function bestCoinPerThDay(algorithm: Algorithm, { figures, settings }: Household): ToldValues {
  const [best] = coinWorths(figures, algorithm, settings.currency);
  const { hashpricePerPhPerDay: typed, enteredAtMs } = settings.market;
  return firstTold(
    best ? heardAt(best.perHsDay * HS_PER_THS, best.receivedAtMs) : NOTHING_TOLD,
    heardAt(algorithm === 'sha256' && typed !== undefined ? typed / THS_PER_PHS : undefined, enteredAtMs),
  );
}
