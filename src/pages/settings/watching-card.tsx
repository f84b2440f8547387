import { MIN_POLL_MS, type Settings } from '../../domain/settings.ts';
import { Card } from '../../ui/card.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { settings as text } from '../../ui/text/en/settings.ts';
import type { SettingsChange } from './create-settings.ts';
import styles from './settings-page.module.css';

const MINUTE_MS = 60_000;
/** Slower than this a stop would be told long after its owner noticed. */
const MAX_POLL_S = 600;
const LOST_CHOICES = ['1', '5', '10', '30'] as const;

/** How often miners are asked, and after which silence one is lost. */
export function WatchingCard(props: {
  readonly settings: Settings;
  readonly onKeep: (change: SettingsChange) => void;
}) {
  const words = text.watching;
  const lost = () =>
    LOST_CHOICES.find((minutes) => Number(minutes) * MINUTE_MS === props.settings.lostAfterMs) ?? '10';
  return (
    <Card heading={words.heading}>
      <NumberField
        label={words.poll}
        hint={words.pollHint}
        unit={words.pollUnit}
        value={props.settings.pollMs / 1000}
        notANumber={text.notANumber}
        check={pollProblem}
        onCommit={(seconds) => seconds !== undefined && props.onKeep({ pollMs: Math.round(seconds * 1000) })}
      />
      <div class={styles.tight}>
        <ChoiceField
          label={words.lost}
          choices={LOST_CHOICES.map((choice) => ({ choice, label: words.lostMinutes(Number(choice)) }))}
          chosen={lost()}
          onChoose={(minutes) => props.onKeep({ lostAfterMs: Number(minutes) * MINUTE_MS })}
        />
      </div>
    </Card>
  );
}

function pollProblem(seconds: number): string | undefined {
  if (seconds * 1000 < MIN_POLL_MS) return text.watching.pollTooFast;
  return seconds > MAX_POLL_S ? text.watching.pollTooSlow : undefined;
}
