import { Show } from 'solid-js';
import type { ImportMapping, ImportSurvey, TimeChoice } from '../../domain/file-import/import-file.ts';
import { TextField } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { data as text } from '../../ui/text/en/data.ts';

const words = text.import;
const FORMS = ['date', 'epoch-s', 'epoch-ms'] as const;
const ORDERS = ['dmy', 'mdy', 'ymd'] as const;
const SAMPLES = 2;
const MINUTE_MS = 60_000;

/** How the file's times are written, and whose clock they are where it does not say. */
export function TimeFields(props: {
  readonly survey: ImportSurvey;
  readonly mapping: ImportMapping;
  readonly onChange: (mapping: ImportMapping) => void;
}) {
  const time = () => props.mapping.time;
  const change = (changed: Partial<TimeChoice>) =>
    props.onChange({ ...props.mapping, time: { ...time(), ...changed } });
  const zones = () => [...new Set([time().zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
  const seems = (label: string, isGuess: boolean) => (isGuess ? words.seems(label) : label);
  /** Is it left open how the times are to be read? The other kinds of files say so themselves. */
  const isTable = () => props.survey.table?.layout.at !== undefined;
  const asksZone = () =>
    time().form === 'date' && (props.survey.asksZone || props.survey.time.form !== 'date');
  const samples = () => [...new Set(props.survey.rows.map(({ at }) => at.trim()))].slice(0, SAMPLES);
  const setMoment = (written: string) => {
    const madeAtMs = Date.parse(written);
    if (Number.isFinite(madeAtMs)) change({ madeAtMs });
  };
  return (
    <>
      <Show when={isTable()}>
        <SelectField
          label={words.form}
          hint={words.columnHint(samples().join(' · '))}
          choices={FORMS.map((choice) => ({
            choice,
            label: seems(words.forms[choice], choice === props.survey.time.form),
          }))}
          chosen={time().form === 'since-boot' ? 'date' : time().form}
          onChoose={(form) => change({ form })}
        />
        <Show when={time().form === 'date'}>
          <SelectField
            label={words.order}
            hint={words.orderHint}
            choices={ORDERS.map((choice) => ({
              choice,
              label: seems(words.orders[choice], choice === props.survey.time.order),
            }))}
            chosen={time().order}
            onChoose={(order) => change({ order })}
          />
        </Show>
      </Show>
      <Show when={asksZone()}>
        <SelectField
          label={words.zone}
          hint={words.zoneHint}
          choices={zones().map((choice) => ({ choice, label: choice }))}
          chosen={time().zone}
          onChoose={(zone) => change({ zone })}
        />
      </Show>
      <Show when={time().form === 'since-boot'}>
        <TextField
          label={words.madeAt}
          hint={words.madeAtHint}
          type="datetime-local"
          step="1"
          value={localMoment(props.survey.time.madeAtMs ?? 0)}
          onChange={(event) => setMoment(event.currentTarget.value)}
        />
      </Show>
    </>
  );
}

/** As a field of the browser wants it: local, without an offset. */
function localMoment(atMs: number): string {
  const offsetMs = new Date(atMs).getTimezoneOffset() * MINUTE_MS;
  return new Date(atMs - offsetMs).toISOString().slice(0, 19);
}
