import type { DeviceSettings } from '../domain/control.ts';
import { BraiinsSession } from './braiins-session.ts';
import type { DeviceControl } from './control.ts';
import { isRecord, RawRecord } from './raw-record.ts';
import { DeviceError } from './transport.ts';

/**
 * Changing Braiins OS from 21.09 to 25.05 by GraphQL (256foundation/asic-rs
 * asic-rs-firmwares/braiins/src/backends/{v21_09,v25_05}/mod.rs and v21_09/graphql.rs). Its power target is left out: no
 * query that is known tells its limits; its pools too: they would be without their passwords from then on.
 */
export const braiinsGraphqlControl: DeviceControl = {
  offers: () => ['restart', 'pause', 'resume', 'identify'],

  async settings(transport, options) {
    const session = new BraiinsSession(transport, options);
    // Reading is open to all, changing is not: a wrong password is better known now.
    await session.open();
    const found = await session.query(STATE);
    const state = new RawRecord(found, []);
    const uptimeS = state.record('bos').record('uptime').count('durationS');
    if (uptimeS === undefined)
      throw new DeviceError('unreadable-reply', '/graphql: it does not tell how it is');
    return {
      // Whoever is stopped has nobody who solves work.
      paused: !isRecord(state.record('bosminer').record('info').raw('workSolver')),
      uptimeS,
      bounds: {},
    } satisfies DeviceSettings;
  },

  async apply(transport, change, options) {
    const session = new BraiinsSession(transport, options);
    switch (change.kind) {
      case 'restart':
        return requireDone((await session.mutate(COMMANDS.restart)).record('bos').raw('reboot'));
      case 'pause':
        return requireDone((await session.mutate(COMMANDS.pause)).record('bosminer').raw('stop'));
      case 'resume':
        return requireDone((await session.mutate(COMMANDS.resume)).record('bosminer').raw('start'));
      case 'identify': {
        const lamp = new RawRecord(await session.query('query lamp { bos { faultLight } }'), []);
        // It shines until it is told to stop: asked a second time, it stops.
        const enable = lamp.record('bos').boolean('faultLight') !== true;
        await session.mutate(COMMANDS.identify, { enable });
        return;
      }
      default:
        throw new DeviceError('refused', `Braiins OS of this version has no ${change.kind} yet`);
    }
  },
};

const STATE = `query state {
  bos { uptime { durationS } }
  bosminer { info { workSolver { nominalMhs } } }
}`;

const COMMANDS = {
  restart: 'mutation { bos { reboot { ... on VoidResult { void } } } }',
  pause: 'mutation { bosminer { stop { ... on VoidResult { void } } } }',
  resume: 'mutation { bosminer { start { ... on VoidResult { void } } } }',
  identify: 'mutation ($enable: Boolean!) { bos { setFaultLight(enable: $enable) { enabled } } }',
} as const;

/** What went well is nothing, told as such; an error of its own kind is told as nothing at all. */
function requireDone(result: unknown): void {
  if (!isRecord(result) || !Object.hasOwn(result, 'void'))
    throw new DeviceError('unreadable-reply', '/graphql: the miner does not say that it was done');
}
