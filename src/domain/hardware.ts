import { hardwareMake, isVersionOf, plainName } from './hardware-names.ts';
import type { Algorithm, MinerIdentity } from './miner.ts';

/** A place that a value can be looked up at. */
export interface HardwareSource {
  readonly title: string;
  readonly url: string;
  /** What else is worth knowing of the values from there, in words for the owner. */
  readonly note?: string | undefined;
}

export interface Sourced<T> {
  readonly value: T;
  readonly source: HardwareSource;
}

/** What is known of a board or a machine when it leaves the factory. Absent is what nobody has told. */
export interface HardwareFacts {
  readonly algorithm?: Sourced<Algorithm> | undefined;
  /** At the default clock, H/s. */
  readonly ratedHashrateHs?: Sourced<number> | undefined;
  readonly ratedPowerW?: Sourced<number> | undefined;
  /** Power that the firmware's own test of a new board expects of it. */
  readonly selfTestPowerW?: Sourced<number> | undefined;
  readonly chip?: Sourced<string> | undefined;
  readonly chipsPerBoard?: Sourced<number> | undefined;
  readonly boards?: Sourced<number> | undefined;
  readonly fans?: Sourced<number> | undefined;
  readonly defaultFrequencyMhz?: Sourced<number> | undefined;
  /** The clocks that its maker offers, rising. */
  readonly frequencyOptionsMhz?: Sourced<readonly number[]> | undefined;
  readonly defaultCoreVoltageMv?: Sourced<number> | undefined;
  readonly coreVoltageOptionsMv?: Sourced<readonly number[]> | undefined;
  /** The most that the board is made to draw. */
  readonly maxPowerW?: Sourced<number> | undefined;
  readonly nominalInputV?: Sourced<number> | undefined;
  readonly maxChipC?: Sourced<number> | undefined;
  /** Of its voltage regulator. */
  readonly maxVrC?: Sourced<number> | undefined;
}

export interface HardwareEntry {
  readonly id: string;
  readonly make: string;
  readonly model: string;
  /** What firmwares call it besides its name. */
  readonly alsoCalled?: readonly string[] | undefined;
  /** Set where one name stands for several boards. */
  readonly boardVersion?: string | undefined;
  readonly facts: HardwareFacts;
}

export type HardwareCatalogue = readonly HardwareEntry[];

/** All entries that a device may be, and what is true of it whichever it is. */
export interface FoundHardware {
  readonly entries: readonly HardwareEntry[];
  readonly facts: HardwareFacts;
}

/**
 * What the catalogue knows of a device, by what it says it is; undefined where it is in no entry. A device that tells
 * too little to choose between several boards gets the facts on which all of them agree, never those of one of them.
 */
export function findHardware(
  catalogue: HardwareCatalogue,
  identity: MinerIdentity,
): FoundHardware | undefined {
  const make = hardwareMake(identity);
  const ofMake = catalogue.filter((entry) => entry.make === make);
  const entries = ofNames(ofMake, identity).filter((entry) => fitsBoard(entry, identity));
  return entries.length === 0 ? undefined : { entries, facts: agreedFacts(entries) };
}

/** By the name it tells, with or without its board; one that tells its board alone is known by that. */
function ofNames(entries: readonly HardwareEntry[], identity: MinerIdentity): readonly HardwareEntry[] {
  const { make, model, boardVersion } = identity;
  if (model === undefined)
    return boardVersion === undefined ? [] : entries.filter((entry) => entry.boardVersion !== undefined);
  const told = plainName(model, make);
  if (told === '') return [];
  const names = (entry: HardwareEntry) =>
    [entry.model, `${entry.model} ${entry.boardVersion ?? ''}`, ...(entry.alsoCalled ?? [])].map((name) =>
      plainName(name, entry.make),
    );
  const exact = entries.filter((entry) => names(entry).includes(told));
  if (exact.length > 0) return exact;
  return entries.filter((entry) => names(entry).some((name) => isVersionOf(entry.make, name, told)));
}

/** An unknown board of a known name is another board; so is a known one with another chip on it. */
function fitsBoard(entry: HardwareEntry, { boardVersion, asicModel }: MinerIdentity): boolean {
  if (entry.boardVersion !== undefined && boardVersion !== undefined && entry.boardVersion !== boardVersion)
    return false;
  const chip = entry.facts.chip?.value;
  return chip === undefined || asicModel === undefined || plainName(chip) === plainName(asicModel);
}

/** The facts that all entries have, with the same value. */
function agreedFacts([first, ...others]: readonly HardwareEntry[]): HardwareFacts {
  if (!first) return {};
  const agreed = Object.entries(first.facts).filter(([name, fact]) =>
    others.every(({ facts }) => isSame(facts[name as keyof HardwareFacts]?.value, fact?.value)),
  );
  return Object.fromEntries(agreed);
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
