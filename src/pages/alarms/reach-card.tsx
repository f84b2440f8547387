import { Show } from 'solid-js';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { formatAge } from '../../ui/format/age.ts';
import { Notice } from '../../ui/notice.tsx';
import { alarms as text } from '../../ui/text/en/alarms.ts';
import { common } from '../../ui/text/en/common.ts';
import { useFleet } from '../fleet-context.ts';
import { createReach } from '../reach.ts';
import styles from './alarms-page.module.css';
import type { Alarms } from './create-alarms.ts';
import { reachSentence, standingSentence } from './reach-words.ts';

/** What reaches the owner while no page is open, and if nothing does, what to do. */
export function ReachCard(props: { readonly alarms: Alarms }) {
  const words = text.reach;
  const fleet = useFleet();
  const reach = createReach();
  const report = () => (props.alarms.standing() === 'running' ? props.alarms.report() : undefined);
  const said = () => {
    const known = report();
    return known ? reachSentence(known) : standingSentence(props.alarms.standing(), reach());
  };
  const checked = () => {
    const atMs = report()?.checkedAtMs;
    return atMs === undefined ? words.notChecked : words.checked(formatAge(fleet.nowMs() - atMs));
  };
  const canConnect = () => ['no-helper', 'not-paired'].includes(props.alarms.standing());
  return (
    <Card heading={words.heading}>
      <Show when={said()}>
        {(sentence) => (
          <Notice
            tone={sentence().tone}
            live
            action={
              <Show
                when={canConnect()}
                fallback={
                  <Show when={!report()}>
                    <Button onClick={props.alarms.askAgain}>{common.tryAgain}</Button>
                  </Show>
                }
              >
                <ButtonLink href="/add">{words.connect}</ButtonLink>
              </Show>
            }
          >
            {sentence().sentence}
          </Notice>
        )}
      </Show>
      <Show when={props.alarms.standing() === 'not-recording'}>
        <p>{words.notRecordingHow}</p>
        <p>
          <code class={styles.command}>{words.command}</code>
        </p>
      </Show>
      <Show when={report()}>
        {(known) => (
          <>
            <Show when={known().waiting > 0}>
              <p>{words.waiting(known().waiting)}</p>
            </Show>
            <p class={styles.hint}>{checked()}</p>
            <p class={styles.hint}>{words.honest}</p>
          </>
        )}
      </Show>
    </Card>
  );
}
