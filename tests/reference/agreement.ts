import { ruleInWords, type WordedRule } from './rules-in-words.ts';

/** How near a field of the answer must come: |found − expected| ≤ abs + rel·|expected|, element by element. */
export interface Tolerance {
  readonly abs: number;
  readonly rel: number;
}

/** One place where what was found is not what was expected. */
export interface Disagreement {
  /** Path from the answer's top, such as results[1].statistic. */
  readonly field: string;
  readonly found: unknown;
  readonly expected: unknown;
  readonly tolerance: Tolerance;
}

const EXACT: Tolerance = { abs: 0, rel: 0 };

/** What is looked at, and in how many fields. */
export interface Agreement {
  readonly fields: number;
  readonly disagreements: readonly Disagreement[];
}

/**
 * Hold an answer against the expected one. A field that has a tolerance must be there and come near enough; one without
 * is a remark of the reference, and compared exactly only where the answer has it, too. A tolerance may be keyed by a
 * path through lists and records, such as fits.weights.
 *
 * @throws RangeError where a tolerance is a rule in words that nobody has written down here
 */
export function agreement(
  found: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
  tolerances: Readonly<Record<string, unknown>>,
): Agreement {
  let fields = 0;
  const disagreements: Disagreement[] = [];
  for (const [name, wanted] of Object.entries(expected)) {
    const keys = Object.keys(tolerances).filter((key) => key === name || key.startsWith(`${name}.`));
    if (keys.length === 0 && found[name] === undefined) continue;
    fields += 1;
    const worded = wordedRule(tolerances[name]);
    if (worded) {
      for (const fault of worded(found[name], wanted, expected[name.replace('mean', 'sd')]))
        disagreements.push({ field: `${name}${fault.at}`, ...fault, tolerance: EXACT });
      continue;
    }
    const toleranceAt = (path: string): Tolerance | undefined => {
      const plain = path.replaceAll(/\[\d+\]/g, '');
      const key = keys.find((each) => plain === each || plain.startsWith(`${each}.`));
      return key === undefined ? undefined : toleranceOf(tolerances[key], key);
    };
    disagreements.push(...differences(name, found[name], wanted, toleranceAt));
  }
  return { fields, disagreements };
}

function differences(
  path: string,
  found: unknown,
  expected: unknown,
  toleranceAt: (path: string) => Tolerance | undefined,
): Disagreement[] {
  const tolerance = toleranceAt(path);
  const differs = { field: path, found, expected, tolerance: tolerance ?? EXACT };
  if (isList(expected)) {
    if (!isList(found) || found.length !== expected.length) return [differs];
    return Array.from(expected, (each, at) =>
      differences(`${path}[${at}]`, found[at], each, toleranceAt),
    ).flat();
  }
  if (isRecord(expected)) {
    if (!isRecord(found)) return [differs];
    return Object.entries(expected).flatMap(([name, each]) =>
      differences(`${path}.${name}`, found[name], each, toleranceAt),
    );
  }
  // A remark beside fields of a record that have a tolerance.
  if (tolerance === undefined && found === undefined) return [];
  return near(found, expected, differs.tolerance) ? [] : [differs];
}

/** null is a missing value: NaN, null and a field left out are that, too. */
function near(found: unknown, expected: unknown, { abs, rel }: Tolerance): boolean {
  if (expected === null) return found === null || found === undefined || Number.isNaN(found);
  if (expected === 'Infinity') return found === Number.POSITIVE_INFINITY;
  if (expected === '-Infinity') return found === Number.NEGATIVE_INFINITY;
  if (typeof expected !== 'number' || typeof found !== 'number') return found === expected;
  return Math.abs(found - expected) <= abs + rel * Math.abs(expected);
}

/** The rule that words mean where no numbers stand beside them. */
function wordedRule(rule: unknown): WordedRule | undefined {
  const { abs, rel, kind } = isRecord(rule) ? rule : {};
  const isStated = typeof abs === 'number' || typeof rel === 'number';
  return isStated || typeof kind !== 'string' ? undefined : ruleInWords(kind);
}

/** The numbers of a rule. A rule in words alone can be kept only where the words begin with "exact". */
function toleranceOf(rule: unknown, key: string): Tolerance {
  const { abs, rel, kind } = isRecord(rule) ? rule : {};
  const isStated = typeof abs === 'number' || typeof rel === 'number';
  const isExact = typeof kind === 'string' && kind.startsWith('exact');
  if (!isStated && !isExact) throw new RangeError(`no rule is known for ${key}: ${JSON.stringify(rule)}`);
  return { abs: typeof abs === 'number' ? abs : 0, rel: typeof rel === 'number' ? rel : 0 };
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !isList(value);
}
