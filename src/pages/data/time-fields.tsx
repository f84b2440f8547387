import { Show } from 'solid-js';
import type { ImportMapping, ImportSurvey, TimeChoice } from '../../domain/file-import/import-file.ts';
import { TextField } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { data as text } from '../../ui/text/en/data.ts';

const words = text.import;
const ORDERS = ['dmy', 'mdy', 'ymd'] as const;
const MINUTE_MS = 60_000;

/** Whose clock the file's times are, where it does not say. */
export function TimeFields(props: {
  readonly survey: ImportSurvey;
  readonly mapping: ImportMapping;
  readonly onChange: (mapping: ImportMapping) => void;
}) {
  const time = () => props.mapping.time;
  const change = (changed: Partial<TimeChoice>) =>
    props.onChange({ ...props.mapping, time: { ...time(), ...changed } });
  const zones = () => [...new Set([time().zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
  const setMoment = (written: string) => {
    const madeAtMs = Date.parse(written);
    if (Number.isFinite(madeAtMs)) change({ madeAtMs });
  };
  return (
    <>
      <Show when={props.survey.asksZone}>
        <SelectField
          label={words.zone}
          hint={words.zoneHint}
          choices={zones().map((choice) => ({ choice, label: choice }))}
          chosen={time().zone}
          onChoose={(zone) => change({ zone })}
        />
      </Show>
      <Show when={time().form === 'date' && props.survey.time.order !== 'ymd'}>
        <SelectField
          label={words.order}
          choices={ORDERS.map((choice) => ({ choice, label: words.orders[choice] }))}
          chosen={time().order}
          onChoose={(order) => change({ order })}
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
