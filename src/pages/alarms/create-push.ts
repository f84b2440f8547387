import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import type { AlarmReport } from '../../domain/channel.ts';
import { alarms as text } from '../../ui/text/en/alarms.ts';
import { useToast } from '../../ui/toast.tsx';
import { deviceName } from '../join/device-name.ts';
import { type Alarms, isFailure } from './create-alarms.ts';
import {
  type PushStanding,
  pushSettings,
  pushSigns,
  pushStanding,
  rememberTold,
  subscribe,
  toldPush,
  unsubscribe,
} from './push-subscription.ts';

const words = text.push;

/** Pushes to this browser, and the ways to have them or not. */
export interface Push {
  /** Undefined until it has been looked at. */
  readonly standing: Accessor<PushStanding | undefined>;
  readonly busy: Accessor<boolean>;
  /** Why the last press came to nothing. */
  readonly failure: Accessor<string | undefined>;
  /** Asks for permission, subscribes, and tells the helper; also mends what was lost. Only from a press. */
  readonly turnOn: () => Promise<void>;
  readonly turnOff: () => Promise<void>;
}

export function createPush(alarms: Alarms, report: Accessor<AlarmReport>): Push {
  const toast = useToast();
  const [standing, setStanding] = createSignal<PushStanding>();
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<string>();
  const look = async () => {
    const signs = await pushSigns(report());
    const next = pushStanding(signs);
    // What can be mended without a question is.
    if (next === 'lost' && standing() !== 'lost' && signs.permission === 'granted' && !busy()) {
      if (await mended()) return;
    }
    setStanding(next);
  };
  const mended = async (): Promise<boolean> => {
    if (!(await told())) return false;
    toast({ words: words.repaired });
    setStanding('on');
    return true;
  };
  /** Subscribes, and tells the helper of it. */
  const told = async (): Promise<boolean> => {
    try {
      const subscription = await subscribe(report().pushKey);
      const known = report().channels.find(({ id }) => id === toldPush()?.channelId);
      const use = known ?? { name: deviceName(navigator), on: true, least: 'act' as const, afterMin: 0 };
      const { name, on: isOn, least, afterMin } = use;
      const draft = { name, on: isOn, least, afterMin, settings: pushSettings(subscription) };
      const id = await alarms.save(draft, known?.id);
      if (isFailure(id)) {
        setFailure(words.notTold);
        return false;
      }
      rememberTold({ channelId: id, endpoint: subscription.endpoint });
      return true;
    } catch (error) {
      console.error('this browser could not subscribe', error);
      setFailure(words.failed(error instanceof Error ? error.message : String(error)));
      return false;
    }
  };
  const busily = async (work: () => Promise<void>) => {
    setFailure(undefined);
    setBusy(true);
    await work().finally(() => setBusy(false));
  };
  createEffect(on(report, () => void look()));
  const onMessage = ({ data }: MessageEvent<{ readonly kind?: string } | undefined>) => {
    if (data?.kind === 'push-subscription-changed') void look();
  };
  navigator.serviceWorker?.addEventListener('message', onMessage);
  onCleanup(() => navigator.serviceWorker?.removeEventListener('message', onMessage));
  return {
    standing,
    busy,
    failure,
    turnOn: () =>
      busily(async () => {
        if ((await Notification.requestPermission()) !== 'granted') return look();
        if (!(await told())) return;
        setStanding('on');
        toast({ words: words.turnedOn, topic: 'push' });
      }),
    turnOff: () =>
      busily(async () => {
        const channelId = toldPush()?.channelId;
        const channel = report().channels.find(({ id }) => id === channelId);
        if (channel) await alarms.remove(channel);
        await unsubscribe();
        setStanding('off');
      }),
  };
}
