import type { Bound, PoolSetting } from '../domain/control.ts';
import { poolParts } from '../domain/envelope.ts';
import { poolUrl, portOf, userOf } from './esp-fields.ts';
import type { RawRecord } from './raw-record.ts';
import {
  DeviceError,
  type DeviceHttpReply,
  type DeviceHttpRequest,
  type DeviceTransport,
} from './transport.ts';

/** What changing AxeOS and its descendant NerdOS have in common. */

/** A fan that may stand still protects nothing; the firmware itself would take 0. */
export const ESP_FAN: Bound = { min: 20, max: 100, source: 'Davylamp: never below 20 %' };

/** `frequencyOptions` and the like of `/api/system/asic`. */
export function boundOf(asic: RawRecord, name: string): Bound | undefined {
  const options = asic.numbers(name).filter((value) => value > 0);
  if (options.length === 0) return undefined;
  return { min: Math.min(...options), max: Math.max(...options), source: `the miner’s own options` };
}

/** Slots since AxeOS 2.15; else a main and a fallback pool. */
export function poolSettings(info: RawRecord): readonly PoolSetting[] {
  const slots = info.records('pools');
  const named = (record: RawRecord, url: string, port: string, user: string): readonly PoolSetting[] => {
    const host = record.text(url);
    if (host === undefined) return [];
    return [{ url: poolUrl(host, portOf(record, port)), user: userOf(record, user) ?? '' }];
  };
  if (slots.length > 0)
    return slots.flatMap((slot) => named(slot, 'stratumURL', 'stratumPort', 'stratumUser'));
  return [
    ...named(info, 'stratumURL', 'stratumPort', 'stratumUser'),
    ...named(info, 'fallbackStratumURL', 'fallbackStratumPort', 'fallbackStratumUser'),
  ];
}

/** What is undefined stays as it is: JSON leaves it out. */
export function patch(body: Readonly<Record<string, unknown>>): DeviceHttpRequest {
  return {
    method: 'PATCH',
    path: '/api/system',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** Where a miner has a main and a fallback pool. */
export function mainAndFallback([main, fallback]: readonly PoolSetting[]): Readonly<Record<string, unknown>> {
  const named = (pool: PoolSetting | undefined, url: string, port: string, user: string, password: string) =>
    pool
      ? {
          [url]: partsOf(pool).host,
          [port]: partsOf(pool).port,
          [user]: pool.user,
          [password]: pool.password,
        }
      : {};
  return {
    ...named(main, 'stratumURL', 'stratumPort', 'stratumUser', 'stratumPassword'),
    ...named(
      fallback,
      'fallbackStratumURL',
      'fallbackStratumPort',
      'fallbackStratumUser',
      'fallbackStratumPassword',
    ),
  };
}

/**
 * Pools that leave none of a miner's present ones behind it. Where no source tells how one is left out, the old spare pool
 * would stay, and what was asked for would count as applied in part.
 * @throws DeviceError `refused`
 */
export function requireNoneLeftOver(
  pools: readonly PoolSetting[],
  present: readonly PoolSetting[] = [],
): void {
  if (pools.length < present.length)
    throw new DeviceError(
      'refused',
      `it has ${present.length} pools, and how one is left out on this firmware is not known: give the template a spare pool`,
    );
}

/** @throws DeviceError `refused`: encrypted pools need further settings, which are not verified */
export function partsOf({ url }: PoolSetting): { readonly host: string; readonly port: number } {
  const parts = poolParts(url);
  if (parts?.scheme !== 'stratum+tcp')
    throw new DeviceError('refused', `only stratum+tcp:// pools can be set on this firmware yet (${url})`);
  return parts;
}

/** @throws DeviceError `refused` with the device's own words */
export function requireTaken({ status, text }: DeviceHttpReply): void {
  if (status >= 200 && status < 300) return;
  const words = /^[\x20-\x7e]{1,120}$/.test(text.trim()) ? text.trim() : 'no reason given';
  throw new DeviceError('refused', `the miner answers ${status}: ${words}`);
}

/** Asks for one page, with a signal only where there is one. @throws DeviceError */
export function get(
  transport: DeviceTransport,
  path: string,
  signal: AbortSignal | undefined,
): Promise<DeviceHttpReply> {
  return transport.http({ path, ...(signal ? { signal } : {}) });
}
