import { createSignal, For, Show } from 'solid-js';
import { dayAfter, zoneDay } from '../../domain/zone-day.ts';
import { Card } from '../../ui/card.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { formatBytes } from '../../ui/format/bytes.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { data as text } from '../../ui/text/en/data.ts';
import type { ExportTier } from '../../workers/backup-api.ts';
import { useFleet } from '../fleet-context.ts';
import { chosenRange, type OwnDays, type RangeChoice } from './chosen-range.ts';
import type { DataWork } from './create-data-work.ts';
import styles from './data-page.module.css';
import { RangeFields } from './range-fields.tsx';
import { chosenPlace, fileStem, offerFile } from './save-file.ts';
import { WorkBar } from './work-bar.tsx';

const words = text.export;
const TIERS = ['raw', 'minute', 'quarter', 'hour', 'day'] as const;
const FORMATS = ['csv', 'parquet'] as const;
const VALUES = ['repaired', 'recorded'] as const;

/** Some of the past as a table. */
export function ExportCard(props: { readonly work: DataWork }) {
  const fleet = useFleet();
  const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [format, setFormat] = createSignal<(typeof FORMATS)[number]>('csv');
  const [tier, setTier] = createSignal<ExportTier>('minute');
  const [values, setValues] = createSignal<(typeof VALUES)[number]>('repaired');
  const [choice, setChoice] = createSignal<RangeChoice>('week');
  const [days, setDays] = createSignal<OwnDays>(lastWeek(fleet.nowMs(), timeZone));
  const [left, setLeft] = createSignal<ReadonlySet<string>>(new Set());
  const [answer, setAnswer] = createSignal('');
  const miners = () => fleet.view()?.miners.map(({ miner }) => miner) ?? [];
  const chosen = () => miners().flatMap(({ id }) => (left().has(id) ? [] : [id]));
  const range = (oldestAtMs?: number) =>
    chosenRange(choice(), days(), { nowMs: fleet.nowMs(), oldestAtMs, timeZone });
  const toggle = (id: string) => {
    const next = new Set(left());
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  const save = async () => {
    const named = choice() === 'own' ? `${days().first}-to-${days().last}` : undefined;
    const name = `${fileStem(fleet.nowMs(), fleet.kind === 'demo', named)}-${tier()}.${format()}`;
    const place = await chosenPlace(name);
    if (place === 'cancelled') return;
    setAnswer('');
    let failed = false;
    const saved = await props.work.run(
      'export',
      async (onProgress) => {
        const { oldestAtMs } = await fleet.collector.lastBackup();
        const asked = range(oldestAtMs);
        if ('problem' in asked) throw new Error(words.problems[asked.problem]);
        const form = { format: format(), tier: tier(), values: values() };
        return fleet.collector.exportTable(
          { handle: place, ...form, minerIds: chosen(), ...asked },
          onProgress,
        );
      },
      (why) => {
        failed = true;
        setAnswer(why);
      },
    );
    if (failed) return;
    if (!saved) setAnswer(text.stopped);
    else if (saved.rows === 0) setAnswer(tier() === 'raw' ? words.noPolls : words.nothing);
    else {
      if (saved.blob) offerFile(saved.blob, name);
      const made = words.made(formatCount(saved.rows ?? 0), formatBytes(saved.bytes));
      setAnswer(saved.repairs === undefined ? made : `${made} ${words.repaired(saved.repairs)}`);
    }
  };
  return (
    <Card heading={words.heading}>
      <p>{words.what}</p>
      <ChoiceField
        label={words.format}
        choices={FORMATS.map((choice) => ({ choice, label: words.formats[choice] }))}
        chosen={format()}
        onChoose={setFormat}
      />
      <p class={styles.hint}>{words.formatHints[format()]}</p>
      <SelectField
        label={words.tier}
        hint={tier() === 'raw' ? words.rawHint : words.bucketHint}
        choices={TIERS.map((choice) => ({ choice, label: text.tiers[choice] }))}
        chosen={tier()}
        onChoose={setTier}
      />
      <ChoiceField
        label={words.values}
        choices={VALUES.map((choice) => ({ choice, label: words.valuesOf[choice] }))}
        chosen={values()}
        onChoose={setValues}
      />
      <p class={styles.hint}>{values() === 'repaired' ? words.repairedHint : words.recordedHint}</p>
      <RangeFields
        {...{ timeZone }}
        choice={choice()}
        days={days()}
        range={range()}
        onChoose={setChoice}
        onDays={setDays}
      />
      <Show when={miners().length > 0} fallback={<p class={styles.hint}>{words.none}</p>}>
        <fieldset class={styles.group}>
          <legend>{words.miners}</legend>
          <div>
            <For each={miners()}>
              {(miner) => (
                <label class={styles.check}>
                  <input type="checkbox" checked={!left().has(miner.id)} onChange={() => toggle(miner.id)} />
                  {miner.name}
                </label>
              )}
            </For>
          </div>
        </fieldset>
      </Show>
      <WorkBar
        work={props.work}
        name="export"
        start={words.start}
        running={words.running}
        closed={chosen().length === 0 || 'problem' in range()}
        onStart={() => void save()}
      />
      <p role="status" class={styles.status}>
        {answer()}
      </p>
    </Card>
  );
}

/** What stands in the fields before their owner chooses. */
function lastWeek(nowMs: number, timeZone: string): OwnDays {
  const last = zoneDay(nowMs, timeZone);
  return { first: dayAfter(last, -6), last };
}
