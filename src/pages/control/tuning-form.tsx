import { createSignal, Show } from 'solid-js';
import type { DeviceChange } from '../../domain/control.ts';
import { control as text } from '../../ui/text/en/control.ts';
import type { ControlView } from '../../workers/control-api.ts';
import { BoundedField } from './bounded-field.tsx';
import styles from './control.module.css';
import { SettingForm } from './setting-form.tsx';

/** Clock and core voltage, each within what the hardware bears. */
export function TuningForm(props: {
  readonly view: ControlView;
  readonly onReview: (change: DeviceChange) => void;
}) {
  const words = text.tuning;
  const [frequencyMhz, setFrequencyMhz] = createSignal<number>();
  const [coreVoltageMv, setCoreVoltageMv] = createSignal<number>();
  const bounds = () => props.view.bounds;
  const bounded = () => bounds().frequencyMhz !== undefined || bounds().coreVoltageMv !== undefined;
  const now = () => props.view.settings;
  const review = () => {
    const wanted = {
      ...changed('frequencyMhz', frequencyMhz(), now().frequencyMhz),
      ...changed('coreVoltageMv', coreVoltageMv(), now().coreVoltageMv),
    };
    props.onReview({ kind: 'tuning', ...wanted });
  };
  return (
    <SettingForm heading={words.heading} onReview={bounded() ? review : undefined}>
      <Show when={bounded()} fallback={<p class={styles.hint}>{words.noLimit}</p>}>
        <BoundedField
          label={words.frequency}
          unit="MHz"
          bound={bounds().frequencyMhz}
          value={frequencyMhz() ?? now().frequencyMhz}
          onCommit={setFrequencyMhz}
        />
        <BoundedField
          label={words.voltage}
          unit="mV"
          bound={bounds().coreVoltageMv}
          value={coreVoltageMv() ?? now().coreVoltageMv}
          onCommit={setCoreVoltageMv}
        />
      </Show>
    </SettingForm>
  );
}

/** Only what was really changed is sent. */
function changed<Name extends string>(name: Name, wanted: number | undefined, now: number | undefined) {
  return wanted === undefined || wanted === now ? {} : { [name]: wanted };
}
