import type { Fan, FanSetting, PoolConnection, RejectedReason } from '../domain/reading.ts';
import type { RawRecord } from './raw-record.ts';

/**
 * Fields that AxeOS and its descendant NerdOS name alike.
 */

/** A miner that works cannot show twice what its clock allows: registers glitch (ESP-Miner #1445). */
const MOST_OF_EXPECTED = 2;

/** `hashRate` and the like, GH/s → H/s; a rate far beyond the clock's is refused. */
export function hashrateHs(
  info: RawRecord,
  name: string,
  expectedHs: number | undefined,
): number | undefined {
  const rate = info.number(name, { min: 0, max: 1e18, scale: 1e9 });
  if (rate === undefined || isWithin(rate, expectedHs)) return rate;
  return info.refuse(name, 'far above what the clock allows');
}

/** W; a miner that answers draws some, 0 says that its board has no meter (ESP-Miner #1499, #1548). */
export function powerW(info: RawRecord): number | undefined {
  const found = info.number('power', { min: 0, max: 20_000 });
  return found === 0 ? undefined : found;
}

/** Can a miner that expects so much show this? Where nothing is expected, anything goes. */
export function isWithin(rateHs: number, expectedHs: number | undefined): boolean {
  return expectedHs === undefined || expectedHs <= 0 || rateHs <= MOST_OF_EXPECTED * expectedHs;
}

/** f × cores × chips (MHz → H/s): what the device itself calls expected, where it does not tell. */
export function clockHashrateHs(info: RawRecord, chips: number | undefined): number | undefined {
  const frequencyMhz = info.number('frequency', { min: 0, max: 5_000 });
  const cores = info.number('smallCoreCount', { min: 1, max: 100_000 });
  if (frequencyMhz === undefined || cores === undefined || chips === undefined) return undefined;
  return frequencyMhz * cores * chips * 1e6;
}

/** A fan, by the names that its speed (rpm) and its duty (%) have; undefined where neither is told. */
export function fan(info: RawRecord, rpmName: string, percentName: string): Fan | undefined {
  const rpm = info.number(rpmName, { min: 0, max: 50_000 });
  const percent = info.number(percentName, { min: 0, max: 100 });
  return rpm === undefined && percent === undefined ? undefined : { rpm, percent };
}

/** How the fans were set; what they are fixed at stands in a field of its own since 2.11, else in that of their speed. */
export function fanSetOf(info: RawRecord, auto: boolean | undefined): FanSetting | undefined {
  if (auto === undefined || auto) return auto ? { auto } : undefined;
  const percent = ['manualFanSpeed', 'fanspeed']
    .map((name) => info.number(name, { min: 0, max: 100 }))
    .find((each) => each !== undefined);
  return { auto, percent };
}

/** Why shares were refused, by the words of the pool; undefined where the firmware does not tell. */
export function rejectedReasons(info: RawRecord): readonly RejectedReason[] | undefined {
  if (!info.has('sharesRejectedReasons')) return undefined;
  return info.records('sharesRejectedReasons').flatMap((reason) => {
    const message = reason.text('message');
    const count = reason.count('count');
    return message === undefined || count === undefined ? [] : [{ message, count }];
  });
}

/** Main and fallback pool; AxeOS tells host and port apart, and a host may carry a scheme of its own. */
export function stratumPools(info: RawRecord, usingFallback: boolean | undefined): readonly PoolConnection[] {
  const main = pool(
    info,
    'stratumURL',
    'stratumPort',
    'stratumUser',
    usingFallback === undefined ? true : !usingFallback,
  );
  const fallback = pool(
    info,
    'fallbackStratumURL',
    'fallbackStratumPort',
    'fallbackStratumUser',
    usingFallback ?? false,
  );
  return [main, fallback].filter((each) => each !== undefined);
}

/** `stratum+tcp://host:port`; a bare IPv6 address gets its brackets. */
export function poolUrl(host: string, port: number | undefined): string {
  const named = /^[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*$/i.test(host) ? `[${host}]` : host;
  const withScheme = /^[a-z0-9+]+:\/\//i.test(named) ? named : `stratum+tcp://${named}`;
  return port === undefined || /:\d+$/.test(withScheme) ? withScheme : `${withScheme}:${port}`;
}

/** A TCP port. */
export function portOf(record: RawRecord, name: string): number | undefined {
  return record.number(name, { min: 1, max: 65_535 });
}

function pool(
  info: RawRecord,
  url: string,
  port: string,
  user: string,
  active: boolean,
): PoolConnection | undefined {
  const host = info.text(url);
  if (host === undefined) return undefined;
  return { url: poolUrl(host, portOf(info, port)), user: userOf(info, user), active };
}

/** An empty user is a user: some pools want none. */
export function userOf(record: RawRecord, name: string): string | undefined {
  return record.raw(name) === '' ? '' : record.text(name);
}
