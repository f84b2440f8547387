import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvCell, csvText, plainDecimal } from './csv.ts';

const columns = [
  { name: 'name', cell: (row: readonly CsvCell[]) => row[0] },
  { name: 'sum_EUR', cell: (row: readonly CsvCell[]) => row[1] },
];

/** RFC 4180 read back, by its own grammar. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let match = field.exec(text); match !== null; match = field.exec(text)) {
    record.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    records.push(record);
    record = [];
  }
  return records;
}

describe('CSV', () => {
  it('has a head line, decimal points, CRLF, and nothing for what is not known', () => {
    expect(
      csvText(columns, [
        ['pool', 1.5],
        ['other', undefined],
      ]),
    ).toBe('name,sum_EUR\r\npool,1.5\r\nother,\r\n');
  });

  it('quotes what has commas, quotes or breaks in it', () => {
    expect(csvText(columns, [['a "b", c\nd', -1]])).toBe('name,sum_EUR\r\n"a ""b"", c\nd",-1\r\n');
  });

  it("lets no stranger's name become a formula, and leaves negative numbers alone", () => {
    expect(csvText(columns, [['=HYPERLINK(1)', -3]])).toContain("'=HYPERLINK(1),-3");
  });

  it('reads back as what was written', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'ß', '=') });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.double({ noNaN: true, noDefaultInfinity: true }))), (rows) => {
        const read = readCsv(csvText(columns, rows));
        expect(read).toHaveLength(rows.length + 1);
        for (const [index, [name, sum]] of rows.entries()) {
          expect(read[index + 1]?.[0]?.replace(/^'(?=[=+\-@\t\r])/, '')).toBe(name);
          expect(Number(read[index + 1]?.[1])).toBe(Object.is(sum, -0) ? 0 : sum);
        }
      }),
    );
  });
});

describe('a number without an exponent', () => {
  it.each([
    [1e-8, '0.00000001'],
    [-1.25e-9, '-0.00000000125'],
    [1e21, '1000000000000000000000'],
    [1.234e22, '12340000000000000000000'],
    [0.1, '0.1'],
    [0, '0'],
    [Number.NaN, ''],
  ])('%s is %s', (value, text) => expect(plainDecimal(value)).toBe(text));

  it('is the same number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(plainDecimal(value)).not.toMatch(/e/);
        expect(Number(plainDecimal(value))).toBe(Object.is(value, -0) ? 0 : value);
      }),
    );
  });
});
