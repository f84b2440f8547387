import { createSignal, Show } from 'solid-js';
import { formatAddress } from '../../domain/miner.ts';
import { isMeterFresh, type MeterView } from '../../domain/wall-meter.ts';
import { Button } from '../../ui/button.tsx';
import { formatAge } from '../../ui/format/age.ts';
import { listed } from '../../ui/format/name-list.ts';
import { meters as text } from '../../ui/text/en/meters.ts';
import { useFleet } from '../fleet-context.ts';
import type { Meters } from './create-meters.ts';
import { partFigures, roleWords, withoutConsent } from './meter-words.ts';
import styles from './meters.module.css';
import { SwitchDialog } from './switch-dialog.tsx';

/** One plug or sensor: what it says and how old that is, what it is for, and what can be done with it. */
export function MeterRow(props: {
  readonly view: MeterView;
  readonly meters: Meters;
  readonly onEdit: () => void;
}) {
  const { nowMs, view: fleet } = useFleet();
  const meter = () => props.view.meter;
  const fresh = () => isMeterFresh(props.view, nowMs());
  const figures = () => partFigures(props.view.part, { unit: fleet()?.settings.temperatureUnit ?? 'C' });
  const age = () => {
    const { answeredAtMs } = props.view;
    if (answeredAtMs === undefined) return text.row.waiting;
    const words = formatAge(nowMs() - answeredAtMs);
    return fresh() ? text.row.age(words) : text.row.old(words);
  };
  return (
    <li class={styles.meter}>
      <div class={styles.about}>
        <h3>{meter().name}</h3>
        <p class={styles.figures}>
          <Show when={figures()}>
            <Show when={fresh()} fallback={<s>{figures()}</s>}>
              <strong>{figures()}</strong>
            </Show>{' '}
          </Show>
          <span class={styles.hint}>{age()}</span>
        </p>
        <p class={styles.hint}>{roleWords(meter(), props.meters.miners())}</p>
        <p class={styles.hint}>
          {text.kinds[meter().kind]}, {formatAddress(meter().address)}
        </p>
        <Show when={props.view.failure}>
          {(failure) => <p class={styles.problem}>{text.failures[failure().kind]}</p>}
        </Show>
      </div>
      <div class={styles.buttons}>
        <Show when={meter().offers.includes('switch')}>
          <SwitchButtons view={props.view} meters={props.meters} />
        </Show>
        <Button
          look="quiet"
          icon="edit"
          aria-label={`${text.edit}: ${meter().name}`}
          onClick={() => props.onEdit()}
        >
          {text.edit}
        </Button>
        <Button
          look="quiet"
          aria-label={`${text.remove}: ${meter().name}`}
          onClick={() => void props.meters.remove(meter())}
        >
          {text.remove}
        </Button>
      </div>
    </li>
  );
}

/** Switching is for those who have allowed changes of every miner that it concerns. */
function SwitchButtons(props: { readonly view: MeterView; readonly meters: Meters }) {
  const words = text.switching;
  const [asking, setAsking] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const closed = () => withoutConsent(props.view, props.meters.miners());
  const switchTo = async (on: boolean) => {
    setAsking(false);
    setBusy(true);
    await props.meters.switchTo(props.view.meter, on);
    setBusy(false);
  };
  return (
    <Show
      when={closed().length === 0}
      fallback={<p class={styles.hint}>{words.needs(listed(closed().map(({ name }) => name)))}</p>}
    >
      <Show
        when={props.view.part?.on === false}
        fallback={
          <Button busy={busy()} onClick={() => setAsking(true)}>
            {words.turnOff}
          </Button>
        }
      >
        <Button busy={busy()} onClick={() => void switchTo(true)}>
          {words.turnOn}
        </Button>
      </Show>
      <Show when={asking()}>
        <SwitchDialog
          meter={props.view.meter}
          miners={props.meters.miners()}
          onClose={() => setAsking(false)}
          onConfirm={() => void switchTo(false)}
        />
      </Show>
    </Show>
  );
}
