import { createSignal, Show } from 'solid-js';
import type { AlarmReport, AlarmRules, QuietHours } from '../../domain/channel.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { SwitchField } from '../../ui/switch-field.tsx';
import { alarms as text } from '../../ui/text/en/alarms.ts';
import { useToast } from '../../ui/toast.tsx';
import { ClockField } from '../pay/clock-field.tsx';
import styles from './alarms-page.module.css';
import { refusedField } from './channel-draft.ts';
import type { Alarms } from './create-alarms.ts';

const words = text.rules;
/** A night, as most keep it; whoever switches quiet hours on sees and changes it. */
const NIGHT = { fromMin: 22 * 60, toMin: 7 * 60 } as const;

const ownZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** When nothing is sent, how much at most, and where messages lead. */
export function RulesCard(props: { readonly alarms: Alarms; readonly report: AlarmReport }) {
  const toast = useToast();
  const rules = () => props.report.rules;
  const [pageProblem, setPageProblem] = createSignal<string>();
  const keep = async (change: Partial<AlarmRules>) => {
    setPageProblem(undefined);
    const failed = await props.alarms.setRules({ ...rules(), ...change });
    if (!failed) return;
    const refused = refusedField(failed.detail, ['pageUrl']);
    if (refused) setPageProblem(refused.why);
    else toast({ words: words.notKept });
  };
  return (
    <Card heading={words.heading}>
      <div class={styles.form}>
        <Quiet quiet={rules().quiet} onKeep={(quiet) => void keep({ quiet })} />
        <NumberField
          label={words.pace}
          hint={words.paceHint}
          value={rules().mostPerMinute}
          notANumber={text.form.notANumber}
          check={(count) =>
            Number.isInteger(count) && count >= 1 && count <= 20 ? undefined : words.paceProblem
          }
          onCommit={(mostPerMinute) => {
            if (mostPerMinute !== undefined && mostPerMinute !== rules().mostPerMinute)
              void keep({ mostPerMinute });
          }}
        />
        <TextField
          label={words.pageUrl}
          hint={words.pageUrlHint}
          problem={pageProblem()}
          type="url"
          autocomplete="off"
          spellcheck={false}
          value={rules().pageUrl ?? ''}
          onChange={(event) => {
            const typed = event.currentTarget.value.trim();
            void keep({ pageUrl: typed === '' ? undefined : typed });
          }}
        />
      </div>
    </Card>
  );
}

function Quiet(props: {
  readonly quiet: QuietHours | undefined;
  readonly onKeep: (quiet: QuietHours | undefined) => void;
}) {
  const switchTo = (on: boolean) =>
    props.onKeep(on ? { ...NIGHT, timeZone: ownZone(), letActThrough: true } : undefined);
  const keep = (quiet: QuietHours, change: Partial<QuietHours>) => {
    const next = { ...quiet, ...change };
    if (!Number.isNaN(next.fromMin) && !Number.isNaN(next.toMin)) props.onKeep(next);
  };
  return (
    <>
      <SwitchField
        label={words.quiet}
        hint={words.quietHint}
        on={props.quiet !== undefined}
        onSwitch={switchTo}
      />
      <Show when={props.quiet}>
        {(quiet) => (
          <>
            <div class={styles.pair}>
              <ClockField
                label={words.from}
                minute={quiet().fromMin}
                onChange={(fromMin) => keep(quiet(), { fromMin })}
              />
              <ClockField
                label={words.to}
                minute={quiet().toMin}
                onChange={(toMin) => keep(quiet(), { toMin })}
              />
            </div>
            <div class={styles.line}>
              <p class={styles.hint}>
                {quiet().timeZone === ownZone()
                  ? words.zone(quiet().timeZone)
                  : words.otherZone(quiet().timeZone, ownZone())}
              </p>
              <Show when={quiet().timeZone !== ownZone()}>
                <Button onClick={() => keep(quiet(), { timeZone: ownZone() })}>{words.takeZone}</Button>
              </Show>
            </div>
            <SwitchField
              label={words.letActThrough}
              hint={words.letActThroughHint}
              on={quiet().letActThrough}
              onSwitch={(letActThrough) => keep(quiet(), { letActThrough })}
            />
          </>
        )}
      </Show>
    </>
  );
}
