import type { TuningSession } from '../domain/tuning.ts';
import { frontierOf, ladderFrontierOf, picksOf, siliconQuality } from '../insight/tuning/picks.ts';
import { knowledgeOf, rungKnowledgeOf, searchOf } from '../insight/tuning/search.ts';
import type { TuningPicture } from './tuning-api.ts';

/** What the trials say; nothing before the first. */
export function pictureOf({ task, trials }: TuningSession): TuningPicture | undefined {
  if (trials.length === 0) return undefined;
  const picks = picksOf(searchOf(task, trials).best);
  if (task.ladder) return { picks, frontier: ladderFrontierOf(rungKnowledgeOf(task, trials), task.envelope) };
  const knowledge = knowledgeOf(task, trials);
  return {
    picks,
    frontier: frontierOf(knowledge, task.envelope),
    ...(trials.length >= 2 ? { silicon: siliconQuality(knowledge) } : {}),
  };
}
