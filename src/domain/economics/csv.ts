/** What a cell holds. Absent is an empty cell, never 0. */
export type CsvCell = string | number | undefined;

/** A column: its name, with its unit, and what a row has in it. */
export interface CsvColumn<Row> {
  readonly name: string;
  readonly cell: (row: Row) => CsvCell;
}

/**
 * Rows as CSV text: RFC 4180 with a head line, CRLF, decimal points, UTF-8 without a mark. Text that a spreadsheet would
 * take for a formula is preceded by an apostrophe, since names of pools and workers come from strangers (OWASP, "CSV
 * injection"); numbers are never touched.
 */
export function csvText<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(({ name }) => quoted(name)),
    ...rows.map((row) => columns.map(({ cell }) => cellText(cell(row)))),
  ];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}

function cellText(cell: CsvCell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return plainDecimal(cell);
  return quoted(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
}

/** Quoted where RFC 4180 asks for it, and where spaces at an end would be lost. */
function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A number with a decimal point and without an exponent, which not every spreadsheet reads: 1.5e-8 → 0.000000015. It
 * reads back as the same number. Empty for what is no number.
 */
export function plainDecimal(value: number): string {
  if (!Number.isFinite(value)) return '';
  const [mantissa = '', exponentText] = String(value).split('e');
  if (exponentText === undefined) return mantissa;
  const exponent = Number(exponentText);
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = whole + fraction;
  // JavaScript writes an exponent only below 1e-6 and from 1e21 on, where all digits are on one side of the point.
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  return `${sign}${digits}${'0'.repeat(exponent - fraction.length)}`;
}
