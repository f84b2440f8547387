import type { Oddity } from '../domain/reading.ts';

export interface NumberRule {
  /** Smallest and largest value that make sense; anything else is refused with an Oddity. */
  readonly min?: number;
  readonly max?: number;
  /** What one unit of the device is in ours, for example 0.001 for mV → V. */
  readonly scale?: number;
}

/** Largest value of any field that is no counter of hashes: guards against register glitches and overflows. */
const ABSURD = 1e18;
/** No name, address or message of a miner is longer. */
const LONGEST_TEXT = 500;
/** No miner has more of anything: chips, pools, remembered samples. */
const LONGEST_LIST = 10_000;
/** A reply with more oddities than this is damaged as a whole: the first ones say enough. */
const MOST_ODDITIES = 50;
/** "Unset" of an unsigned 64-bit counter, as JSON parsers see it. */
const UNSET_64 = 2 ** 64 - 1;

const DIFFICULTY_STEPS: Readonly<Record<string, number>> = {
  k: 1e3,
  m: 1e6,
  g: 1e9,
  t: 1e12,
  p: 1e15,
  e: 1e18,
};

/**
 * An object as a device sent it. Each reader takes one field, never throws, and gives `undefined` for what is absent;
 * what is there but makes no sense is `undefined` too and noted as an Oddity, so that one bad field costs no other.
 */
export class RawRecord {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #path: string;

  constructor(
    source: unknown,
    readonly oddities: Oddity[],
    path = '',
  ) {
    this.#fields = isRecord(source) ? source : {};
    this.#path = path;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#fields, name) && this.#fields[name] !== null;
  }

  names(): readonly string[] {
    return Object.keys(this.#fields);
  }

  /** The field as it came, for readers of its own form. */
  raw(name: string): unknown {
    return this.has(name) ? this.#fields[name] : undefined;
  }

  /** A number, or text that is one (`"4686.4886"`, `"67.1 °C"`, `"54%"`). */
  number(name: string, { min = -ABSURD, max = ABSURD, scale = 1 }: NumberRule = {}): number | undefined {
    const found = this.raw(name);
    if (found === undefined || found === '') return undefined;
    const value = typeof found === 'string' ? numberIn(found) : found;
    if (typeof value !== 'number' || !Number.isFinite(value)) return this.refuse(name, 'not a number');
    const scaled = value * scale;
    if (scaled < min || scaled > max) return this.refuse(name, 'out of range');
    return scaled;
  }

  /** A count: whole or not (some firmware averages counters), never negative, 2^64 − 1 is "unset". */
  count(name: string): number | undefined {
    const value = this.number(name, { max: UNSET_64 * 2 });
    if (value === undefined || value >= UNSET_64) return undefined;
    return value < 0 ? this.refuse(name, 'negative') : value;
  }

  /** °C; −1, 0 and −273 say that there is no sensor. */
  temperature(name: string): number | undefined {
    const value = this.number(name, { min: -300, max: 250 });
    if (value === undefined || value === 0 || value === -1 || value <= -100) return undefined;
    return value;
  }

  /** `true`, 1, `"1"`, `"true"`, `"Y"`. */
  boolean(name: string): boolean | undefined {
    const found = this.raw(name);
    if (found === undefined) return undefined;
    if (found === true || found === 1 || found === '1' || found === 'true' || found === 'Y') return true;
    if (found === false || found === 0 || found === '0' || found === 'false' || found === 'N') return false;
    return this.refuse(name, 'neither yes nor no');
  }

  /** Text that is not empty, and no longer than a name or a message. */
  text(name: string): string | undefined {
    const found = this.longText(name);
    return found !== undefined && found.length > LONGEST_TEXT ? this.refuse(name, 'too long') : found;
  }

  /** Text of any length, into which a device packs many values. */
  longText(name: string): string | undefined {
    const found = this.raw(name);
    if (found === undefined || found === '') return undefined;
    if (typeof found === 'string') return found.trim() || undefined;
    return typeof found === 'number' ? String(found) : this.refuse(name, 'not text');
  }

  /** A share difficulty: a number, or as people write it (`"2.03 G"`, `"5.56G"`, `"483k"`). Unset is absent. */
  difficulty(name: string): number | undefined {
    const found = this.raw(name);
    if (found === undefined || found === '') return undefined;
    if (typeof found !== 'string') return this.count(name);
    const [, digits, step] = /^([\d.]+)\s*([kmgtpe])?$/i.exec(found.trim()) ?? [];
    const value = Number(digits) * (step ? (DIFFICULTY_STEPS[step.toLowerCase()] ?? Number.NaN) : 1);
    if (!Number.isFinite(value)) return this.refuse(name, 'not a difficulty');
    return value >= UNSET_64 ? undefined : value;
  }

  record(name: string): RawRecord {
    const found = this.raw(name);
    if (found !== undefined && !isRecord(found)) this.refuse(name, 'not an object');
    return new RawRecord(found, this.oddities, `${this.#path}${name}.`);
  }

  /** The objects of a list; another kind of element is noted and stands as an empty one, so that places keep meaning. */
  records(name: string): readonly RawRecord[] {
    return this.#list(name).map((element, index) => {
      if (!isRecord(element)) this.refuse(`${name}[${index}]`, 'not an object', element);
      return new RawRecord(element, this.oddities, `${this.#path}${name}[${index}].`);
    });
  }

  /** The numbers of a list, or texts that are numbers; what is none stands as NaN, so that places keep their meaning. */
  numbers(name: string): readonly number[] {
    return this.#list(name).map((element) => {
      const value = typeof element === 'string' ? numberIn(element) : element;
      return typeof value === 'number' && Number.isFinite(value) ? value : Number.NaN;
    });
  }

  #list(name: string): readonly unknown[] {
    const found = this.raw(name);
    if (found === undefined) return [];
    if (Array.isArray(found) && found.length <= LONGEST_LIST) return found;
    this.refuse(name, Array.isArray(found) ? 'too long' : 'not a list');
    return [];
  }

  /** Notes a field that makes no sense, once, however often it is read; for everybody it is then not there. */
  refuse(name: string, problem: string, found: unknown = this.raw(name)): undefined {
    const field = this.#path + name;
    if (this.oddities.length < MOST_ODDITIES && !this.oddities.some((known) => known.field === field))
      this.oddities.push({ field, problem, found: excerpt(found) });
    return undefined;
  }
}

/** Is this an object with fields, and not a list? */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function numberIn(text: string): number | undefined {
  const [, digits] =
    /^([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(?:%|°?\s?C|W|V|A|rpm|MHz|ms|s)?$/i.exec(text.trim()) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** Enough of a bad value to recognise it, and not enough to flood a page. What lies deeper may have no bottom. */
function excerpt(value: unknown): string {
  const shallow = (_: string, inner: unknown) =>
    inner !== value && typeof inner === 'object' && inner !== null ? '…' : inner;
  const text = typeof value === 'string' ? value : (JSON.stringify(value, shallow) ?? String(value));
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
