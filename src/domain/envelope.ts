import type {
  Bound,
  ChangeReason,
  ControlBounds,
  DeviceChange,
  DeviceSettings,
  PoolSetting,
} from './control.ts';
import { isSetSo } from './setting-differences.ts';

/** The largest raise that one step may make: beyond it heat and supply should be looked at in between. */
export const LARGEST_RAISE = { frequencyMhz: 100, coreVoltageMv: 50 } as const;

/**
 * Why a change may not be sent to a device; undefined where it may. `limits` are further bounds than the device's own,
 * each of which holds as well (the hardware catalogue's).
 */
export function refusalOf(
  change: DeviceChange,
  settings: DeviceSettings,
  limits: ControlBounds = {},
): ChangeReason | undefined {
  return refusalOfWish(change, settings, limits) ?? refusalOfRaise(change, settings);
}

/** The same for what an owner wants in the end: it may be far up, for it is gone there step by step (`gradual-steps.ts`). */
export function refusalOfWish(
  change: DeviceChange,
  settings: DeviceSettings,
  limits: ControlBounds = {},
): ChangeReason | undefined {
  if (isSetSo(change, settings)) return { code: 'nothing-to-change', detail: '' };
  return refusalOfBounds(change, settings, limits);
}

/** The same for the way back to what a device was set to a moment ago: it bore that, so no step is too large. */
export function refusalOfBounds(
  change: DeviceChange,
  settings: DeviceSettings,
  limits: ControlBounds = {},
): ChangeReason | undefined {
  const bounds = narrowed(settings.bounds, limits);
  switch (change.kind) {
    case 'tuning':
      return refusalOfTuning(change, bounds);
    case 'power-limit':
      return outside('W', change.powerLimitW, bounds.powerLimitW);
    case 'fan':
      return outside('%', change.fanPercent, bounds.fanPercent);
    case 'auto-fan':
      return change.targetTempC === undefined
        ? undefined
        : outside('°C', change.targetTempC, bounds.targetTempC);
    case 'preset':
      return bounds.presets?.includes(change.preset)
        ? undefined
        : { code: 'unknown-preset', detail: change.preset };
    case 'pools':
      return refusalOfPools(change.pools, bounds.mostPools);
    default:
      return undefined;
  }
}

/** Both sets of bounds at once: of each quantity the narrower, a quantity that only one of them bounds by that one. */
export function narrowed(device: ControlBounds, limits: ControlBounds): ControlBounds {
  return {
    ...device,
    frequencyMhz: narrower(device.frequencyMhz, limits.frequencyMhz),
    coreVoltageMv: narrower(device.coreVoltageMv, limits.coreVoltageMv),
    powerLimitW: narrower(device.powerLimitW, limits.powerLimitW),
    fanPercent: narrower(device.fanPercent, limits.fanPercent),
    targetTempC: narrower(device.targetTempC, limits.targetTempC),
  };
}

function narrower(a: Bound | undefined, b: Bound | undefined): Bound | undefined {
  if (!a || !b) return a ?? b;
  const min = Math.max(a.min, b.min);
  const max = Math.min(a.max, b.max);
  const sources = new Set([
    a.min === min || a.max === max ? a.source : '',
    b.min === min || b.max === max ? b.source : '',
  ]);
  return { min, max, source: [...sources].filter(Boolean).join('; ') };
}

function refusalOfTuning(
  { frequencyMhz, coreVoltageMv }: Extract<DeviceChange, { kind: 'tuning' }>,
  bounds: ControlBounds,
): ChangeReason | undefined {
  if (frequencyMhz === undefined && coreVoltageMv === undefined)
    return { code: 'nothing-to-change', detail: '' };
  return (
    (frequencyMhz === undefined ? undefined : outside('MHz', frequencyMhz, bounds.frequencyMhz)) ??
    (coreVoltageMv === undefined ? undefined : outside('mV', coreVoltageMv, bounds.coreVoltageMv))
  );
}

