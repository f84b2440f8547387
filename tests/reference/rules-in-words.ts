/**
 * What is wrong, in words, path by path; none where the rule is kept.
 *
 * @param deviation of an expected mean: its standard deviation over seeds, where the reference tells it
 */
export type WordedRule = (found: unknown, expected: unknown, deviation?: unknown) => readonly WordedFault[];

export interface WordedFault {
  readonly at: string;
  readonly found: unknown;
  readonly expected: unknown;
}

/** The rule that words like "structure equal; thresholds abs 1e-5" mean; undefined of words that nobody has put in rules. */
export function ruleInWords(words: string): WordedRule | undefined {
  const tree =
    /^structure equal(?:; thresholds abs ([\d.e-]+))?(?:; (?:leaf|values) abs ([\d.e-]+))?(?:; gain rel ([\d.e-]+))?$/.exec(
      words,
    );
  if (tree) return sameTrees(numberOr(tree[1]), numberOr(tree[2]), numberOr(tree[3]));
  const roots =
    /^same root feature in >= ([\d.]+) % of trees(?:; first (\d+) trees identical feature and threshold \(abs ([\d.e-]+)\))?$/.exec(
      words,
    );
  if (roots) return sameRoots(Number(roots[1]) / 100, Number(roots[2] ?? 0), numberOr(roots[3]));
  const shares = /^gain share per feature abs ([\d.]+); Spearman rank corr of total_gain >= ([\d.]+)$/.exec(
    words,
  );
  if (shares) return sameShares(Number(shares[1]), Number(shares[2]));
  const band =
    /^statistical: single run within mean \+- (?:max\((\d+) sd, ([\d.]+)\)|(\d+) sd for >= (\d+) of \d+)$/.exec(
      words,
    );
  if (band) return inBand(Number(band[1] ?? band[3]), Number(band[2] ?? 0), numberOr(band[4]));
  return words.startsWith('informative') ? () => [] : undefined;
}

function numberOr(text: string | undefined): number {
  return text === undefined ? Number.POSITIVE_INFINITY : Number(text);
}

/** Nested trees, alone or in a list: the same features at the same places, the rest as near as stated. */
function sameTrees(thresholdAbs: number, leafAbs: number, gainRel: number): WordedRule {
  const compare = (at: string, found: unknown, expected: unknown): readonly WordedFault[] => {
    if (Array.isArray(expected)) {
      if (!Array.isArray(found) || found.length !== expected.length) return [{ at, found, expected }];
      return expected.flatMap((each, place) => compare(`${at}[${place}]`, found[place], each));
    }
    const [ours, theirs] = [nodeOf(found), nodeOf(expected)];
    if (!isNear(ours.feature, theirs.feature, 0)) return [{ at, found, expected }];
    const faults: WordedFault[] = [];
    if (!isNear(ours.threshold, theirs.threshold, thresholdAbs))
      faults.push({ at: `${at}.threshold`, found: ours.threshold, expected: theirs.threshold });
    if (!isNear(ours.leaf, theirs.leaf, leafAbs))
      faults.push({ at: `${at}.leaf`, found: ours.leaf, expected: theirs.leaf });
    if (
      !isNear(
        ours.gain,
        theirs.gain,
        theirs.gain === undefined ? Number.POSITIVE_INFINITY : gainRel * Math.abs(theirs.gain),
      )
    )
      faults.push({ at: `${at}.gain`, found: ours.gain, expected: theirs.gain });
    if (theirs.feature === undefined) return faults;
    return [
      ...faults,
      ...compare(`${at}.left`, ours.left, theirs.left),
      ...compare(`${at}.right`, ours.right, theirs.right),
    ];
  };
  return (found, expected) => compare('', found, expected);
}

