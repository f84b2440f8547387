/** One record of a table of text. */
export interface CsvRecord {
  /** Line of the file on which it begins, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Its quotation mark is never closed: the line stands alone, and those after it are read anew. */
  readonly unclosed?: true;
}

/** A quoted cell longer than this is one whose end is missing; a logger writes none. */
const LONGEST_QUOTED = 10_000;

/**
 * Cuts text, however it comes, into records: RFC 4180 with any separator, LF or CRLF. A quotation mark that is not
 * closed costs its own line and no other. Blank lines, and lines that begin with `#`, are passed over.
 */
export class CsvReader {
  readonly #separator: string;
  #rest = '';
  #line = 1;

  constructor(separator: string) {
    this.#separator = separator;
  }

  /** The records that are whole by now. */
  take(text: string): CsvRecord[] {
    this.#rest += text;
    return this.#records(false);
  }

  /** The last ones. */
  end(): CsvRecord[] {
    return this.#records(true);
  }

  #records(isEnd: boolean): CsvRecord[] {
    const records: CsvRecord[] = [];
    let at = 0;
    while (at < this.#rest.length) {
      const found = recordAt(this.#rest, at, this.#separator, isEnd);
      if (found === undefined) break;
      const { cells, end, lines, unclosed } = found;
      const isBlank = cells.length === 1 && cells[0]?.trim() === '';
      if (!isBlank && !cells[0]?.startsWith('#'))
        records.push({ line: this.#line, cells, ...(unclosed ? { unclosed } : {}) });
      this.#line += lines;
      at = end;
    }
    this.#rest = this.#rest.slice(at);
    return records;
  }
}

interface Found {
  readonly cells: string[];
  readonly end: number;
  readonly lines: number;
  readonly unclosed?: true;
}

/** The record that begins at a place; undefined where more text is needed to know where it ends. */
function recordAt(text: string, begin: number, separator: string, isEnd: boolean): Found | undefined {
  const lineEnd = text.indexOf('\n', begin);
  const end = lineEnd < 0 ? text.length : lineEnd;
  if (lineEnd < 0 && !isEnd) return undefined;
  const line = text.slice(begin, end).replace(/\r$/, '');
  const next = Math.min(end + 1, text.length);
  if (!line.includes('"')) return { cells: line.split(separator), end: next, lines: 1 };
  const quoted = quotedRecord(text, begin, separator, isEnd);
  if (quoted === 'more') return undefined;
  return quoted ?? { cells: line.split(separator), end: next, lines: 1, unclosed: true };
}

/** A record with quotation marks in it; undefined where one is never closed. */
function quotedRecord(
  text: string,
  begin: number,
  separator: string,
  isEnd: boolean,
): Found | 'more' | undefined {
  const cells: string[] = [];
  let at = begin;
  let lines = 1;
  for (;;) {
    let cell = '';
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1);
      if (close < 0) return isEnd || text.length - at > LONGEST_QUOTED ? undefined : 'more';
      if (close - at > LONGEST_QUOTED) return undefined;
      // At the end of what has come, a second mark may follow that makes both one.
      if (close + 1 >= text.length && !isEnd) return 'more';
      cell = text.slice(at + 1, close).replaceAll('""', '"');
      lines += cell.split('\n').length - 1;
      at = close + 1;
    }
    const stop = nextOf(text, at, separator);
    if (stop === text.length && !isEnd) return 'more';
    cells.push(cell + text.slice(at, stop).replace(/\r$/, ''));
    if (text[stop] === separator) {
      at = stop + 1;
      continue;
    }
    return { cells, end: Math.min(stop + 1, text.length), lines };
  }
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

/** Where the next separator or line end stands; the text's length where neither does. */
function nextOf(text: string, from: number, separator: string): number {
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === separator || sign === '\n') return at;
  }
  return text.length;
}
