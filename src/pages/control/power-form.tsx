import { Show } from 'solid-js';
import type { DeviceChange } from '../../domain/control.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { control as text } from '../../ui/text/en/control.ts';
import { BoundedField } from './bounded-field.tsx';
import styles from './control.module.css';
import { createEntry } from './create-entry.ts';
import { SettingForm, type SettingFormProps } from './setting-form.tsx';
import { presetWords } from './setting-words.ts';

/** Profiles of the firmware and a limit of its power, where it has them. */
export function PowerForm(props: SettingFormProps) {
  const now = () => props.view.settings;
  const [preset, setPreset] = createEntry(() => now().preset);
  const [limitW, setLimitW] = createEntry(() => now().powerLimitW);
  const offers = (kind: DeviceChange['kind']) => props.view.offers.includes(kind);
  const presetChange = (): DeviceChange | undefined => {
    const wanted = preset();
    return wanted === undefined ? undefined : { kind: 'preset', preset: wanted };
  };
  const limitChange = (): DeviceChange | undefined => {
    const powerLimitW = limitW();
    return powerLimitW === undefined ? undefined : { kind: 'power-limit', powerLimitW };
  };
  return (
    <>
      <Show when={offers('preset') && props.view.bounds.presets}>
        {(presets) => (
          <SettingForm {...props} heading={text.preset.heading} change={presetChange}>
            <SelectField
              label={text.preset.label}
              choices={choicesOf(presets(), preset())}
              chosen={preset() ?? ''}
              onChoose={setPreset}
            />
          </SettingForm>
        )}
      </Show>
      <Show when={offers('power-limit')}>
        <SettingForm
          {...props}
          heading={text.powerLimit.heading}
          change={props.view.bounds.powerLimitW ? limitChange : undefined}
        >
          <Show
            when={props.view.bounds.powerLimitW}
            fallback={<p class={styles.hint}>{text.tuning.noLimit}</p>}
          >
            <BoundedField
              label={text.powerLimit.label}
              unit="W"
              bound={props.view.bounds.powerLimitW}
              value={limitW()}
              onCommit={setLimitW}
            />
          </Show>
        </SettingForm>
      </Show>
    </>
  );
}

/** By their figures where names are figures. What a miner is set to may be a profile that it does not offer any more. */
function choicesOf(presets: readonly string[], present = '') {
  const all = presets.includes(present) ? presets : [present, ...presets];
  return all
    .toSorted((one, other) => figureOf(one) - figureOf(other))
    .map((choice) => ({ choice, label: presetWords(choice) }));
}

/** `3050`, `500MHz`; names that are no figures, such as `default`, come before them as they are. */
function figureOf(preset: string): number {
  return /^\d/.test(preset) ? Number.parseFloat(preset) : 0;
}