/** A node of a nested tree, whichever way its parts are named. */
function nodeOf(node: unknown) {
  const { feature, f, threshold, t, gain, leaf, value, left, l, right, r } = Object(node);
  return {
    feature: feature ?? f,
    threshold: threshold ?? t,
    gain,
    leaf: leaf ?? value,
    left: left ?? l,
    right: right ?? r,
  };
}

/** Also where neither says anything; what the reference does not say is not asked for. */
function isNear(found: unknown, expected: unknown, abs: number): boolean {
  if (typeof expected !== 'number') return abs > 0 || found === expected;
  return found === expected || (typeof found === 'number' && Math.abs(found - expected) <= abs);
}

/** Roots as [feature, threshold, gain], by tree. */
function sameRoots(share: number, firstTrees: number, thresholdAbs: number): WordedRule {
  return (found, expected) => {
    const ours: readonly (readonly number[])[] = Array.isArray(found) ? found : [];
    const theirs: readonly (readonly number[])[] = Array.isArray(expected) ? expected : [];
    const same = theirs.filter((root, tree) => root[0] === ours[tree]?.[0]).length;
    const faults: WordedFault[] = [];
    if (!(same >= share * theirs.length))
      faults.push({ at: '', found: same, expected: share * theirs.length });
    for (const [tree, root] of theirs.slice(0, firstTrees).entries()) {
      const own = ours[tree];
      if (own?.[0] !== root[0] || !isNear(own?.[1], root[1], thresholdAbs))
        faults.push({ at: `[${tree}]`, found: own, expected: root });
    }
    return faults;
  };
}

/** Numbers of one run beside the means of many, and how far single runs scatter; `enough` of them have to be near, or all. */
function inBand(deviations: number, least: number, enough: number): WordedRule {
  return (found, expected, deviation) => {
    const [ours, means, sds] = [numbersOf(found), numbersOf(expected), numbersOf(deviation)];
    const outside = means.flatMap((mean, place) =>
      Math.abs((ours[place] ?? Number.NaN) - mean) <= Math.max(deviations * (sds[place] || 0), least)
        ? []
        : [{ at: Array.isArray(expected) ? `[${place}]` : '', found: ours[place], expected: mean }],
    );
    return means.length - outside.length >= Math.min(enough, means.length) ? [] : outside;
  };
}

/** A number, or a list of them. */
function numbersOf(given: unknown): readonly number[] {
  return Array.isArray(given) || given instanceof Float64Array ? Array.from(given, Number) : [Number(given)];
}

/** Records with `total_gain` by feature. */
function sameShares(abs: number, correlation: number): WordedRule {
  return (found, expected) => {
    const theirs: Readonly<Record<string, number>> = Object(expected).total_gain ?? {};
    const ours: Readonly<Record<string, number>> = Object(found).total_gain ?? {};
    const features = Object.keys(theirs);
    const [own, other] = [ours, theirs].map((gains) =>
      sharesOf(features.map((feature) => gains[feature] ?? 0)),
    );
    if (!own || !other) return [];
    const faults = features.flatMap((feature, place) =>
      isNear(own[place], other[place], abs)
        ? []
        : [{ at: `.${feature}`, found: own[place], expected: other[place] }],
    );
    const agreement = rankCorrelation(own, other);
    return agreement >= correlation
      ? faults
      : [...faults, { at: '', found: agreement, expected: correlation }];
  };
}

function sharesOf(gains: readonly number[]): readonly number[] {
  const all = gains.reduce((sum, gain) => sum + gain, 0);
  return gains.map((gain) => gain / all);
}

/** Spearman's, of values without ties. */
function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const ranksOf = (values: readonly number[]) =>
    values.map((value) => values.filter((other) => other < value).length);
  const [left, right] = [ranksOf(a), ranksOf(b)];
  const n = a.length;
  const square = a.reduce((sum, _, place) => sum + ((left[place] ?? 0) - (right[place] ?? 0)) ** 2, 0);
  return 1 - (6 * square) / (n * (n * n - 1));
}
