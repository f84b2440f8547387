import type { ContractTerms, FeedIn, SolarSurplus } from './contract-terms.ts';
import {
  checkEach,
  checkMonths,
  checkNumber,
  checkPrice,
  checkWhole,
  type TariffProblem,
} from './tariff-problem.ts';

/** What is wrong with the terms of a contract as an owner typed them; empty when they can be used. */
export function checkTerms(
  field: string,
  {
    standingCharges = [],
    feedIn,
    solar = [],
    tiers = [],
    demandCharges = [],
    householdKwhPerMonth,
  }: ContractTerms,
): readonly TariffProblem[] {
  return [
    ...checkEach(`${field}.standingCharges`, standingCharges, (at, { amount }) =>
      checkPrice(`${at}.amount`, amount),
    ),
    ...(feedIn ? checkFeedIn(`${field}.feedIn`, feedIn) : []),
    ...(solar.length > 0 && !feedIn ? [{ field: `${field}.feedIn`, problem: 'no-feed-in' as const }] : []),
    ...checkEach(`${field}.solar`, solar, checkSurplus),
    ...(householdKwhPerMonth === undefined
      ? []
      : checkPrice(`${field}.householdKwhPerMonth`, householdKwhPerMonth)),
    ...checkEach(`${field}.tiers`, tiers, (at, { aboveKwh, addPerKwh, months }) => [
      ...checkPrice(`${at}.aboveKwh`, aboveKwh),
      // Later kilowatt-hours may cost less than the first.
      ...checkNumber(`${at}.addPerKwh`, addPerKwh),
      ...checkMonths(`${at}.months`, months),
    ]),
    ...checkEach(`${field}.demandCharges`, demandCharges, (at, { pricePerKw, months }) => [
      ...checkPrice(`${at}.pricePerKw`, pricePerKw),
      ...checkMonths(`${at}.months`, months),
    ]),
  ];
}

function checkSurplus(at: string, { powerW, fromMinute, toMinute, months }: SolarSurplus) {
  return [
    ...checkPrice(`${at}.powerW`, powerW),
    ...checkWhole(`${at}.fromMinute`, fromMinute, 0, 1439),
    ...checkWhole(`${at}.toMinute`, toMinute, 0, 1440),
    ...checkMonths(`${at}.months`, months),
  ];
}

/** Feeding in may cost money, in the Netherlands for one, so its price may be below 0. */
function checkFeedIn(field: string, feedIn: FeedIn): readonly TariffProblem[] {
  return feedIn.kind === 'fixed'
    ? checkNumber(`${field}.pricePerKwh`, feedIn.pricePerKwh)
    : checkNumber(`${field}.feePerKwh`, feedIn.feePerKwh);
}
