import type { Fault } from '../domain/reading.ts';
import { isRecord } from './raw-record.ts';
import { wordsOf } from './whatsminer-errors.ts';

/** An error as the device tells it: a code, and since API v3 its reason. */
export interface ErrorCode {
  readonly code: string;
  readonly reason?: string | undefined;
}

/** More at once say no more than these. */
const MOST_CODES = 100;
const LONGEST_REASON = 200;

/**
 * Error codes in each of their forms: `[{"218": "2024-06-15 10:30:00"}]`, `["2010", 541]`, and in API v3
 * `[{"531": "2025-03-12 14:52:35", "reason": "Slot1 not found."}]`.
 */
export function errorCodes(list: unknown): readonly ErrorCode[] {
  if (!Array.isArray(list)) return [];
  return list.slice(0, MOST_CODES).flatMap((element: unknown) => {
    if (!isRecord(element)) return isCode(element) ? [{ code: String(element) }] : [];
    const { reason } = element;
    const told = typeof reason === 'string' ? reason.trim().slice(0, LONGEST_REASON) : '';
    return Object.keys(element)
      .filter(isCode)
      .slice(0, MOST_CODES)
      .map((code) => ({ code, ...(told ? { reason: told } : {}) }));
  });
}

/** Each code once, in words: the device's own where it has some. */
export function whatsminerFaults(codes: readonly ErrorCode[]): readonly Fault[] {
  const faults = new Map<string, Fault>();
  for (const { code, reason } of codes)
    if (!faults.has(code)) faults.set(code, { code, message: reason ?? wordsOf(code) });
  return [...faults.values()];
}

/** 0 is none. */
function isCode(found: unknown): boolean {
  return (typeof found === 'string' || typeof found === 'number') && /^[1-9]\d{1,6}$/.test(String(found));
}
