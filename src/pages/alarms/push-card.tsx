import { Match, Show, Switch } from 'solid-js';
import type { AlarmReport } from '../../domain/channel.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { alarms as text } from '../../ui/text/en/alarms.ts';
import styles from './alarms-page.module.css';
import type { Alarms } from './create-alarms.ts';
import { createPush } from './create-push.ts';
import { toldPush } from './push-subscription.ts';

const words = text.push;

/** Alarms to this very browser, asked for in place, and mended where its subscription was lost. */
export function PushCard(props: { readonly alarms: Alarms; readonly report: AlarmReport }) {
  const push = createPush(props.alarms, () => props.report);
  const hindrance = () => {
    const said = {
      unsupported: words.unsupported,
      insecure: words.insecure,
      denied: words.denied,
      'no-worker': words.noWorker,
    } as const;
    const standing = push.standing();
    return standing && standing in said ? said[standing as keyof typeof said] : undefined;
  };
  const turnOn = (label: string) => (
    <Button look="primary" icon="bell" busy={push.busy()} onClick={() => void push.turnOn()}>
      {label}
    </Button>
  );
  return (
    <Card heading={words.heading}>
      <p class={styles.hint}>{words.what}</p>
      <Switch>
        <Match when={hindrance()}>
          {(said) => (
            // Where pushes were switched on, nobody may think that they still come.
            <Notice tone={push.standing() === 'denied' && toldPush() ? 'act' : 'info'}>{said()}</Notice>
          )}
        </Match>
        <Match when={push.standing() === 'on'}>
          <Notice
            tone="good"
            live
            action={
              <Button busy={push.busy()} onClick={() => void push.turnOff()}>
                {words.turnOff}
              </Button>
            }
          >
            {words.on}
          </Notice>
        </Match>
        <Match when={push.standing() === 'lost'}>
          <Notice tone="act" live action={turnOn(words.repair)}>
            {words.lost}
          </Notice>
        </Match>
        <Match when={push.standing() === 'removed'}>
          <Notice tone="watch" live action={turnOn(words.repair)}>
            {words.removed}
          </Notice>
        </Match>
        <Match when={push.standing() === 'off'}>
          <div>{turnOn(words.off)}</div>
        </Match>
      </Switch>
      <Show when={push.failure()}>
        {(said) => (
          <Notice tone="act" live>
            {said()}
          </Notice>
        )}
      </Show>
    </Card>
  );
}
