import type { DeviceChange, DeviceSettings } from '../domain/control.ts';
import { whatsminerSignature } from '../domain/whatsminer-crypto.ts';
import { beforeSending } from './before-sending.ts';
import type { ApplyOptions, DeviceControl } from './control.ts';
import { loginOf } from './login.ts';
import { isRecord, RawRecord } from './raw-record.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';
import { TAKES_NO_COMMANDS } from './whatsminer-v2-command.ts';
import { MOST_POOLS, poolPassword, RED_FLASH } from './whatsminer-v2-control.ts';

/**
 * Changing WhatsMiner API v3 (apidoc.whatsminer.com; asic-rs `asic-rs-firmwares/whatsminer/src/backends/v3`; pyasic
 * `BTMinerV3RPCAPI`). Its power modes are not offered: the maker's manual has `set.miner.power_mode`, asic-rs sends
 * `set.miner.mode`, and no reply that is known tells which of them is on.
 */
export const whatsminerV3Control: DeviceControl = {
  offers: () => ['restart', 'pause', 'resume', 'identify', 'power-limit', 'pools'],

  async settings(transport, { signal }) {
    const info = told(await ask(transport, { cmd: 'get.device.info' }, signal), 'get.device.info');
    const status = async (param: string) =>
      told(await ask(transport, { cmd: 'get.miner.status', param }, signal), param);
    const summary = (await status('summary')).record('summary');
    const pools = (await status('pools')).records('pools');
    const working = info.record('miner').boolean('working');
    return {
      paused: working === undefined ? undefined : !working,
      powerLimitW: summary.number('power-limit', { min: 1, max: 100_000 }),
      pools: pools.flatMap((pool) => {
        const url = pool.text('url');
        return url === undefined ? [] : [{ url, user: pool.text('account') ?? '' }];
      }),
      uptimeS: summary.count('elapsed'),
      bounds: { mostPools: MOST_POOLS },
    } satisfies DeviceSettings;
  },

  async apply(transport, change, options) {
    const { cmd, param, secret } = commandFor(change);
    const info = await beforeSending(async () =>
      told(await ask(transport, { cmd: 'get.device.info' }, options.signal), 'get.device.info'),
    );
    const signed = sign(cmd, info, options);
    const wanted = change.kind === 'identify' && blinks(info) ? 'auto' : param;
    const reply = await ask(
      transport,
      {
        cmd,
        ...(wanted === undefined ? {} : { param: secret ? signed.encrypt(wanted) : wanted }),
        ts: signed.atS,
        token: signed.token,
        account: signed.account,
      },
      options.signal,
    );
    requireTaken(reply);
  },
};

/** Whom the maker ships it with; `admin` is refused by API v3. */
const SHIPPED = { username: 'super', password: 'super' };

interface V3Command {
  readonly cmd: string;
  readonly param?: unknown;
  /** Only its owner may read the parameter. */
  readonly secret?: true;
}

function commandFor(change: DeviceChange): V3Command {
  switch (change.kind) {
    case 'restart':
      return { cmd: 'set.system.reboot' };
    case 'pause':
      return { cmd: 'set.miner.service', param: 'stop' };
    case 'resume':
      return { cmd: 'set.miner.service', param: 'start' };
    case 'identify':
      return { cmd: 'set.system.led', param: [RED_FLASH] };
    case 'power-limit':
      return { cmd: 'set.miner.power_limit', param: Math.round(change.powerLimitW) };
    case 'pools':
      return {
        cmd: 'set.miner.pools',
        param: change.pools.map((pool) => ({
          pool: pool.url,
          worker: pool.user,
          passwd: poolPassword(pool),
        })),
        secret: true,
      };
    default:
      throw new DeviceError('refused', `a WhatsMiner of API v3 has no ${change.kind} yet`);
  }
}

/** @throws DeviceError `refused` where the miner says beforehand that it takes no commands, or gives no salt */
function sign(cmd: string, info: RawRecord, { credentials, nowMs }: ApplyOptions) {
  if (info.record('system').text('apiswitch') === '0') throw new DeviceError('refused', TAKES_NO_COMMANDS);
  const salt = info.text('salt');
  if (salt === undefined)
    throw new DeviceError('refused', 'the miner gives out nothing to sign commands with');
  const { username, password } = loginOf(credentials, SHIPPED);
  const atS = Math.floor(nowMs() / 1_000);
  return { ...whatsminerSignature(cmd, password, salt, atS), atS, account: username };
}

/** The lamp blinks until somebody says otherwise: to be asked again ends it. */
function blinks(info: RawRecord): boolean {
  const led = info.record('system').text('ledstatus');
  return led !== undefined && led !== 'auto';
}

const NO_PERMISSION = -4;

function requireTaken(reply: unknown): void {
  const record = new RawRecord(reply, []);
  const code = record.number('code');
  const words = record.text('msg') ?? 'no reason given';
  if (code === 0) return;
  if (code === undefined) throw new DeviceError('unreadable-reply', 'the miner says neither yes nor no');
  if (code === NO_PERMISSION || /token|permission|account/i.test(words))
    throw new DeviceError('refused', `the miner does not take the user name and password (“${words}”)`);
  throw new DeviceError('refused', `the miner answers: ${words}`);
}

function ask(
  transport: DeviceTransport,
  body: Readonly<Record<string, unknown>>,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  return transport.message({ body, framing: 'length-prefixed', ...(signal ? { signal } : {}) });
}

/** @throws DeviceError `unreadable-reply` where it tells nothing */
function told(reply: unknown, what: string): RawRecord {
  if (!isRecord(reply) || !isRecord(reply.msg))
    throw new DeviceError('unreadable-reply', `${what}: the device does not tell`);
  return new RawRecord(reply.msg, []);
}
