import { createSignal, Show } from 'solid-js';
import type { DeviceChange } from '../../domain/control.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { control as text } from '../../ui/text/en/control.ts';
import type { ControlView } from '../../workers/control-api.ts';
import { BoundedField } from './bounded-field.tsx';
import styles from './control.module.css';
import { SettingForm } from './setting-form.tsx';

/** Profiles of the firmware and a limit of its power, where it has them. */
export function PowerForm(props: {
  readonly view: ControlView;
  readonly onReview: (change: DeviceChange) => void;
}) {
  const now = () => props.view.settings;
  const [preset, setPreset] = createSignal<string>();
  const [limitW, setLimitW] = createSignal<number>();
  const offers = (kind: DeviceChange['kind']) => props.view.offers.includes(kind);
  const chosen = () => preset() ?? now().preset ?? '';
  const wantedW = () => limitW() ?? now().powerLimitW;
  const reviewPreset = () => {
    if (chosen()) props.onReview({ kind: 'preset', preset: chosen() });
  };
  const reviewLimit = () => {
    const powerLimitW = wantedW();
    if (powerLimitW !== undefined) props.onReview({ kind: 'power-limit', powerLimitW });
  };
  return (
    <>
      <Show when={offers('preset') && props.view.bounds.presets}>
        {(presets) => (
          <SettingForm heading={text.preset.heading} onReview={reviewPreset}>
            <SelectField
              label={text.preset.label}
              choices={withPresent(presets(), chosen())}
              chosen={chosen()}
              onChoose={setPreset}
            />
          </SettingForm>
        )}
      </Show>
      <Show when={offers('power-limit')}>
        <SettingForm
          heading={text.powerLimit.heading}
          onReview={props.view.bounds.powerLimitW ? reviewLimit : undefined}
        >
          <Show
            when={props.view.bounds.powerLimitW}
            fallback={<p class={styles.hint}>{text.tuning.noLimit}</p>}
          >
            <BoundedField
              label={text.powerLimit.label}
              unit="W"
              bound={props.view.bounds.powerLimitW}
              value={wantedW()}
              onCommit={setLimitW}
            />
          </Show>
        </SettingForm>
      </Show>
    </>
  );
}

/** What a miner is set to may be a profile that it does not offer any more. */
function withPresent(presets: readonly string[], present: string) {
  const all = presets.includes(present) ? presets : [present, ...presets];
  return all.map((choice) => ({ choice, label: choice }));
}
