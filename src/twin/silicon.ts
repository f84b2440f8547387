import { Random } from '../numerics/random.ts';
import { chipCount, type MinerModel } from './miner-model.ts';

/** What the foundry gave this one device. */
export interface Silicon {
  /** Core voltage that its chips need more (+) or less (−) than their kind, V. */
  readonly luckV: number;
  /** Temperature of each chip against their mean, K. */
  readonly chipOffsetsK: Float64Array;
  readonly hottestOffsetK: number;
  /** The same of each board. */
  readonly hottestOfBoardsK: readonly number[];
  /** Share of the hashrate of each chip and each domain in it, relative to an equal share. */
  readonly domainWeights: Float64Array;
  /** Sums of these over each board. */
  readonly boardWeights: readonly number[];
}

/** Relative spread between the domains of a chip; recorded: 273.6, 276.2, 268.5, 252.2 GH/s. */
const DOMAIN_SPREAD = 0.03;

/** The silicon lottery: the same seed draws the same chips. */
export function drawSilicon(model: MinerModel, seed: number): Silicon {
  const random = Random.labelled(seed, 'silicon');
  const luckV = model.voltageNeed.lotteryV * random.normal();
  const chipOffsetsK = Float64Array.from({ length: chipCount(model) }, () =>
    clamp2(random.normal(), model.chipSpreadC),
  );
  const domains = chipCount(model) * model.domainsPerChip;
  const domainWeights = Float64Array.from(
    { length: domains },
    () => 1 + clamp2(random.normal(), DOMAIN_SPREAD),
  );
  const mean = domainWeights.reduce((sum, weight) => sum + weight, 0) / domains;
  for (let index = 0; index < domains; index++) domainWeights[index] = (domainWeights[index] ?? 1) / mean;
  const hottestOfBoardsK = Array.from({ length: model.boards }, (_, board) =>
    Math.max(...chipOffsetsK.subarray(board * model.chipsPerBoard, (board + 1) * model.chipsPerBoard)),
  );
  const hottestOffsetK = Math.max(...hottestOfBoardsK);
  const boardWeights = sumsByBoard(model, domainWeights);
  return { luckV, chipOffsetsK, hottestOffsetK, hottestOfBoardsK, domainWeights, boardWeights };
}

/** Sums of what each domain has, by board. */
export function sumsByBoard({ boards }: MinerModel, ofDomains: Float64Array): number[] {
  const each = ofDomains.length / boards;
  const sums = new Array<number>(boards).fill(0);
  ofDomains.forEach((value, domain) => {
    const board = Math.floor(domain / each);
    sums[board] = (sums[board] ?? 0) + value;
  });
  return sums;
}

/** A normal deviate cut at two deviations (worse chips are sorted out in the factory), scaled. */
function clamp2(normal: number, scale: number): number {
  return Math.max(-2, Math.min(2, normal)) * scale;
}
