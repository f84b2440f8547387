import { Show } from 'solid-js';
import type { DeviceChange } from '../../domain/control.ts';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { control as text } from '../../ui/text/en/control.ts';
import { BoundedField } from './bounded-field.tsx';
import { createEntry } from './create-entry.ts';
import { SettingForm, type SettingFormProps } from './setting-form.tsx';

/** Whether the fan follows the temperature, or runs as the owner says. */
export function FanForm(props: SettingFormProps) {
  const words = text.fan;
  const now = () => props.view.settings;
  const [mode, setMode] = createEntry<'auto' | 'fixed'>(() => (now().autoFan === false ? 'fixed' : 'auto'));
  const [fanPercent, setPercent] = createEntry(() => now().fanPercent);
  const [targetTempC, setTarget] = createEntry(() => now().targetTempC);
  const change = (): DeviceChange | undefined => {
    const speed = fanPercent();
    if (mode() === 'auto') return { kind: 'auto-fan', targetTempC: targetTempC() };
    return speed === undefined ? undefined : { kind: 'fan', fanPercent: speed };
  };
  return (
    <SettingForm {...props} heading={words.heading} change={change}>
      <ChoiceField
        label={words.mode}
        choices={[
          { choice: 'auto', label: words.auto },
          { choice: 'fixed', label: words.fixed },
        ]}
        chosen={mode()}
        onChoose={setMode}
      />
      <Show
        when={mode() === 'auto'}
        fallback={
          <BoundedField
            label={words.percent}
            unit="%"
            bound={props.view.bounds.fanPercent}
            value={fanPercent()}
            onCommit={setPercent}
          />
        }
      >
        <BoundedField
          label={words.target}
          unit="°C"
          bound={props.view.bounds.targetTempC}
          value={targetTempC()}
          onCommit={setTarget}
        />
      </Show>
    </SettingForm>
  );
}
