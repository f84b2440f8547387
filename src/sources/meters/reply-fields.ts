import { MeterError, type MeterReply } from '../../domain/meter.ts';
import { type Fields, isFields, numberOf as plainNumberOf, textOf } from '../fields.ts';

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

/** Largest figure of any meter at home: beyond it a counter has overflown or a field means something else. */
const ABSURD = 1e12;

/** A number, or text that is one; times `scale`. Everything else is absent, and so is what no meter can have counted. */
export function numberOf(value: unknown, scale = 1): number | undefined {
  const number = plainNumberOf(value, scale);
  return number !== undefined && Math.abs(number) <= ABSURD ? number : undefined;
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

/** `ON`, `on`, `OFF` … → yes or no; any other word is neither. */
export function onOrOff(value: unknown): boolean | undefined {
  const word = textOf(value)?.toLowerCase();
  return word === 'on' ? true : word === 'off' ? false : undefined;
}
