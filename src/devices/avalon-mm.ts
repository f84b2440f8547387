/**
 * A name, its bracket, and a value up to the bracket that closes it. A value whose bracket was lost ends where the next
 * one opens, and costs its own name only. No sign is looked at twice, however long the text.
 */
const FIELD = /(?<!\w)(\w+)\[([^[\]]*)\]/g;

/**
 * The text in which Avalon firmware packs its values, `Ver[Nano3s-…] TMax[96] PVT_T0[ 86  92 …]`, as a record of texts.
 * The first value of a name stands: blocks of single boards repeat names of the whole.
 */
export function avalonFields(text: string): Readonly<Record<string, string>> {
  const fields = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(FIELD))
    if (!fields.has(name)) fields.set(name, value.trim());
  return Object.fromEntries(fields);
}

/** No miner has more boards or chips. */
const MOST_NUMBERS = 10_000;

/** `"0 0 27697 4"` → its numbers; what is none (or longer than any) stands as NaN, so that places keep their meaning. */
export function avalonNumbers(list: string | undefined): readonly number[] {
  return (list ?? '')
    .split(/[\s,]+/, MOST_NUMBERS)
    .filter((word) => word !== '')
    .map((word) => (/^[+-]?\d{1,15}(\.\d+)?%?$/.test(word) ? Number.parseFloat(word) : Number.NaN));
}
