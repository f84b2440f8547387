import type { PresetPoint } from '../domain/control.ts';
import { RawRecord } from './raw-record.ts';

/**
 * The presets of `/autotune/presets` that may be chosen: `{name: "3495", pretty: "3495 watt ~ 132 TH", status: "tuned"}`,
 * as a list or under `presets`. One that this machine was never tuned to is tried only below what it is known to bear,
 * the watts of its highest tuned preset and of the present one; `disabled` is the firmware without a preset.
 */
export function vnishPresets(found: unknown, present: string | undefined): readonly string[] {
  const presets = listed(found).flatMap((preset) => {
    const name = preset.text('name');
    return name === undefined ? [] : [{ name, tuned: preset.text('status') === 'tuned' }];
  });
  const borne = [...presets.filter(({ tuned }) => tuned).map(({ name }) => name), present ?? ''];
  const mostW = Math.max(0, ...borne.map(wattsOf));
  return presets
    .filter(({ name, tuned }) => tuned || name === 'disabled' || name === present || isWithin(name, mostW))
    .map(({ name }) => name);
}

function listed(found: unknown): readonly RawRecord[] {
  return new RawRecord(Array.isArray(found) ? { presets: found } : found, []).records('presets');
}

/** What the presets do by VNish's own estimate, in their `pretty` words: `3495 watt ~ 132 TH`. */
export function vnishPresetPoints(found: unknown): readonly PresetPoint[] {
  return listed(found).flatMap((each) => {
    const preset = each.text('name');
    const [, watts, ths] = /^(\d+) watt ~ (\d+(?:\.\d+)?) TH$/.exec(each.text('pretty') ?? '') ?? [];
    return preset === undefined || watts === undefined
      ? []
      : [{ preset, hashrateHs: Number(ths) * 1e12, powerW: Number(watts) }];
  });
}

function isWithin(name: string, mostW: number): boolean {
  const watts = wattsOf(name);
  return watts > 0 && watts <= mostW;
}

/** 0 for a name that is no number of watts. */
function wattsOf(name: string): number {
  return /^\d{2,5}$/.test(name) ? Number(name) : 0;
}
