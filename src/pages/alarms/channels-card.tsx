import { createMemo, createSignal, For, Show } from 'solid-js';
import type { AlarmReport, ChannelReport } from '../../domain/channel.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { alarms as text } from '../../ui/text/en/alarms.ts';
import styles from './alarms-page.module.css';
import { ChannelDialog } from './channel-dialog.tsx';
import { ChannelRow } from './channel-row.tsx';
import type { Alarms } from './create-alarms.ts';

/** Every channel with how it did last, and the way to add one. */
export function ChannelsCard(props: { readonly alarms: Alarms; readonly report: AlarmReport }) {
  const words = text.channels;
  const [open, setOpen] = createSignal<'new' | ChannelReport>();
  const [tested, setTested] = createSignal<string>();
  const byId = createMemo(() => new Map(props.report.channels.map((channel) => [channel.id, channel])));
  // By id, so that a row and the test that is under way in it outlive the next answer.
  const ids = createMemo(() => props.report.channels.map(({ id }) => id), undefined, {
    equals: (a, b) => a.join() === b.join(),
  });
  const changed = () => {
    const asked = open();
    return asked === 'new' ? undefined : asked;
  };
  return (
    <Card
      heading={words.heading}
      aside={
        <Button icon="add" onClick={() => setOpen('new')}>
          {words.add}
        </Button>
      }
    >
      <Show when={ids().length > 0} fallback={<p class={styles.hint}>{words.none}</p>}>
        <ul class={styles.list}>
          <For each={ids()}>
            {(id) => (
              <Show when={byId().get(id)}>
                {(channel) => (
                  <ChannelRow
                    channel={channel()}
                    alarms={props.alarms}
                    last={props.report.deliveries.find(({ channelId }) => channelId === id)}
                    testsNow={tested() === id}
                    onChange={() => setOpen(channel())}
                  />
                )}
              </Show>
            )}
          </For>
        </ul>
      </Show>
      <Show when={open()}>
        <ChannelDialog
          channel={changed()}
          alarms={props.alarms}
          onClose={() => setOpen(undefined)}
          onKept={(id) => {
            // The same one may have been tried after an earlier change.
            setTested(undefined);
            setTested(id);
          }}
        />
      </Show>
    </Card>
  );
}
