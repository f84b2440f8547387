import type { MinerTwin } from '../miner-twin.ts';

/** The device carried a command out, and its answer never arrives. */
export class AnswerLost extends Error {
  override readonly name = 'AnswerLost';
}

/**
 * Carries a command out as the twin's faults let it; every answer to what changes something goes through here.
 * @throws AnswerLost
 */
export function taken<T>(twin: MinerTwin, carryOut: () => T): T {
  const answer = twin.takeCommand(carryOut);
  if (answer === undefined) throw new AnswerLost('the answer is lost');
  return answer;
}
