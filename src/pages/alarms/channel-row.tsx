import { createEffect, createSignal, For, on, Show } from 'solid-js';
import type { ChannelReport } from '../../domain/channel.ts';
import type { CollectorFailure } from '../../domain/fleet-view.ts';
import type { DeliveryEntry } from '../../domain/notification.ts';
import { Button } from '../../ui/button.tsx';
import { failureWords } from '../../ui/failure-words.ts';
import { formatAge } from '../../ui/format/age.ts';
import { places, withUnit } from '../../ui/format/decimal.ts';
import { formatRoughDuration } from '../../ui/format/duration.ts';
import { SwitchField } from '../../ui/switch-field.tsx';
import { alarms as text } from '../../ui/text/en/alarms.ts';
import { useFleet } from '../fleet-context.ts';
import styles from './alarms-page.module.css';
import { type Alarms, isFailure } from './create-alarms.ts';

const words = text.channels;

/** One channel: on or off, what it is told and when, how that went last, and what can be done with it. */
export function ChannelRow(props: {
  readonly channel: ChannelReport;
  readonly alarms: Alarms;
  readonly last: DeliveryEntry | undefined;
  /** It was just set up, and is to be tried. */
  readonly testsNow: boolean;
  readonly onChange: () => void;
}) {
  const name = () => props.channel.name;
  const [testing, setTesting] = createSignal(false);
  const [result, setResult] = createSignal<DeliveryEntry | CollectorFailure>();
  const test = async () => {
    setResult(undefined);
    setTesting(true);
    setResult(await props.alarms.test(props.channel.id));
    setTesting(false);
  };
  createEffect(
    on(
      () => props.testsNow,
      (now) => now && void test(),
    ),
  );
  const setOn = (on: boolean) =>
    void props.alarms.setUse(
      props.channel,
      { on },
      on ? words.switchedOn(name()) : words.switchedOff(name()),
    );
  return (
    <li class={styles.entry}>
      <SwitchField
        label={name()}
        hint={<Use channel={props.channel} />}
        on={props.channel.on}
        onSwitch={setOn}
      />
      <Details channel={props.channel} />
      <Standing channel={props.channel} last={props.last} />
      <p class={styles.hint} role="status">
        {testing() ? words.testing : resultWords(result())}
      </p>
      <div class={styles.buttons}>
        <Button icon="bell" busy={testing()} aria-label={words.testOf(name())} onClick={() => void test()}>
          {words.test}
        </Button>
        <Show when={props.channel.kind !== 'web-push'}>
          <Button icon="edit" aria-label={words.editOf(name())} onClick={props.onChange}>
            {words.edit}
          </Button>
        </Show>
        <Button
          icon="trash"
          look="quiet"
          aria-label={words.removeOf(name())}
          onClick={() => void props.alarms.remove(props.channel)}
        />
      </div>
    </li>
  );
}

function Use(props: { readonly channel: ChannelReport }) {
  const after = () => {
    const { afterMin } = props.channel;
    return afterMin === 0 ? words.atOnce : words.after(formatRoughDuration(60 * afterMin));
  };
  return (
    <>
      <span class={styles.kind}>{text.kinds[props.channel.kind]}</span> {words.least[props.channel.least]},{' '}
      {after()}
    </>
  );
}

/** Where it goes: all that is no secret, and of secrets that they are set. */
function Details(props: { readonly channel: ChannelReport }) {
  const labels: Readonly<Record<string, string>> = text.form.fields;
  const told = () => {
    const { kind, fields, secrets } = props.channel;
    if (kind === 'web-push') return [];
    const hints = Object.entries(secrets).map(([name, hint]): readonly [string, string] => [
      name,
      hint === '…' ? words.secretShort : words.secret(hint),
    ]);
    return [...Object.entries(fields), ...hints];
  };
  return (
    <Show when={told().length > 0}>
      <p class={styles.hint}>
        <For each={told()}>
          {([name, shown], at) => (
            <>
              {at() > 0 ? ' · ' : ''}
              {`${labels[name] ?? name}: ${shown}`}
            </>
          )}
        </For>
      </p>
    </Show>
  );
}

function Standing(props: { readonly channel: ChannelReport; readonly last: DeliveryEntry | undefined }) {
  const fleet = useFleet();
  const age = () => formatAge(fleet.nowMs() - (props.last?.atMs ?? fleet.nowMs()));
  return (
    <>
      <Show when={props.channel.deviceId !== undefined}>
        <p class={styles.hint}>{words.ofDevice}</p>
      </Show>
      <Show
        when={props.channel.problem}
        fallback={
          <p class={styles.hint}>
            {props.last?.outcome === 'delivered' ? words.delivered(age()) : words.never}
          </p>
        }
      >
        {(problem) => (
          <p class={styles.problem}>
            {words.failedAt(age())}
            {props.last?.problem === problem() && props.last.detail
              ? props.last.detail
              : text.problems[problem()]}
          </p>
        )}
      </Show>
    </>
  );
}

/** How a test went; nothing before the first. */
function resultWords(result: DeliveryEntry | CollectorFailure | undefined): string {
  if (result === undefined) return '';
  if (isFailure(result))
    return result.kind === 'busy' ? words.testTooSoon : words.testRefused(failureWords(result).sentence);
  if (result.outcome === 'delivered') return words.tested(withUnit(result.tookMs / 1000, 's', places(1)));
  return words.testFailed(result.detail ?? (result.problem ? text.problems[result.problem] : ''));
}
