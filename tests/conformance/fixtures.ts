import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiRecordings } from './api-recordings.ts';

/** A folder of recordings below the root, and whether there is somebody to read it. */
export interface Fixture {
  /** `family/model`. */
  readonly name: string;
  readonly folder: string;
  /** Why it is left out; undefined where it is read. */
  readonly skipped?: string;
  /** Nothing is known of its family: it is left out, should no adapter know the device. */
  readonly mayBeUnknown: boolean;
}

/** Families that an adapter exists for: a device of theirs that is not recognised is a failure. */
const OURS =
  /^(?:axeos|nerdos|avalon|hammer|antminer|cgminer|bmminer|sgminer|bfgminer|elphapex|hiveon|luxos|mskminer|sealminer|goldshell|iceriver|whatsminer|xmrig|auradine|braiins|epic|kaonsu|mara|proto|vnish)/;

/** Families with an API of their own (facts, sections 0, 5–8 and 10), though some answer cgminer's commands besides. */
const OTHERS = new Set(['futurebit', 'innosilicon', 'volcminer']);

/** Why a folder is left out that nothing is expected of: it is no recording. */
export const NO_EXPECTATION = 'no expected.json';

/**
 * A stock Antminer tells in its stats both who it is and how it works, and so does its web side in summary. `summary` of
 * the API says how it works alone, `get_system_info` who it is: with one of them nothing can be made of a recording.
 */
const STOCK = 'antminer-stock';
const TELLS_BOTH = /(?:^|[^a-z])(?:stats|version)(?:[^a-z]|$)/i;
const TELLS_WORK = /(?:^|[^a-z])summary(?:[^a-z]|$)/i;
const TELLS_WHO = /(?:system_info|miner_type)/i;

/** All fixtures below `root`, by name. */
export function fixturesIn(root: string): readonly Fixture[] {
  const folders = (folder: string) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  return folders(root).flatMap((family) => {
    const models = folders(join(root, family)).map((model) => fixture(root, family, join(family, model)));
    // A folder of recordings right below the root tells its family in what is expected of it.
    return existsSync(join(root, family, 'expected.json'))
      ? [fixture(root, familyTold(join(root, family)) ?? family, family), ...models]
      : models;
  });
}

function fixture(root: string, family: string, name: string): Fixture {
  const folder = join(root, name);
  const skipped = whySkipped(family, folder);
  return { name, folder, mayBeUnknown: !OURS.test(family), ...(skipped ? { skipped } : {}) };
}

function whySkipped(family: string, folder: string): string | undefined {
  if (!existsSync(join(folder, 'expected.json'))) return NO_EXPECTATION;
  if (OTHERS.has(family)) return 'no adapter for this family yet';
  if (family === STOCK && !isEnough(folder)) return 'who it is, or how it works, was not recorded';
  return undefined;
}

function isEnough(folder: string): boolean {
  const files = readdirSync(folder);
  const api = new Set(apiRecordings(folder, STOCK));
  const tells = (what: RegExp) => files.filter((file) => what.test(file));
  const works = tells(TELLS_WORK);
  return (
    tells(TELLS_BOTH).length > 0 ||
    works.some((file) => !api.has(file)) ||
    (works.length > 0 && tells(TELLS_WHO).length > 0)
  );
}

function familyTold(folder: string): string | undefined {
  try {
    const expected: unknown = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
    if (typeof expected === 'object' && expected !== null && 'family' in expected)
      return typeof expected.family === 'string' ? expected.family : undefined;
  } catch (error) {
    // Reading the fixture fails on the same file, and says so by its name.
    if (!(error instanceof SyntaxError)) throw error;
  }
  return undefined;
}
