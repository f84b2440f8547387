import { normaliseMac } from '../domain/miner.ts';
import type { Board, Fault, Oddity, PoolConnection, Reading } from '../domain/reading.ts';
import type { DeviceAdapter, DeviceSnapshot } from './adapter.ts';
import { refuseBlank } from './blank-reading.ts';
import { largest, total } from './board-totals.ts';
import { iceriverControl } from './iceriver-control.ts';
import { algorithmOf, modelOf } from './iceriver-models.ts';
import { readPanel } from './iceriver-panel.ts';
import { RawRecord } from './raw-record.ts';

/**
 * IceRiver: one page tells everything, `POST /user/userpanel` with `post=4`. Field names and their meaning: pyasic
 * `pyasic/miners/backends/iceriver.py`, asic-rs `asic-rs-firmwares/iceriver/src/backends/v1`, and the miner's own page.
 */
export const iceriver: DeviceAdapter = {
  async read(transport, options) {
    const panel = await readPanel(transport, options);
    return refuseBlank(parseIceriver(panel, options.nowMs()), 'userpanel');
  },
  control: iceriverControl,
};

/** The panel → one moment. */
export function parseIceriver(panel: unknown, atMs: number): DeviceSnapshot {
  const oddities: Oddity[] = [];
  const data = new RawRecord(panel, oddities).record('data');
  const model = modelOf(data);
  const boards = data.records('boards').map((each, place) => board(each, place, data));
  const pools = data.records('pools');
  return {
    identity: {
      family: 'iceriver',
      mac: normaliseMac(data.text('mac') ?? ''),
      make: 'IceRiver',
      model,
      firmware: data.text('softver1') ?? data.text('firmver'),
      hostname: data.text('host'),
      algorithm: algorithmOf(data.text('algo'), model),
    },
    reading: {
      ...measured(data, atMs),
      expectedHashrateHs: total(data.records('boards').map((each) => idealHs(each, data))),
      tempChipMaxC: largest(boards.map(({ tempChipC }) => tempChipC)),
      tempBoardMaxC: largest(boards.map(({ tempBoardC }) => tempBoardC)),
      shares: {
        accepted: total(pools.map((pool) => pool.count('accepted'))),
        rejected: total(pools.map((pool) => pool.count('rejected'))),
      },
      poolDifficulty: pools
        .map((pool) => pool.difficulty('diff'))
        .find((diff) => diff !== undefined && diff > 0),
      boards,
      pools: pools.flatMap(pool),
      faults: faults(data),
      oddities,
    },
  };
}

/** Its page says of `rtpow` that it is the rate of 5 minutes, and of `avgpow` that it is that of 30. */
function measured(data: RawRecord, atMs: number) {
  const hashrateHs = rateHs(data, 'rtpow', data);
  return {
    atMs,
    hashrateHs,
    hashrateAvgHs: rateHs(data, 'avgpow', data),
    fans: data.numbers('fans').flatMap((rpm) => (rpm >= 0 && rpm <= 50_000 ? [{ rpm }] : [])),
    uptimeS: uptimeS(data),
    mining: data.boolean('powstate') ?? (hashrateHs === undefined ? undefined : hashrateHs > 0),
  } satisfies Partial<Reading>;
}

/** Counted from 1, as its own page shows them. */
function boardNo(told: RawRecord, place: number): number {
  const no = told.number('no', { min: 0, max: 100 });
  return no !== undefined && Number.isInteger(no) ? no : place + 1;
}

/** `intmp` is of the board, `outtmp` of its chips; counts and numbers come as floats (`18.0`). */
function board(told: RawRecord, place: number, data: RawRecord): Board {
  const frequencyMhz = told.number('freq', { min: 0, max: 5_000 });
  return {
    id: boardNo(told, place),
    hashrateHs: rateHs(told, 'rtpow', data),
    chips: told.count('chipnum'),
    tempChipC: told.temperature('outtmp'),
    tempBoardC: told.temperature('intmp'),
    frequencyMhz: frequencyMhz === 0 ? undefined : frequencyMhz,
  };
}

/** What a board should do; `0.00G` where the firmware does not know. */
function idealHs(told: RawRecord, data: RawRecord): number | undefined {
  const rate = rateHs(told, 'idealpow', data);
  return rate === 0 ? undefined : rate;
}

const STEPS: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  m: 1e6,
  g: 1e9,
  t: 1e12,
  p: 1e15,
  e: 1e18,
};
const MOST_HS = 1e18;

/** `"15011G"`, `"98.2 GH/s"`, or a number in the unit that the panel names. */
function rateHs(section: RawRecord, name: string, data: RawRecord): number | undefined {
  if (!section.has(name)) return undefined;
  const [, digits, letter] =
    /^(\d{1,15}(?:\.\d+)?)\s*([kmgtpe]?)(?:h(?:\/s)?)?$/i.exec(section.text(name) ?? '') ?? [];
  if (digits === undefined) return section.refuse(name, 'not a rate');
  const unit = letter || (/^[kmgtpe]/i.exec(data.text('unit') ?? '')?.[0] ?? '');
  const rate = Number(digits) * (STEPS[unit.toLowerCase()] ?? 1);
  return rate <= MOST_HS ? rate : section.refuse(name, 'out of range');
}

/** `dd:hh:mm:ss`. */
function uptimeS(data: RawRecord): number | undefined {
  const runtime = data.text('runtime');
  if (runtime === undefined) return undefined;
  const parts = /^(\d{1,6}):(\d{1,2}):(\d{1,2}):(\d{1,2})$/.exec(runtime)?.slice(1).map(Number);
  if (!parts) return data.refuse('runtime', 'not a time');
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts;
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/** `connect` is true or 1 of the pool in use, false, 0 or −1 of the others; `state` 1 says that it answers. */
function pool(told: RawRecord): readonly PoolConnection[] {
  const url = told.text('addr');
  if (url === undefined) return [];
  return [
    {
      url,
      user: told.text('user'),
      active: isOn(told, 'connect'),
      alive: isOn(told, 'state'),
      accepted: told.count('accepted'),
      rejected: told.count('rejected'),
    },
  ];
}

function isOn(told: RawRecord, name: string): boolean | undefined {
  return told.raw(name) === -1 ? false : told.boolean(name);
}

/** What its page shows as not normal; `tempstate` says so of a KS5L that works, and is left out. */
function faults(data: RawRecord): readonly Fault[] {
  const found: Fault[] = [];
  if (data.boolean('fanstate') === false) found.push({ message: 'the miner says that a fan is not normal' });
  if (data.boolean('netstate') === false)
    found.push({ message: 'the miner says that its network is not normal' });
  for (const [place, told] of data.records('boards').entries()) {
    const code = told.number('error', { min: 0, max: 1e9 });
    if (code)
      found.push({ code: String(code), message: `hash board ${boardNo(told, place)} reports an error` });
  }
  return found;
}
