import type { Settings } from '../../domain/settings.ts';
import { Card } from '../../ui/card.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { settings as text } from '../../ui/text/en/settings.ts';
import type { SettingsChange } from './create-settings.ts';

/** How everything looks: colours, spacing. */
export function LooksCard(props: {
  readonly settings: Settings;
  readonly onKeep: (change: SettingsChange) => void;
}) {
  const words = text.looks;
  return (
    <Card heading={words.heading}>
      <ChoiceField
        label={words.theme}
        choices={(['system', 'light', 'dark'] as const).map((choice) => ({
          choice,
          label: words.themes[choice],
        }))}
        chosen={props.settings.theme}
        onChoose={(theme) => props.onKeep({ theme })}
      />
      <ChoiceField
        label={words.density}
        choices={(['comfortable', 'compact'] as const).map((choice) => ({
          choice,
          label: words.densities[choice],
        }))}
        chosen={props.settings.density}
        onChoose={(density) => props.onKeep({ density })}
      />
    </Card>
  );
}
