import type { TuningSession, TuningTrial } from '../domain/tuning.ts';
import { lotteryPlace } from '../insight/tuning/chip-lottery.ts';
import { frontierOf, ladderFrontierOf, picksOf, siliconQuality } from '../insight/tuning/picks.ts';
import { knowledgeOf, rungKnowledgeOf, searchOf } from '../insight/tuning/search.ts';
import type { TuningPicture } from './tuning-api.ts';

/** What the trials say; nothing before the first. @param asicModel what kind of chip it is, where that is told */
export function pictureOf(
  { task, trials }: TuningSession,
  asicModel?: string | undefined,
): TuningPicture | undefined {
  if (trials.length === 0) return undefined;
  const picks = picksOf(searchOf(task, trials).best);
  if (task.ladder) return { picks, frontier: ladderFrontierOf(rungKnowledgeOf(task, trials), task.envelope) };
  const knowledge = knowledgeOf(task, trials);
  return {
    picks,
    frontier: frontierOf(knowledge, task.envelope),
    ...(trials.length >= 2
      ? {
          silicon: {
            ...siliconQuality(knowledge),
            lottery: lotteryPlace(knowledge, asicModel, meanHeatC(trials)),
          },
        }
      : {}),
  };
}

function meanHeatC(trials: readonly TuningTrial[]): number | undefined {
  const told = trials.flatMap(({ chipC }) => (chipC === undefined ? [] : [chipC]));
  return told.length > 0 ? told.reduce((sum, each) => sum + each, 0) / told.length : undefined;
}
