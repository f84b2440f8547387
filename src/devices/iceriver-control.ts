import type { DeviceSettings } from '../domain/control.ts';
import type { DeviceControl } from './control.ts';
import { postForm, readPanel } from './iceriver-panel.ts';
import { RawRecord } from './raw-record.ts';
import { DeviceError } from './transport.ts';

/** Changing IceRiver: its lamp is all that a source that is known sets (pyasic `pyasic/web/iceriver.py`, `locate`). */
export const iceriverControl: DeviceControl = {
  offers: () => ['identify'],

  async settings(transport, options) {
    await readPanel(transport, options);
    return { bounds: {} } satisfies DeviceSettings;
  },

  async apply(transport, change, options) {
    if (change.kind !== 'identify') throw new DeviceError('refused', `IceRiver has no ${change.kind} yet`);
    const session = options.session ?? {};
    const panel = await readPanel(transport, { ...options, session });
    // It blinks until it is told to stop: asked a second time, it stops.
    const blinks = new RawRecord(panel, []).record('data').boolean('locate') === true;
    const form = new URLSearchParams({ post: '5', locate: blinks ? '0' : '1' }).toString();
    const { status } = await postForm(transport, '/user/userpanel', form, session.token, options);
    if (status < 200 || status >= 300) throw new DeviceError('refused', `the miner answers ${status}`);
  },
};
