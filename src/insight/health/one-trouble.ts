import { TIER_MS } from '../../domain/buckets.ts';
import type { Trouble } from '../../domain/health/watch-finding.ts';
import type { BookedFinding, FindingBook } from './finding-book.ts';
import { type FindingGroup, findingGroups } from './finding-groups.ts';

/** What is one trouble to its owner: miners that came to it together, and what else it brought about on them. */
export interface OneTrouble {
  readonly group: FindingGroup;
  /** In the order in which they were found. */
  readonly consequences: readonly BookedFinding[];
}

/**
 * How a trouble brings about another: `grows` may do so at any time while it stands, `at-once` does so when it begins, and
 * `same-loss` is seen as the other, too, for as long as what was lost is missing.
 */
type Bond = 'grows' | 'at-once' | 'same-loss';

/**
 * What each is a consequence of. Hotter silicon leaks more current at the same settings (twin/power.ts), so whatever heats
 * a chip or its regulator draws more power; so does a clock or voltage that somebody raised. Hashrate that was lost at once
 * stays lost, and after some noisy hours may look as if it had gone slowly.
 */
const CONSEQUENCE_OF: Readonly<Partial<Record<Trouble, Readonly<Partial<Record<Trouble, Bond>>>>>> = {
  'power-rise': {
    'settings-changed': 'at-once',
    'thermal-resistance': 'grows',
    'fan-wear': 'grows',
    'regulator-heat': 'grows',
    'hot-room': 'grows',
  },
  'slow-decline': { 'part-loss': 'same-loss' },
};

/** When a trouble began is known to about so long (cause/cause-rates.ts): its consequence may seem to have come before. */
const ONSET_MS = 7 * TIER_MS.day;

/** Everything in the book, each trouble once. A consequence whose cause is found after it joins it then. */
export function oneTroubles(book: FindingBook): readonly OneTrouble[] {
  const causeOf = new Map<BookedFinding, BookedFinding>();
  for (const booked of book) {
    if (!CONSEQUENCE_OF[booked.finding.trouble]) continue;
    const cause = nearest(
      booked,
      book.filter((each) => bringsAbout(each, booked)),
    );
    if (cause) causeOf.set(booked, cause);
  }
  return findingGroups(book.filter((booked) => !causeOf.has(booked))).map((group) => {
    const members = new Set<BookedFinding>(group);
    const consequences = [...causeOf].flatMap(([booked, cause]) => (members.has(cause) ? [booked] : []));
    return { group, consequences };
  });
}

/** Does a consequence tell the very loss of its cause, so that it is not to be counted twice, nor over before it? */
export function isSameLoss({ finding }: BookedFinding): boolean {
  return Object.values(CONSEQUENCE_OF[finding.trouble] ?? {}).includes('same-loss');
}

/** On the same miner, or anywhere in the place that has it. */
function bringsAbout({ finding: cause, endedAtMs }: BookedFinding, { finding, stoodAtMs }: BookedFinding) {
  const bond = CONSEQUENCE_OF[finding.trouble]?.[cause.trouble];
  const isNear = cause.minerId === undefined || cause.minerId === finding.minerId;
  if (!bond || !isNear) return false;
  const laterMs = finding.sinceMs - cause.sinceMs;
  if (laterMs < -ONSET_MS || (bond !== 'grows' && laterMs > ONSET_MS)) return false;
  if (endedAtMs === undefined) return true;
  // What has ended was last seen a day before that was known: see finding-book.ts.
  const endsWithIt = bond === 'same-loss' || stoodAtMs <= endedAtMs + TIER_MS.day;
  return finding.sinceMs <= endedAtMs && endsWithIt;
}

/** The one that began when it did. */
function nearest({ finding }: BookedFinding, causes: readonly BookedFinding[]): BookedFinding | undefined {
  const apartMs = (each: BookedFinding) => Math.abs(each.finding.sinceMs - finding.sinceMs);
  return causes.toSorted((one, other) => apartMs(one) - apartMs(other))[0];
}
