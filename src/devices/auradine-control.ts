import type { DeviceChange, DeviceSettings } from '../domain/control.ts';
import { AURADINE_LOGIN, isSleeping } from './auradine-web.ts';
import type { DeviceControl } from './control.ts';
import { RawRecord } from './raw-record.ts';
import { replyJson } from './reply-json.ts';
import { rpcPools } from './rpc-pools.ts';
import { askRpcIfKnown, sections } from './rpc-reply.ts';
import { TokenApi } from './token-api.ts';
import { DeviceError } from './transport.ts';

/**
 * Changing Auradine (FluxOS): POST with the command's own name in its body (asic-rs
 * `asic-rs-firmwares/auradine/src/backends/v1/{mod,web}.rs`; pyasic `pyasic/web/auradine.py`). Its power target is left
 * out: it tells no limit, and taking it back would need the mode that it had.
 */
export const auradineControl: DeviceControl = {
  offers: () => ['restart', 'pause', 'resume', 'identify', 'pools'],

  async settings(transport, options) {
    const api = new TokenApi(transport, AURADINE_LOGIN, options);
    const [mode = new RawRecord({}, [])] = new RawRecord(await api.json('/mode'), []).records('Mode');
    const ask = async (command: string) => (await askRpcIfKnown(transport, command, options.signal))?.body;
    const pools = new RawRecord(await ask('pools'), []).records('POOLS');
    const [summary] = new RawRecord(await ask('summary'), []).records('SUMMARY');
    return {
      paused: isSleeping(mode),
      pools: rpcPools(pools).map(({ url, user }) => ({ url, user: user ?? '' })),
      uptimeS: summary?.count('Elapsed'),
      bounds: { mostPools: MOST_POOLS },
    } satisfies DeviceSettings;
  },

  async apply(transport, change, options) {
    const api = new TokenApi(transport, AURADINE_LOGIN, options);
    const { command, ...fields } =
      change.kind === 'identify' ? lamp(await api.jsonIfKnown('/led')) : commandFor(change);
    const reply = await api.command('POST', `/${command}`, { command, ...fields });
    const body = new RawRecord(replyJson(reply, command), []);
    const [status] = sections({ failed: false, body: { STATUS: body.raw('STATUS') } }, 'STATUS', []);
    if (status?.text('STATUS') === 'S' || status?.text('STATUS') === 'I') return;
    if (status === undefined) throw new DeviceError('unreadable-reply', `${command}: neither yes nor no`);
    throw new DeviceError('refused', `the miner answers: ${status.text('Msg') ?? 'no reason given'}`);
  },
};

const MOST_POOLS = 3;
/** Its lamp: to be found, and as usual. */
const LOCATE = 3;
const NORMAL = 2;

interface Command {
  readonly command: string;
  readonly [field: string]: unknown;
}

function commandFor(change: DeviceChange): Command {
  switch (change.kind) {
    case 'restart':
      return { command: 'restart' };
    case 'pause':
      return { command: 'mode', sleep: 'on' };
    case 'resume':
      return { command: 'mode', sleep: 'off' };
    case 'pools':
      return {
        command: 'updatepools',
        pools: change.pools.map(({ url, user, password }) => ({ url, user, pass: password ?? 'x' })),
      };
    default:
      throw new DeviceError('refused', `Auradine has no ${change.kind} yet`);
  }
}

/** It shines until it is told to stop: asked a second time, it stops. */
function lamp(led: unknown): Command {
  const [now] = new RawRecord(led, []).records('LED');
  return { command: 'led', code: now?.number('Code') === LOCATE ? NORMAL : LOCATE };
}
