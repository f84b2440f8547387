import { TIER_MS } from '../../domain/buckets.ts';
import { PARAMETERS } from '../anomaly/parameters.ts';
import { type JudgedPast, NOTHING_JUDGED } from './judged-past.ts';
import { EMPTY_JOURNAL, type PlaceJournal } from './place-journal.ts';

/**
 * Raised whenever the watch judges the same past otherwise, or keeps it in another form: what older versions kept is then
 * made anew from what is stored.
 */
const VERSION = 4;

/** From where the past can be judged again without beginning at its start, oldest first. */
export type Anchors = readonly JudgedPast[];

/** Two anchors a day apart: whatever comes late by a day at most is judged again from one of them. */
const MOST_ANCHORS = 2;

/** Keeps what has been judged as an anchor once a day. The very same where it is not yet time. */
export function anchored(anchors: Anchors, past: JudgedPast): Anchors {
  const last = anchors.at(-1);
  if (last && past.toMs - last.toMs < TIER_MS.day) return anchors;
  return [...anchors, past].slice(-MOST_ANCHORS);
}

/** The past up to a moment, as far as an anchor holds it; else nothing of it. */
export function rewound(
  anchors: Anchors,
  toMs: number,
  acceptedRows: JudgedPast['acceptedRows'],
): JudgedPast {
  const anchor = anchors.findLast((each) => each.toMs <= toMs) ?? NOTHING_JUDGED;
  return { ...anchor, acceptedRows };
}

/** What is to be kept of something. */
export interface Kept<Value> {
  readonly version: number;
  readonly value: Value;
}

export function toKeep<Value>(value: Value): Kept<Value> {
  return { version: VERSION, value };
}

/** What was kept; undefined where it is of another version, or damaged. */
export function readPast(kept: unknown): JudgedPast | undefined {
  const value = valueIn(kept);
  return isPast(value) ? value : undefined;
}

export function readAnchors(kept: unknown): Anchors {
  const value = valueIn(kept);
  return Array.isArray(value) && value.every(isPast) ? value : [];
}

/** The journal can be made of nothing else: what is readable of it is used by every version. */
export function readJournal(kept: unknown): PlaceJournal {
  const value: unknown = Object(kept).value;
  return isJournal(value) ? value : EMPTY_JOURNAL;
}

function valueIn(kept: unknown): unknown {
  const { version, value }: { version?: unknown; value?: unknown } = Object(kept);
  return version === VERSION ? value : undefined;
}

function isPast(value: unknown): value is JudgedPast {
  const { toMs, watch, book, rules, watchedQuarters, raised, ...counts } = Object(value);
  const { rowsOfDay, acceptedRows, inputs, heard, heardAlone, means, trials } = counts;
  const { miners, hour, air } = Object(watch);
  return (
    [toMs, watchedQuarters, raised].every(Number.isFinite) &&
    [watch, rules, rowsOfDay, acceptedRows, inputs, heard, heardAlone, means, hour, air].every(isRecord) &&
    isRecord(miners) &&
    Object.values(miners).every(isMinerWatch) &&
    isRecord(hour.quarters) &&
    Array.isArray(air.up) &&
    Array.isArray(rules.calls) &&
    Array.isArray(trials) &&
    trials.every((trial) => isRecord(trial) && (trial.watch === undefined || isMinerWatch(trial.watch))) &&
    Array.isArray(book) &&
    book.every((booked) => isRecord(booked) && typeof Object(booked).id === 'string')
  );
}

function isMinerWatch(value: unknown): boolean {
  const { parameters, rejected, stale, gap, told } = Object(value);
  return (
    [parameters, rejected, stale, gap, told].every(isRecord) &&
    PARAMETERS.every(({ name }) => isRecord(parameters[name]) && isRecord(parameters[name].drift))
  );
}

function isJournal(value: unknown): value is PlaceJournal {
  const { watched, told } = Object(value);
  const isStretch = (each: unknown) =>
    Number.isFinite(Object(each).fromMs) && Number.isFinite(Object(each).toMs);
  const isTold = (each: unknown) =>
    Number.isFinite(Object(each).atMs) && Array.isArray(Object(Object(each).identity).pools);
  return (
    Array.isArray(watched) &&
    watched.every(isStretch) &&
    isRecord(told) &&
    Object.values(told).every((all) => Array.isArray(all) && all.every(isTold))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
