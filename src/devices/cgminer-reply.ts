/** A reply of the cgminer API that cannot be read. */
export class CgminerReplyError extends Error {
  override readonly name = 'CgminerReplyError';
}

type JsonRecord = Record<string, unknown>;

/** A string of JSON. One that nothing closes runs to the end, so that no reply is looked through more than once. */
const QUOTED = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"?/g;

/**
 * Reads one reply of the cgminer API as devices really send it: JSON with a trailing NUL, with raw line breaks inside
 * strings (old WhatsMiner), with the missing comma of old cgminer's `stats` (`}{`), with broken UTF-8; or the text form
 * `STATUS=S,When=1,Code=22,Msg=…|VERSION,CGMiner=4.11|` (Hammer, Avalon), which is turned into the form of the JSON.
 * @throws CgminerReplyError when it is neither: HTML, cut off, empty
 */
export function parseCgminerReply(reply: Uint8Array | string): unknown {
  const text = (typeof reply === 'string' ? reply : new TextDecoder().decode(reply))
    .replace(/\0[\s\S]*$/, '')
    .trim();
  if (text === '') throw new CgminerReplyError('the reply is empty');
  if (text.startsWith('{') || text.startsWith('[')) return parseJson(text);
  if (/^STATUS=[A-Z]\b/.test(text)) return parseTextForm(text);
  throw new CgminerReplyError(`the reply is neither JSON nor cgminer text: ${text.slice(0, 40)}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return parseRepaired(text);
  }
}

function parseRepaired(text: string): unknown {
  try {
    return JSON.parse(withCommas(escapedControls(text))) as unknown;
  } catch (cause) {
    throw new CgminerReplyError('the reply is not whole JSON', { cause });
  }
}

/** Raw control characters are allowed between tokens and forbidden within strings: there they become a space. */
function escapedControls(text: string): string {
  return text.replaceAll(QUOTED, (quoted) => quoted.replaceAll(/\p{Cc}+/gu, ' '));
}

/**
 * cgminer before 4.12 forgets the comma between two objects of `stats`; a Z15 forgets one behind a number, and has one
 * too many before a bracket that closes. Strings are left as they are.
 */
function withCommas(text: string): string {
  return text.replaceAll(
    new RegExp(`(${QUOTED.source})|(\\}\\s*\\{)|,\\s*(?=[}\\]])|(\\d)\\s*(?=")`, 'g'),
    (_found, quoted: string | undefined, objects: string | undefined, digit: string | undefined) =>
      quoted ?? (objects === undefined ? (digit === undefined ? '' : `${digit},`) : '},{'),
  );
}

/** What the sections of a text reply stand for in the JSON, where that is not their own name. */
const SECTION_OF: ReadonlyMap<string, string> = new Map([
  ['POOL', 'POOLS'],
  ['ASC', 'DEVS'],
  ['PGA', 'DEVS'],
  ['GPU', 'DEVS'],
  ['CPU', 'DEVS'],
  // The first section of an Antminer's stats says who it is, and begins with its program.
  ['CGMiner', 'STATS'],
  ['BMMiner', 'STATS'],
]);

/** Sections are separated by `|`, fields by `,`; the section's own number (`POOL=0`) stays a field as in the JSON. */
function parseTextForm(text: string): JsonRecord {
  const reply: Record<string, JsonRecord[] | number> = {};
  for (const section of text.split(/(?<!\\)\|/).map((part) => part.trim())) {
    if (section === '') continue;
    const fields = splitFields(section);
    const [first = ''] = fields;
    const [head = '', headValue] = splitPair(first);
    const record: JsonRecord = {};
    if (headValue !== undefined) record[head] = typedValue(headValue);
    for (const field of fields.slice(1)) {
      const [name, value] = splitPair(field);
      if (value !== undefined) record[name] = typedValue(value);
    }
    const name = SECTION_OF.get(head) ?? head;
    const list = reply[name];
    if (Array.isArray(list)) list.push(record);
    else reply[name] = [record];
  }
  return { ...reply, id: 1 };
}

/** Commas inside Avalon's `Key[…]` values do not separate, nor do those that cgminer escapes (`\,`). */
function splitFields(section: string): string[] {
  const fields: string[] = [];
  let begin = 0;
  let bracketed = false;
  for (let at = 0; at < section.length; at += 1) {
    const sign = section[at];
    if (sign === '\\') at += 1;
    else if (sign === '[') bracketed = true;
    else if (sign === ']') bracketed = false;
    else if (sign === ',' && !bracketed) {
      fields.push(section.slice(begin, at));
      begin = at + 1;
    }
  }
  fields.push(section.slice(begin));
  return fields;
}

/** A value is read as it was before cgminer put `\` before each of `, | = \` in it. */
function splitPair(field: string): [string, string | undefined] {
  const at = field.indexOf('=');
  if (at < 0) return [field.trim(), undefined];
  return [field.slice(0, at).trim(), field.slice(at + 1).replaceAll(/\\([,|=\\])/g, '$1')];
}

/** Numbers and booleans as in the JSON form; everything else stays text. */
function typedValue(text: string): unknown {
  if (/^-?\d+(\.\d+)?$/.test(text) && text.length < 16) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  return text;
}
