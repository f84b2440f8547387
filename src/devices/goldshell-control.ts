import type { Bound, DeviceChange, DeviceSettings } from '../domain/control.ts';
import type { DeviceControl } from './control.ts';
import { requireTaken } from './esp-control.ts';
import { GoldshellWeb } from './goldshell-web.ts';
import { isRecord, RawRecord } from './raw-record.ts';
import { askRpcIfKnown, sections } from './rpc-reply.ts';
import { DeviceError } from './transport.ts';

/**
 * Changing Goldshell: a restart, its own power plans, and the temperature that its fans keep. Each is one PUT; its
 * settings go back whole, with the one thing changed (gbox, `docs/firmware-api.md` and its requests in `app.js`, seen on
 * an SC-BOX with firmware 2.2.5). The plan of 0 MHz is left out, for nobody has tried it; a clock of one's own too.
 */
export const goldshellControl: DeviceControl = {
  offers: () => ['restart', 'preset', 'auto-fan'],

  async settings(transport, options) {
    const found = await new GoldshellWeb(transport, options).json('/mcb/setting');
    const setting = new RawRecord(found, []);
    const [summary] = sections(await askRpcIfKnown(transport, 'summary', options.signal), 'SUMMARY', []);
    const target = setting.number('temp_target', { min: 1, max: 120 });
    const presets = plans(setting);
    return {
      // By hand it runs at a clock of its owner's, which none of its plans is.
      preset:
        setting.boolean('manual') === false
          ? presets.find(({ level }) => level === setting.number('select'))?.info
          : undefined,
      autoFan: target === undefined ? undefined : true,
      targetTempC: target,
      uptimeS: summary?.count('Elapsed'),
      bounds: { presets: presets.map(({ info }) => info), targetTempC: targetBound(setting) },
    } satisfies DeviceSettings;
  },

  async apply(transport, change, options) {
    const web = new GoldshellWeb(transport, options);
    if (change.kind === 'restart') return requireTaken(await web.command('/mcb/restart'));
    const found = await web.json('/mcb/setting');
    if (!isRecord(found))
      throw new DeviceError('refused', 'the miner’s settings are of a form not known yet');
    return requireTaken(await web.command('/mcb/setting', { ...found, ...changed(found, change) }));
  },
};

function changed(setting: unknown, change: DeviceChange): Readonly<Record<string, unknown>> {
  if (change.kind === 'auto-fan' && change.targetTempC !== undefined)
    return { temp_target: Math.round(change.targetTempC) };
  const plan =
    change.kind === 'preset' && plans(new RawRecord(setting, [])).find(({ info }) => info === change.preset);
  if (plan) return { select: plan.level, manual: false };
  throw new DeviceError('refused', `Goldshell: ${change.kind} cannot be set so`);
}

interface Plan {
  readonly level: number;
  readonly info: string;
}

/** An HS-Box nests its plans by algorithm: then there are none here. */
function plans(setting: RawRecord): readonly Plan[] {
  return setting.records('powerplans').flatMap((plan) => {
    const level = plan.number('level', { min: 0, max: 100 });
    const info = plan.text('info');
    return level === undefined || info === undefined || !/^[1-9]\d* MHz\b/.test(info)
      ? []
      : [{ level, info }];
  });
}

/** `temp_targets: [65, 75]`; firmware without it keeps a temperature of its own. */
function targetBound(setting: RawRecord): Bound | undefined {
  const [min, max] = setting.numbers('temp_targets');
  if (min === undefined || max === undefined) return undefined;
  return { min, max, source: 'the miner’s own limits' };
}
