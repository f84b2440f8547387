import type { PlannedWork } from '../../domain/health/maintenance.ts';
import { icsOf } from '../../domain/health/maintenance-calendar.ts';
import { healthLog } from '../../ui/text/en/health-log.ts';
import type { ShownMoney } from '../pay/shown-money.ts';
import type { MinerNames } from './miner-names.ts';
import { dueWords, moneyWords, workWords } from './plan-words.ts';

const text = healthLog.plan;

/** Planned work as a calendar file, in the words of the page. */
export function workFile(
  works: readonly PlannedWork[],
  names: MinerNames,
  money: ShownMoney,
  nowMs: number,
): Blob {
  const wordsOf = (work: PlannedWork) => ({
    summary: workWords(work, names),
    description: [
      `${dueWords(work, nowMs)} ${text.why(text.because[work.because])}`,
      `${text.doing}: ${moneyWords(work.costOfDoing, money)}`,
      `${text.waiting}: ${moneyWords(work.costOfWaitingPerDay, money, 'day')}`,
    ].join('\n'),
  });
  return new Blob([icsOf(works, wordsOf, nowMs)], { type: 'text/calendar' });
}
