/** What every suite reports; with `--json` it is the last line printed. */
export interface SuiteReport {
  readonly suite: string;
  readonly figures: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
  /** Figures that are held to a limit; each that fails is told among the failures too. */
  readonly checks?: readonly Check[];
  /** Models, and whether the past allows them to speak. */
  readonly gates?: readonly Gate[];
  /** What was left out, and why. */
  readonly notes?: readonly string[];
}

/** A figure beside what there is to compare it with, and its limits. */
export interface Check {
  readonly name: string;
  readonly value: number;
  /** The simple rule's figure. */
  readonly baseline?: number;
  /** What others have published of it. */
  readonly published?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly pass: boolean;
}

/** A model beside the rule that it must beat, as the part of the past that decides has it: errors, smaller is better. */
export interface Gate {
  readonly target: string;
  readonly model: string;
  readonly error: number;
  readonly rule: string;
  readonly ruleError: number;
  /** That the difference is luck; absent where only the errors decide. */
  readonly p?: number;
  readonly speaks: boolean;
}

/** Holds a figure to its limits; one that could not be had (NaN) does not pass. */
export function checked(check: Omit<Check, 'pass'>): Check {
  const { value, atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = check;
  return { ...check, pass: value >= atLeast && value <= atMost };
}

/** Whatever did not pass, as sentences. */
export function failuresOf(checks: readonly Check[]): readonly string[] {
  return checks
    .filter(({ pass }) => !pass)
    .map(({ name, value, atLeast, atMost }) => {
      const limits = [
        ...(atLeast === undefined ? [] : [`at least ${short(atLeast)}`]),
        ...(atMost === undefined ? [] : [`at most ${short(atMost)}`]),
      ];
      return `${name} is ${short(value)}, not ${limits.join(' and ')}`;
    });
}

function short(value: number): number {
  return Number(value.toPrecision(4));
}

/** What a suite needs is not here. Its message says all there is to say: no stack helps. */
export class SuiteCannotRun extends Error {
  override readonly name: string = 'SuiteCannotRun';
}
