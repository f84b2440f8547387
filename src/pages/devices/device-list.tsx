import { createSignal, Index, Match, Show, Switch } from 'solid-js';
import type { PairedDevice } from '../../domain/pairing.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { formatAge } from '../../ui/format/age.ts';
import { formatDay } from '../../ui/format/clock-time.ts';
import { Notice } from '../../ui/notice.tsx';
import { common } from '../../ui/text/en/common.ts';
import { devices } from '../../ui/text/en/devices.ts';
import { useToast } from '../../ui/toast.tsx';
import type { CollectorApi } from '../../workers/collector-api.ts';
import type { Answer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import styles from './devices-page.module.css';

const text = devices.list;

/** Who is in, since when, and the way to turn each away. */
export function DeviceList(props: { readonly devices: Answer<readonly PairedDevice[]> }) {
  const fleet = useFleet();
  const toast = useToast();
  const [leaving, setLeaving] = createSignal<PairedDevice>();
  const [renamed, setRenamed] = createSignal<string>();
  const change = async (work: (api: CollectorApi) => Promise<unknown>, words?: string) => {
    try {
      await work(await fleet.ownCollector());
      if (words !== undefined) toast({ words });
    } catch (error) {
      console.error('a device was not changed', error);
      toast({ words: text.failedToChange });
    }
    props.devices.askAgain();
  };
  const revoke = ({ id, name }: PairedDevice) => {
    setLeaving(undefined);
    void change((api) => api.revokeDevice(id), text.revoked(name));
  };
  const rename = ({ id }: PairedDevice, name: string) => {
    setRenamed(undefined);
    if (name.trim() !== '') void change((api) => api.renameDevice(id, name.trim()));
  };
  return (
    <Card heading={text.heading}>
      <Switch>
        <Match when={props.devices.failed()}>
          <Notice tone="watch" action={<Button onClick={props.devices.askAgain}>{common.tryAgain}</Button>}>
            {text.failed}
          </Notice>
        </Match>
        <Match when={props.devices.latest()} keyed={false}>
          {(all) => (
            <ul class={styles.list}>
              {/* By place, not by identity: a list that was asked for again must not take away what is being typed. */}
              <Index each={all()} fallback={<li class={styles.hint}>{text.none}</li>}>
                {(device) => (
                  <li>
                    <Show
                      when={renamed() === device().id}
                      fallback={
                        <DeviceRow
                          device={device()}
                          nowMs={fleet.nowMs()}
                          onRename={() => setRenamed(device().id)}
                          onRevoke={() => setLeaving(device())}
                        />
                      }
                    >
                      <RenameForm device={device()} onKeep={(name) => rename(device(), name)} />
                    </Show>
                  </li>
                )}
              </Index>
            </ul>
          )}
        </Match>
        <Match when={props.devices.asking()}>
          <p role="status">{text.reading}</p>
        </Match>
      </Switch>
      <Dialog
        open={leaving() !== undefined}
        heading={text.revokeQuestion(leaving()?.name ?? '')}
        onClose={() => setLeaving(undefined)}
        actions={
          <Button
            look="danger"
            onClick={() => {
              const device = leaving();
              if (device) revoke(device);
            }}
          >
            {text.revoke}
          </Button>
        }
      >
        <p>{text.revokeWhat}</p>
      </Dialog>
    </Card>
  );
}

function DeviceRow(props: {
  readonly device: PairedDevice;
  readonly nowMs: number;
  readonly onRename: () => void;
  readonly onRevoke: () => void;
}) {
  const seen = () => {
    const { lastSeenAtMs } = props.device;
    return lastSeenAtMs === undefined ? text.neverSeen : text.seen(formatAge(props.nowMs - lastSeenAtMs));
  };
  return (
    <div class={styles.device}>
      <div>
        <h3>{props.device.name}</h3>
        <p class={styles.hint}>
          {text.since(formatDay(props.device.createdAtMs))}, {seen()}
        </p>
      </div>
      <div class={styles.actions}>
        <Button
          look="quiet"
          icon="edit"
          aria-label={text.renameOf(props.device.name)}
          onClick={() => props.onRename()}
        >
          {text.rename}
        </Button>
        <Button look="danger" aria-label={text.revokeOf(props.device.name)} onClick={() => props.onRevoke()}>
          {text.revoke}
        </Button>
      </div>
    </div>
  );
}

function RenameForm(props: { readonly device: PairedDevice; readonly onKeep: (name: string) => void }) {
  const [name, setName] = createSignal(props.device.name);
  return (
    <form
      class={styles.rename}
      onSubmit={(event) => {
        event.preventDefault();
        props.onKeep(name());
      }}
    >
      <TextField
        ref={(input) => queueMicrotask(() => input.focus())}
        label={text.name}
        maxLength={60}
        value={name()}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit">{text.keep}</Button>
    </form>
  );
}
