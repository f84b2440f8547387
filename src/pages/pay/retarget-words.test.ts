import { describe, expect, it } from 'vitest';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import type { RetargetReport } from '../../workers/insight-api.ts';
import { retargetWords } from './retarget-words.ts';

const NOW_MS = Date.UTC(2026, 2, 20, 12);
const DAY_MS = 86_400_000;
const plain = (text: string | undefined) => text?.replaceAll(/[\u00a0\u202f]/g, ' ');

const words = (report: RetargetReport) => retargetWords(report, NOW_MS, (id) => `the source ${id}`);

function outlook(change: number): Extract<RetargetReport, { kind: 'outlook' }> {
  return {
    kind: 'outlook',
    outlook: {
      changeFraction: change,
      changeLowFraction: change - 0.02,
      changeHighFraction: change + 0.02,
      retargetAtMs: NOW_MS + 5 * DAY_MS,
      retargetEarlyMs: NOW_MS + 4.8 * DAY_MS,
      retargetLateMs: NOW_MS + 5.2 * DAY_MS,
      confidence: 0.9,
    },
    provider: 'mempool',
    atMs: NOW_MS - 120_000,
    itsChangeFraction: 0.04,
    remainingBlocks: 720,
    days: 180,
  };
}

describe('the words of the retarget outlook', () => {
  it('tell the interval first, then what it does to the same work', () => {
    const told = words(outlook(0.05));
    expect(plain(told.sentence)).toBe('From 3.0 % harder to 7.0 % harder, nine times in ten.');
    expect(plain(told.more)).toContain('earns 4.8 % less Bitcoin');
    expect(plain(words(outlook(-0.05)).more)).toContain('earns 5.3 % more Bitcoin');
  });

  it('say which way each end lies, and nothing of an effect where there is none', () => {
    const told = words(outlook(0));
    expect(plain(told.sentence)).toBe('From 2.0 % easier to 2.0 % harder, nine times in ten.');
    expect(told.more).toBeUndefined();
  });

  it('say when, who told it, how long ago, and what the provider expects itself', () => {
    const facts = Object.fromEntries(words(outlook(0.05)).facts.map(([label, fact]) => [label, plain(fact)]));
    expect(facts['It comes about']).toBe(
      plain(
        `between ${formatDayAndClock(NOW_MS + 4.8 * DAY_MS)} and ${formatDayAndClock(NOW_MS + 5.2 * DAY_MS)}`,
      ),
    );
    expect(facts['That source itself expects']).toBe('4.0 % harder');
    expect(facts['Told by']).toBe('the source mempool, 2 min ago; the network’s rate over 180 days');
  });

  it('are a sentence where nothing can be foreseen', () => {
    expect(words({ kind: 'untold' })).toMatchObject({ untold: true, facts: [] });
    expect(plain(words({ kind: 'old', atMs: NOW_MS - 4 * DAY_MS }).sentence)).toContain('4 d ago');
    expect(words({ kind: 'short-past', days: 3 }).sentence).toContain('Only 3 days');
  });
});
