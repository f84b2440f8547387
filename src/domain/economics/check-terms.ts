import type { ContractTerms, FeedIn } from './contract-terms.ts';
import { checkEach, checkMonths, checkNumber, checkPrice, type TariffProblem } from './tariff-problem.ts';

/** What is wrong with the terms of a contract as an owner typed them; empty when they can be used. */
export function checkTerms(
  field: string,
  { standingCharges = [], feedIn, tiers = [], demandCharges = [] }: ContractTerms,
): readonly TariffProblem[] {
  return [
    ...checkEach(`${field}.standingCharges`, standingCharges, (at, { amount }) =>
      checkPrice(`${at}.amount`, amount),
    ),
    ...(feedIn ? checkFeedIn(`${field}.feedIn`, feedIn) : []),
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

/** Feeding in may cost money, in the Netherlands for one, so its price may be below 0. */
function checkFeedIn(field: string, feedIn: FeedIn): readonly TariffProblem[] {
  return feedIn.kind === 'fixed'
    ? checkNumber(`${field}.pricePerKwh`, feedIn.pricePerKwh)
    : checkNumber(`${field}.feePerKwh`, feedIn.feePerKwh);
}
