import { isRecord, RawRecord } from './raw-record.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';

/** What `/api/system/asic` tells of a board that `info` does not (any more): model and number of chips. */
export interface AsicInfo {
  readonly deviceModel?: string | undefined;
  readonly chips?: number | undefined;
}

/** No house has more; beyond it the oldest is asked again. */
const MOST_REMEMBERED = 1_000;

/**
 * Asks a board once for what cannot change without another firmware: `asicCount` left the info with 2.9, and each
 * further request is work for an ESP32. Boards are told apart by MAC and firmware.
 */
export class AsicMemory {
  readonly #known = new Map<string, AsicInfo>();

  /** What the board says; undefined where its info says enough, or where it does not answer this time. */
  async of(
    info: unknown,
    transport: DeviceTransport,
    signal: AbortSignal | undefined,
  ): Promise<AsicInfo | undefined> {
    const fields = new RawRecord(info, []);
    // Firmware before 2.8 has no expected rate, counts the chips itself (since 2.2), and mostly lacks the endpoint.
    if (fields.has('asicCount') || !fields.has('expectedHashrate')) return undefined;
    const key = `${fields.text('macAddr') ?? ''} ${fields.text('version') ?? ''}`;
    const known = this.#known.get(key);
    if (known) return known;
    const told = await askAsic(transport, signal);
    if (told && fields.has('macAddr')) this.#remember(key, told);
    return told;
  }

  #remember(key: string, told: AsicInfo): void {
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MOST_REMEMBERED && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(key, told);
  }
}

async function askAsic(
  transport: DeviceTransport,
  signal: AbortSignal | undefined,
): Promise<AsicInfo | undefined> {
  try {
    const reply = await transport.http({ path: '/api/system/asic', ...(signal ? { signal } : {}) });
    const body: unknown = reply.status === 200 ? JSON.parse(reply.text) : {};
    const asic = new RawRecord(isRecord(body) ? body : {}, []);
    return {
      deviceModel: asic.text('deviceModel'),
      chips: asic.number('asicCount', { min: 1, max: 10_000 }),
    };
  } catch (error) {
    // Its info is there and is worth more than this: the next reading asks again.
    if (error instanceof DeviceError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
