import { MeterError, type MeterReply } from '../../domain/meter.ts';

export type Fields = Readonly<Record<string, unknown>>;

/**
 * The JSON of a meter's reply.
 * @throws MeterError `refused` when it wants a password, `unreadable-reply` when it is no JSON
 */
export function jsonOf({ status, text }: MeterReply): unknown {
  if (status === 401 || status === 403)
    throw new MeterError('refused', `the meter wants a password (${status})`);
  if (status < 200 || status >= 300)
    throw new MeterError('unreadable-reply', `the meter answers with status ${status}`);
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new MeterError('unreadable-reply', 'the meter answers something that is no JSON', { cause });
  }
}

/** The JSON object of a meter's reply. @throws MeterError as {@link jsonOf}, and for JSON that is no object */
export function objectOf(reply: MeterReply): Fields {
  const found = jsonOf(reply);
  if (!isFields(found))
    throw new MeterError('unreadable-reply', 'the meter answers something that is no object');
  return found;
}

/** The same for finding out who answers: undefined for everything that is no JSON object, errors included. */
export function fieldsIfJson({ status, text }: MeterReply): Fields | undefined {
  if (status < 200 || status >= 300) return undefined;
  try {
    const found: unknown = JSON.parse(text);
    return isFields(found) ? found : undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

/** Is this an object with fields, and not a list? */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object, an empty one where there is none. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The objects of a list; what is none stands as an empty one, so that places keep their meaning. */
export function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** Largest figure of any meter at home: beyond it a counter has overflown or a field means something else. */
const ABSURD = 1e12;

/** A number, or text that is one; times `scale`. Everything else is absent, and so is what no meter can have counted. */
export function numberOf(value: unknown, scale = 1): number | undefined {
  const isText = typeof value === 'string' && /^\s*[+-]?\d+(\.\d+)?(e[+-]?\d+)?\s*$/i.test(value);
  const number = typeof value === 'number' ? value : isText ? Number(value) : Number.NaN;
  const scaled = number * scale;
  return Number.isFinite(scaled) && Math.abs(scaled) <= ABSURD ? scaled : undefined;
}

/** A count that only grows: never negative. */
export function counterOf(value: unknown, scale = 1): number | undefined {
  const count = numberOf(value, scale);
  return count !== undefined && count >= 0 ? count : undefined;
}

/** °C of a place where people keep miners, and of the inside of a plug. */
export function celsiusOf(value: unknown): number | undefined {
  const tempC = numberOf(value);
  return tempC !== undefined && tempC > -100 && tempC < 200 ? tempC : undefined;
}

/** Relative humidity, 0..100. */
export function percentOf(value: unknown): number | undefined {
  const percent = numberOf(value);
  return percent !== undefined && percent >= 0 && percent <= 100 ? percent : undefined;
}

/** Text as it is shown: trimmed, and absent where it is empty, no text, or longer than any name. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 500 ? value.trim() : undefined;
}

/** A yes or no; absent where it is neither. */
export function yesOrNo(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** `ON`, `on`, `OFF` … → yes or no; any other word is neither. */
export function onOrOff(value: unknown): boolean | undefined {
  const word = textOf(value)?.toLowerCase();
  return word === 'on' ? true : word === 'off' ? false : undefined;
}
