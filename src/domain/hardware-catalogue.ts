import * as v from 'valibot';
import type { HardwareCatalogue, HardwareFacts, HardwareSource } from './hardware.ts';

/** The catalogue file is not what it should be: the app was built wrong. */
export class HardwareCatalogueError extends Error {
  override readonly name = 'HardwareCatalogueError';
}

const name = v.pipe(v.string(), v.trim(), v.nonEmpty());

const source = v.strictObject({
  title: name,
  url: v.pipe(v.string(), v.url(), v.startsWith('https://')),
  note: v.optional(name),
});

const count = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));
const within = (min: number, max: number) => v.pipe(v.number(), v.minValue(min), v.maxValue(max));
const rising = (min: number, max: number) =>
  v.pipe(
    v.array(within(min, max)),
    v.minLength(1),
    v.check(
      (options) => options.every((option, at) => at === 0 || option > (options[at - 1] ?? Number.NaN)),
      'not each larger than the one before',
    ),
  );

/** A value beside the name of its source. */
const from = <T>(schema: v.GenericSchema<unknown, T>) => v.optional(v.strictTuple([schema, name]));

const MHZ = [25, 3_000] as const;
const MV = [200, 2_000] as const;
const WATTS = [1, 20_000] as const;
const CELSIUS = [40, 150] as const;

const facts = v.pipe(
  v.strictObject({
    algorithm: from(
      v.picklist([
        ...(['sha256', 'scrypt', 'equihash', 'kheavyhash', 'blake2b-sia', 'blake2s', 'blake3'] as const),
        ...(['eaglesong', 'etchash', 'handshake', 'randomx', 'x11', 'other'] as const),
      ]),
    ),
    ratedHashrateHs: from(within(1, 1e17)),
    ratedPowerW: from(within(...WATTS)),
    selfTestPowerW: from(within(...WATTS)),
    chip: from(name),
    chipsPerBoard: from(count(1_000)),
    boards: from(count(32)),
    // A machine cooled by water or oil has none.
    fans: from(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(16))),
    defaultFrequencyMhz: from(within(...MHZ)),
    frequencyOptionsMhz: from(rising(...MHZ)),
    defaultCoreVoltageMv: from(within(...MV)),
    coreVoltageOptionsMv: from(rising(...MV)),
    maxPowerW: from(within(...WATTS)),
    nominalInputV: from(within(3, 480)),
    maxChipC: from(within(...CELSIUS)),
    maxVrC: from(within(...CELSIUS)),
  }),
  v.check(
    ({ frequencyOptionsMhz: options, defaultFrequencyMhz: own }) => isOffered(own?.[0], options?.[0]),
    'the default clock is none of the clocks offered',
  ),
  v.check(
    ({ coreVoltageOptionsMv: options, defaultCoreVoltageMv: own }) => isOffered(own?.[0], options?.[0]),
    'the default core voltage is none of those offered',
  ),
);

function isOffered(own: number | undefined, options: readonly number[] | undefined): boolean {
  return own === undefined || options === undefined || options.includes(own);
}

const file = v.pipe(
  v.strictObject({
    sources: v.record(name, source),
    entries: v.array(
      v.strictObject({
        id: v.pipe(v.string(), v.regex(/^[\p{Ll}\d]+([-_][\p{Ll}\d]+)*$/u)),
        make: name,
        model: name,
        alsoCalled: v.optional(v.array(name)),
        boardVersion: v.optional(name),
        facts,
      }),
    ),
  }),
  v.check(
    ({ entries }) => new Set(entries.map(({ id }) => id)).size === entries.length,
    'two entries have one id',
  ),
  v.check(
    ({ entries, sources }) =>
      entries.every((entry) => Object.values(entry.facts).every((fact) => fact && fact[1] in sources)),
    'a value has a source that is not in the list',
  ),
);

/**
 * What models/hardware.json holds → the catalogue, each value with its source. Units, ranges and that every value has
 * a source are checked.
 *
 * @throws HardwareCatalogueError where anything is amiss: half a catalogue could take a limit away.
 */
export function readHardwareCatalogue(json: unknown): HardwareCatalogue {
  const read = v.safeParse(file, json);
  if (!read.success) throw new HardwareCatalogueError(v.summarize(read.issues), { cause: read.issues });
  const { sources, entries } = read.output;
  return entries.map((entry) => ({ ...entry, facts: sourced(entry.facts, sources) }));
}

function sourced(
  values: v.InferOutput<typeof facts>,
  sources: Readonly<Record<string, HardwareSource>>,
): HardwareFacts {
  return Object.fromEntries(
    Object.entries(values).flatMap(([fact, told]) => {
      const found = told && sources[told[1]];
      return found ? [[fact, { value: told[0], source: found }] as const] : [];
    }),
  );
}
