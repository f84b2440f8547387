import type { DeviceChange, DeviceSettings, PoolSetting } from '../domain/control.ts';
import { poolUrl } from './esp-fields.ts';
import { isRecord, RawRecord } from './raw-record.ts';
import { DeviceError } from './transport.ts';

/** Every stock Antminer has room for so many pools. */
export const ANTMINER_POOLS = 3;

const SLEEP = 1;
const NORMAL = 0;
type Conf = Readonly<Record<string, unknown>>;

/** What `get_miner_conf.cgi` says of what can be set. */
export function confSettings(found: unknown): Omit<DeviceSettings, 'bounds'> {
  const conf = new RawRecord(found, []);
  const mode = conf.number('miner-mode') ?? conf.number('bitmain-work-mode');
  return {
    paused: mode === undefined ? undefined : mode === SLEEP,
    autoFan: not(conf.boolean('bitmain-fan-ctrl')),
    fanPercent: conf.number('bitmain-fan-pwm', { min: 0, max: 100 }),
    pools: conf.records('pools').flatMap((pool) => {
      const url = pool.text('url');
      return url === undefined ? [] : [{ url: poolUrl(url, undefined), user: pool.text('user') ?? '' }];
    }),
  };
}

/**
 * What `set_miner_conf.cgi` is sent for a change: all that it keeps, as the device's own page does, since it writes its
 * file anew. Its names differ from those of `get_miner_conf.cgi` (256foundation/asic-rs
 * asic-rs-firmwares/antminer/src/backends/v2020/mod.rs, `browser_miner_conf_payload`; UpstreamData/pyasic
 * pyasic/config/mining, `as_am_modern`). Releases disagree on numbers and text ("0" and 0): each value keeps the kind
 * that the device itself told it in.
 *
 * @throws DeviceError `refused` where the configuration is of another form: nobody knows what would be lost
 */
export function confWith(found: unknown, change: DeviceChange): Conf {
  const conf = requireKnown(found);
  const told = (name: string, as = name): Conf => (Object.hasOwn(conf, name) ? { [as]: conf[name] } : {});
  const same: Conf = {
    ...told('bitmain-fan-ctrl'),
    ...told('bitmain-fan-pwm'),
    ...told('bitmain-freq-level', 'freq-level'),
    ...told('freq-level'),
    ...mode(conf, undefined),
    ...told('pools'),
  };
  switch (change.kind) {
    case 'pause':
      return { ...same, ...mode(conf, SLEEP) };
    case 'resume':
      return { ...same, ...mode(conf, NORMAL) };
    case 'fan':
      return {
        ...same,
        ...as(conf, 'bitmain-fan-ctrl', 1),
        ...as(conf, 'bitmain-fan-pwm', change.fanPercent),
      };
    case 'auto-fan':
      return { ...same, ...as(conf, 'bitmain-fan-ctrl', 0) };
    case 'pools':
      return { ...same, pools: slots(change.pools, conf.pools) };
    default:
      throw new DeviceError('refused', `an Antminer keeps no ${change.kind} in its configuration`);
  }
}

/**
 * The page calls it `miner-mode`, and sends a whole number where the file holds text under the file's own name
 * (asic-rs, `miner_conf_with_miner_mode`, which sends both names; pyasic has a setting for those that want text).
 */
function mode(conf: Conf, wanted: number | undefined): Conf {
  const inFile = conf['bitmain-work-mode'];
  const value = wanted ?? Number(conf['miner-mode'] ?? inFile);
  return {
    'miner-mode': ofKind(conf['miner-mode'] ?? 0, value),
    ...(inFile === undefined ? {} : { 'bitmain-work-mode': ofKind(inFile, value) }),
  };
}

function as(conf: Conf, name: string, value: number): Conf {
  const present = conf[name];
  if (present === undefined) throw new DeviceError('refused', `the miner’s configuration has no ${name}`);
  return { [name]: ofKind(present, value) };
}

/** The value in the kind of another: `true`, `"true"`, `"1"` or 1. */
function ofKind(present: unknown, value: number): unknown {
  if (typeof present === 'boolean') return value !== 0;
  if (typeof present !== 'string') return value;
  return present === 'true' || present === 'false' ? String(value !== 0) : String(value);
}

/**
 * All slots, since those that are not sent keep what they had (asic-rs, `pools_payload`). A pool that is there already
 * keeps its password; `x` is what miners say where a pool asks for none.
 */
function slots(pools: readonly PoolSetting[], present: unknown): readonly Conf[] {
  const known = Array.isArray(present) ? present.filter(isRecord) : [];
  return Array.from({ length: ANTMINER_POOLS }, (_, slot) => {
    const pool = pools[slot];
    if (!pool) return { url: '', user: '', pass: '' };
    const same = known.find(
      ({ url, user }) => poolUrl(String(url), undefined) === pool.url && user === pool.user,
    );
    return { url: pool.url, user: pool.user, pass: pool.password ?? same?.pass ?? 'x' };
  });
}

function requireKnown(found: unknown): Conf {
  const conf = isRecord(found) ? found : {};
  const hasMode = ['miner-mode', 'bitmain-work-mode'].some((name) => /^[0-9]$/.test(String(conf[name])));
  if (!hasMode || !Array.isArray(conf.pools))
    throw new DeviceError('refused', 'the miner’s configuration is of a form that is not known yet');
  // To send a password back as stars would make them the password.
  if (conf.pools.some((pool) => isRecord(pool) && /^[*•]{3,}$/.test(String(pool.pass))))
    throw new DeviceError('refused', 'the miner hides its pool passwords, so that they would be lost');
  return conf;
}

function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}
