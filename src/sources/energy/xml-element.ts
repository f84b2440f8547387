import { SourceError } from '../../domain/source-error.ts';

/** An element of a document that machines wrote: names without their prefix, attributes left out. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

interface OpenElement {
  readonly name: string;
  text: string;
  readonly children: XmlElement[];
}

const MOST_NESTED = 32;

/** A comment, a CDATA section, a declaration, an instruction, or a tag: what stands between texts. */
const MARKUP =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)(?:[\w.-]+:)?([A-Za-z_][\w.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g;

const SPANS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/**
 * Reads an XML document strictly: what is not well-formed is refused, and so is a document type, by which documents
 * define entities of their own. A worker has no DOMParser, hence this reader for the one provider that speaks XML.
 *
 * @throws SourceError `unreadable-reply`
 */
export function xmlElement(text: string): XmlElement {
  // Were the last one of a kind never closed, MARKUP would look for its end from each that is like it.
  if (SPANS.some(([begin, end]) => text.lastIndexOf(begin) > text.lastIndexOf(end)))
    throw notXml('it ends in the middle');
  const root: OpenElement = { name: '', text: '', children: [] };
  const open: OpenElement[] = [root];
  let readTo = 0;
  for (const match of text.matchAll(MARKUP)) {
    const inside = open.at(-1) ?? root;
    inside.text += textOf(text.slice(readTo, match.index));
    readTo = match.index + match[0].length;
    const [, literal, isEnd, name, , isEmpty] = match;
    if (literal !== undefined) inside.text += literal;
    if (name === undefined) continue;
    if (isEnd) close(open, name);
    else {
      const element = { name, text: '', children: [] };
      inside.children.push(element);
      if (!isEmpty) open.push(element);
      if (open.length > MOST_NESTED) throw notXml('it is nested too deep');
    }
  }
  root.text += textOf(text.slice(readTo));
  const [only, another] = root.children;
  if (open.length > 1) throw notXml('it ends in the middle');
  if (!only || another || root.text.replace('\uFEFF', '').trim() !== '') throw notXml('it is no XML');
  return only;
}

function close(open: OpenElement[], name: string): void {
  const element = open.length > 1 ? open.pop() : undefined;
  if (element?.name !== name) throw notXml(`</${name}> ends what never began`);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function textOf(raw: string): string {
  if (raw.includes('<')) throw notXml('a tag in it is malformed');
  return raw.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name: string | undefined) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

function notXml(detail: string): SourceError {
  return new SourceError('unreadable-reply', detail);
}

/** The children of that name. */
export function childrenOf({ children }: XmlElement, name: string): readonly XmlElement[] {
  return children.filter((child) => child.name === name);
}

/** The text at the end of a path of first children: `childText(series, 'Period', 'resolution')`. */
export function childText(element: XmlElement, ...path: readonly string[]): string | undefined {
  let found: XmlElement | undefined = element;
  for (const name of path) found = found?.children.find((child) => child.name === name);
  const text = found?.text.trim();
  return text ? text : undefined;
}
