/**
 * A number as an owner types it: decimal comma or point, thousands marked by a blank or as the reader's language does.
 * Absent for anything else; nothing is guessed from half a number.
 *
 * @example typedNumber('0,25', 'en') // 0.25, because 0,25 groups no thousands
 * @example typedNumber('95,000', 'en') // 95000, but 95 in German
 */
export function typedNumber(typed: string, locale?: string): number | undefined {
  const dense = typed.replaceAll(/[\s\u00a0\u202f'’]/g, '').replace('−', '-');
  const group = groupMark(locale);
  const grouped = new RegExp(`^-?[1-9]\\d{0,2}(\\${group}\\d{3})+(?!\\d)`).test(dense);
  const plain = (grouped ? dense.replaceAll(group, '') : dense).replace(',', '.');
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined;
}

/** `,` or `.`, whichever of them the language writes between thousands. */
function groupMark(locale: string | undefined): ',' | '.' {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  return parts.find(({ type }) => type === 'decimal')?.value === ',' ? '.' : ',';
}
