import type { MinerTwin } from '../miner-twin.ts';
import { tuningForPower } from '../power-tuning.ts';
import { isObject } from './json-body.ts';
import { setPools } from './pool-wish.ts';

interface Preset {
  readonly name: string;
  readonly pretty: string;
  readonly status: 'tuned' | 'untuned';
}

/** Watts of the presets of an S19j Pro; the machine was never tuned to the last. */
const TUNED_W = [1500, 1900, 2300, 2700, 3050] as const;
const UNTUNED_W = 3250;
/** About what such a preset gives, TH/s for a watt. */
const TH_PER_W = 0.0335;

/** `/autotune/presets`: `3050 watt ~ 102 TH`, and the firmware without a preset. */
export function vnishPresets(): readonly Preset[] {
  const preset = (watts: number, status: Preset['status']): Preset => ({
    name: String(watts),
    pretty: `${watts} watt ~ ${Math.round(watts * TH_PER_W)} TH`,
    status,
  });
  return [
    { name: 'disabled', pretty: 'Disabled', status: 'untuned' },
    ...TUNED_W.map((watts) => preset(watts, 'tuned')),
    preset(UNTUNED_W, 'untuned'),
  ];
}

/** `/perf-summary`: what is in use. */
export function vnishPerformance({ settings }: MinerTwin): Record<string, unknown> {
  return { current_preset: vnishPresets().find(({ name }) => name === settings.preset) };
}

/** GET `/settings`: the part that is used. */
export function vnishSettings({ settings }: MinerTwin): Record<string, unknown> {
  return {
    miner: {
      overclock: {
        modded_psu: false,
        preset: settings.preset,
        globals: { freq: settings.frequencyMhz, volt: settings.coreVoltageMv },
      },
      cooling: { mode: { name: settings.autoFan ? 'auto' : 'manual' } },
      pools: Array.from({ length: 3 }, (_, slot) => {
        const pool = settings.pools[slot];
        return {
          url: pool ? `${pool.host}:${pool.port}` : '',
          user: pool?.user ?? '',
          pass: pool ? (pool.password ?? 'x') : '',
          order: slot,
        };
      }),
    },
  };
}

/**
 * POST `/settings`: takes the sections that it is sent. A preset takes effect at once, pools with the next start of
 * mining.
 * @returns what waits for that start; undefined where it refuses
 */
export function takeVnishSettings(
  twin: MinerTwin,
  body: Readonly<Record<string, unknown>> | undefined,
): { readonly restart_required: boolean; readonly reboot_required: boolean } | undefined {
  const miner = body?.miner;
  if (!isObject(miner)) return undefined;
  const { overclock, pools } = miner;
  if (isObject(overclock) && !choosePreset(twin, String(overclock.preset))) return undefined;
  if (pools !== undefined && !setPools(twin, pools)) return undefined;
  return { restart_required: pools !== undefined, reboot_required: false };
}

function choosePreset({ model, settings }: MinerTwin, name: string): boolean {
  if (!vnishPresets().some((preset) => preset.name === name)) return false;
  settings.preset = name;
  const tuning =
    name === 'disabled'
      ? { frequencyMhz: model.defaultFrequencyMhz, coreVoltageMv: model.defaultVoltageMv }
      : tuningForPower(model, Number(name));
  Object.assign(settings, tuning);
  return true;
}
