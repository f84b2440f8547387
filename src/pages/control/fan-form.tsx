import { createSignal, Show } from 'solid-js';
import type { DeviceChange } from '../../domain/control.ts';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { control as text } from '../../ui/text/en/control.ts';
import type { ControlView } from '../../workers/control-api.ts';
import { BoundedField } from './bounded-field.tsx';
import { SettingForm } from './setting-form.tsx';

/** Whether the fan follows the temperature, or runs as the owner says. */
export function FanForm(props: {
  readonly view: ControlView;
  readonly onReview: (change: DeviceChange) => void;
}) {
  const words = text.fan;
  const now = () => props.view.settings;
  const [chosen, setChosen] = createSignal<'auto' | 'fixed'>();
  const [percent, setPercent] = createSignal<number>();
  const [target, setTarget] = createSignal<number>();
  const mode = () => chosen() ?? (now().autoFan === false ? 'fixed' : 'auto');
  const fanPercent = () => percent() ?? now().fanPercent;
  const targetTempC = () => target() ?? now().targetTempC;
  const review = () => {
    const speed = fanPercent();
    if (mode() === 'auto') props.onReview({ kind: 'auto-fan', targetTempC: targetTempC() });
    else if (speed !== undefined) props.onReview({ kind: 'fan', fanPercent: speed });
  };
  return (
    <SettingForm heading={words.heading} onReview={review}>
      <ChoiceField
        label={words.mode}
        choices={[
          { choice: 'auto', label: words.auto },
          { choice: 'fixed', label: words.fixed },
        ]}
        chosen={mode()}
        onChoose={setChosen}
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
