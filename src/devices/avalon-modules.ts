import type { Oddity } from '../domain/reading.ts';
import { avalonFields } from './avalon-mm.ts';
import { RawRecord } from './raw-record.ts';
import { type RpcReply, sections } from './rpc-reply.ts';

const MODULE = /^MM ID(\d+)(:Summary)?$/;
const HASH_BOARD = /^HBinfo$/;

/**
 * The main modules of an Avalon, each a record of its packed values. A series since 10xx, Nano, Mini and Q have one
 * (`MM ID0`, on Q `MM ID0:Summary`); an Avalon 7–9 is one controller with up to twenty (`MM ID1`, `MM ID2` …).
 */
export function avalonModules(stats: RpcReply | undefined, oddities: Oddity[]): readonly RawRecord[] {
  return packedTexts(stats, MODULE, oddities).map((text) => new RawRecord(avalonFields(text), oddities));
}

/** Q tells its hash board apart from the rest. */
export function avalonHashBoard(
  stats: RpcReply | undefined,
  oddities: Oddity[],
): Readonly<Record<string, string>> {
  return avalonFields(packedTexts(stats, HASH_BOARD, oddities)[0] ?? '');
}

/** Does this stats reply carry Avalon's packed text? */
export function hasPackedText(stats: RpcReply | undefined): boolean {
  return packedTexts(stats, MODULE, []).length > 0;
}

function packedTexts(stats: RpcReply | undefined, wanted: RegExp, oddities: Oddity[]): readonly string[] {
  return sections(stats, 'STATS', oddities).flatMap((section) => {
    // One text a module, by its number, should a firmware tell both the whole and its summary.
    const byNumber = new Map<string, string>();
    for (const name of section.names()) {
      const number = wanted.exec(name)?.[1] ?? '';
      const text = wanted.test(name) ? section.longText(name) : undefined;
      if (text !== undefined && !byNumber.has(number)) byNumber.set(number, text);
    }
    return [...byNumber.values()];
  });
}

/** What all modules tell of, added up; undefined where one of them does not tell it. */
export function summed(
  modules: readonly RawRecord[],
  read: (module: RawRecord) => number | undefined,
): number | undefined {
  return folded(modules, read, (sum, value) => sum + value);
}

/** The largest that any module tells. */
export function largestOf(
  modules: readonly RawRecord[],
  read: (module: RawRecord) => number | undefined,
): number | undefined {
  const told = modules.filter((module) => read(module) !== undefined);
  return folded(told, read, (most, value) => Math.max(most, value));
}

/** The mean over the modules that tell it. */
export function meanOf(
  modules: readonly RawRecord[],
  read: (module: RawRecord) => number | undefined,
): number | undefined {
  const told = modules.filter((module) => read(module) !== undefined);
  const sum = summed(told, read);
  return sum === undefined ? undefined : sum / told.length;
}

function folded(
  modules: readonly RawRecord[],
  read: (module: RawRecord) => number | undefined,
  join: (a: number, b: number) => number,
): number | undefined {
  const [first, ...rest] = modules;
  let result = first && read(first);
  for (const module of rest) {
    const value = read(module);
    result = result === undefined || value === undefined ? undefined : join(result, value);
  }
  return result;
}