function refusalOfRaise(change: DeviceChange, settings: DeviceSettings): ChangeReason | undefined {
  if (change.kind !== 'tuning') return undefined;
  const { frequencyMhz, coreVoltageMv } = change;
  return (
    tooLargeRaise('MHz', settings.frequencyMhz, frequencyMhz, LARGEST_RAISE.frequencyMhz) ??
    tooLargeRaise('mV', settings.coreVoltageMv, coreVoltageMv, LARGEST_RAISE.coreVoltageMv)
  );
}

/** All that is bounded is above 0; what is no number is below every limit. */
function outside(unit: string, asked: number, bound: Bound | undefined): ChangeReason | undefined {
  if (!bound || !isBound(bound)) return { code: 'no-limit-known', detail: `${asked} ${unit}` };
  const { min, max, source } = bound;
  const wanted = typeof asked === 'number' ? asked : Number.NaN;
  if (!(wanted >= min && wanted > 0))
    return { code: 'below-limit', detail: `${asked} ${unit}, at least ${min} ${unit} (${source})` };
  if (!(wanted <= max))
    return { code: 'above-limit', detail: `${asked} ${unit}, at most ${max} ${unit} (${source})` };
  return undefined;
}

/** A device that tells a least above its most, or no end at all, tells no bound. */
function isBound({ min, max }: Bound): boolean {
  return Number.isFinite(min) && Number.isFinite(max) && min >= 0 && min <= max;
}

/** Where nobody knows where it stands, nobody knows how large the step is: then only its bounds hold. */
function tooLargeRaise(
  unit: string,
  present: number | undefined,
  wanted: number | undefined,
  largest: number,
): ChangeReason | undefined {
  if (present === undefined || wanted === undefined || wanted - present <= largest) return undefined;
  return {
    code: 'step-too-large',
    detail: `from ${present} to ${wanted} ${unit}, at most ${largest} ${unit} higher at a time`,
  };
}

function refusalOfPools(pools: readonly PoolSetting[], most: number | undefined): ChangeReason | undefined {
  if (pools.length === 0) return { code: 'nothing-to-change', detail: '' };
  if (pools.length > (most ?? 1))
    return { code: 'too-many-pools', detail: `${pools.length}, at most ${most ?? 1}` };
  const bad = pools.find((pool) => !isPool(pool));
  if (bad) return { code: 'bad-pool', detail: String(bad.url) };
  const unpaid = pools.find(({ user }) => !isPaid(user));
  return unpaid && { code: 'pool-without-user', detail: unpaid.url };
}

/** No signs that end a line or a text: they could become a further command on the way to the pool. */
function isPool({ url, user, password = '' }: PoolSetting): boolean {
  const areTexts = [url, user, password].every((text) => typeof text === 'string' && PLAIN.test(text));
  return areTexts && poolParts(url) !== undefined;
}

/** A pool credits work to its user: without one nobody is paid for it. */
export function isPaid(user: string): boolean {
  return user.trim() !== '';
}

const PLAIN = /^[^\p{Cc}]{0,512}$/u;

/** `stratum+tcp://host:port` taken apart; undefined where one of them is missing. IPv6 hosts keep their brackets. */
export function poolParts(
  url: string,
): { readonly scheme: string; readonly host: string; readonly port: number } | undefined {
  const [, scheme, host, portText] =
    /^(stratum\+tcp|stratum\+ssl|stratum\+tls|stratum2\+tcp):\/\/([a-z0-9._-]+|\[[0-9a-f:.]+\]):(\d{1,5})(?:\/\S*)?$/i.exec(
      url.trim(),
    ) ?? [];
  const port = Number(portText);
  if (scheme === undefined || host === undefined || !(port >= 1 && port <= 65_535)) return undefined;
  return { scheme: scheme.toLowerCase(), host, port };
}
