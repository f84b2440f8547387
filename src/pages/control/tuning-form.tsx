import { Show } from 'solid-js';
import type { DeviceChange } from '../../domain/control.ts';
import { control as text } from '../../ui/text/en/control.ts';
import { BoundedField } from './bounded-field.tsx';
import styles from './control.module.css';
import { createEntry } from './create-entry.ts';
import { SettingForm, type SettingFormProps } from './setting-form.tsx';

/** Clock and core voltage, each within what the hardware bears. */
export function TuningForm(props: SettingFormProps) {
  const words = text.tuning;
  const now = () => props.view.settings;
  const [frequencyMhz, setFrequencyMhz] = createEntry(() => now().frequencyMhz);
  const [coreVoltageMv, setCoreVoltageMv] = createEntry(() => now().coreVoltageMv);
  const bounds = () => props.view.bounds;
  const bounded = () => bounds().frequencyMhz !== undefined || bounds().coreVoltageMv !== undefined;
  const change = (): DeviceChange => ({
    kind: 'tuning',
    ...changed('frequencyMhz', frequencyMhz(), now().frequencyMhz),
    ...changed('coreVoltageMv', coreVoltageMv(), now().coreVoltageMv),
  });
  return (
    <SettingForm {...props} heading={words.heading} change={bounded() ? change : undefined}>
      <Show when={bounded()} fallback={<p class={styles.hint}>{words.noLimit}</p>}>
        <BoundedField
          label={words.frequency}
          unit="MHz"
          bound={bounds().frequencyMhz}
          value={frequencyMhz()}
          onCommit={setFrequencyMhz}
        />
        <BoundedField
          label={words.voltage}
          unit="mV"
          bound={bounds().coreVoltageMv}
          value={coreVoltageMv()}
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
