import type { TimeChoice } from '../../domain/file-import/import-file.ts';
import { clockDate } from './written-date.ts';

/** How some moments are written; undefined where they are none. */
export function guessTime(samples: readonly string[], zone: string): TimeChoice | undefined {
  const texts = samples.map((sample) => sample.trim()).filter((sample) => sample !== '');
  const first = texts[0];
  if (first === undefined) return undefined;
  const figures = texts.map(Number);
  if (figures.every((figure) => figure > 1e9 && figure < 1e11))
    return { form: 'epoch-s', order: 'ymd', zone };
  if (figures.every((figure) => figure >= 1e11 && figure < 1e13))
    return { form: 'epoch-ms', order: 'ymd', zone };
  // What no sample contradicts; of days below the 13th the dot is a sign of Europe, the slash one of America.
  const orders: readonly TimeChoice['order'][] = first.includes('.')
    ? ['ymd', 'dmy', 'mdy']
    : first.includes('/')
      ? ['ymd', 'mdy', 'dmy']
      : ['ymd', 'dmy', 'mdy'];
  const order = orders.find((each) => texts.every((text) => isDate(text, each)));
  return order && { form: 'date', order, zone };
}

/** Do these dates leave open whose clock it is? */
export function leavesZoneOpen({ form, order }: TimeChoice, samples: readonly string[]): boolean {
  if (form !== 'date') return false;
  return samples.some((text) => {
    const date = clockDate(text.trim(), order);
    return date !== undefined && date.offsetMs === undefined;
  });
}

function isDate(text: string, order: TimeChoice['order']): boolean {
  const isYearFirst = /^\d{4}/.test(text);
  return (order === 'ymd') === isYearFirst && clockDate(text, order) !== undefined;
}
