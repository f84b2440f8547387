import { createHash, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { type PairedDevice, TOKEN_HASH } from '../src/domain/pairing.ts';
import { readPrivateFile, writePrivateFile } from './private-file.ts';
import { ProxyError } from './problem.ts';

/** The time of the last call is kept this exactly: an SD card need not be written to at each poll. */
const SEEN_EVERY_MS = 5 * 60_000;
/** More than a family has. */
const MOST_DEVICES = 50;
const LONGEST_NAME = 60;

type KeptDevice = PairedDevice & { readonly tokenHash: string };

const keptDevices = v.array(
  v.object({
    id: v.pipe(v.string(), v.regex(/^[\w-]{11}$/)),
    name: v.string(),
    tokenHash: v.pipe(v.string(), v.regex(TOKEN_HASH)),
    createdAtMs: v.number(),
    lastSeenAtMs: v.optional(v.number()),
  }),
);

/** The devices that the owner let in, kept in a file of the owner's own. Their tokens are in it as SHA-256 only. */
export class PairedDevices {
  readonly #file: string | undefined;
  readonly #nowMs: () => number;
  #devices: readonly KeptDevice[];
  readonly #revoked: ((id: string) => void)[] = [];

  /**
   * @param file where they are kept; without one they are forgotten with this object
   * @throws Error with one sentence when the file is damaged: to go on without it would forget whom it let in
   */
  constructor(file: string | undefined, nowMs: () => number) {
    this.#file = file;
    this.#nowMs = nowMs;
    this.#devices = file === undefined ? [] : devicesIn(file);
  }

  list(): readonly PairedDevice[] {
    return this.#devices.map(({ tokenHash: _, ...device }) => device);
  }

  /** @throws ProxyError `busy` when there are too many already */
  add(name: string, tokenHash: string): PairedDevice {
    if (this.#devices.length >= MOST_DEVICES)
      throw new ProxyError('busy', `${MOST_DEVICES} devices are paired: revoke one first`);
    const id = randomBytes(8).toString('base64url');
    const device = { id, name: tidyName(name), createdAtMs: this.#nowMs(), tokenHash };
    this.#keep([...this.#devices, device]);
    const { tokenHash: _, ...told } = device;
    return told;
  }

  /** The id of the device that this token belongs to, and a note that it was seen. */
  idOf(token: string): string | undefined {
    // Nobody can choose a hash, so the time that this comparison takes tells nothing of use.
    const hash = createHash('sha256').update(token).digest('base64url');
    const device = this.#devices.find(({ tokenHash }) => tokenHash === hash);
    if (device) this.#see(device);
    return device?.id;
  }

  /** @throws ProxyError `unknown-route` when there is no such device */
  rename(id: string, name: string): void {
    this.#known(id);
    this.#keep(this.#devices.map((each) => (each.id === id ? { ...each, name: tidyName(name) } : each)));
  }

  /**
   * From now on its token is a stranger's, also where that cannot be kept (a full disk): then it throws, because a
   * restart would let the device in again.
   * @throws ProxyError `unknown-route`; the system's error
   */
  revoke(id: string): void {
    this.#known(id);
    this.#devices = this.#devices.filter((each) => each.id !== id);
    for (const tell of this.#revoked) tell(id);
    this.#keep(this.#devices);
  }

  /** Calls back with the id of each device that is revoked. */
  onRevoked(listener: (id: string) => void): void {
    this.#revoked.push(listener);
  }

  #known(id: string): void {
    if (!this.#devices.some((each) => each.id === id))
      throw new ProxyError('unknown-route', 'there is no such device');
  }

  #see(device: KeptDevice): void {
    const nowMs = this.#nowMs();
    if (nowMs - (device.lastSeenAtMs ?? Number.NEGATIVE_INFINITY) < SEEN_EVERY_MS) return;
    const devices = this.#devices.map((each) => (each === device ? { ...each, lastSeenAtMs: nowMs } : each));
    try {
      this.#keep(devices);
    } catch (error) {
      // A full disk must not lock a paired phone out; who is let in has not changed.
      this.#devices = devices;
      console.warn(`When devices were last seen cannot be kept: ${String(error)}`);
    }
  }

  /** What cannot be kept does not come about. */
  #keep(devices: readonly KeptDevice[]): void {
    if (this.#file !== undefined) writePrivateFile(this.#file, `${JSON.stringify(devices, null, 2)}\n`);
    this.#devices = devices;
  }
}

function devicesIn(file: string): readonly KeptDevice[] {
  const text = readPrivateFile(file);
  if (text === undefined) return [];
  try {
    return v.parse(keptDevices, JSON.parse(text));
  } catch (cause) {
    throw new Error(`The list of paired devices cannot be read. Delete ${file}, and pair them again.`, {
      cause,
    });
  }
}

/** One line without signs that cannot be seen. */
function tidyName(name: string): string {
  const tidy = name.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return tidy.slice(0, LONGEST_NAME) || 'Device';
}
