import type { HeatCredit } from '../../domain/settings.ts';
import { heat as text } from '../../ui/text/en/heat.ts';
import { tariff } from '../../ui/text/en/tariff.ts';
import { ClockField } from './clock-field.tsx';
import { withSeason } from './heat-draft.ts';
import { MonthFields } from './month-fields.tsx';
import styles from './tariff-editor.module.css';

/** In which months and at which hours the rooms are heated: outside of them no heat is counted. */
export function HeatSeasonFields(props: {
  readonly heat: HeatCredit;
  readonly onKeep: (heat: HeatCredit) => void;
}) {
  const season = () => props.heat.season ?? { fromMinute: 0, toMinute: 0 };
  const problem = () => (season().months?.length === 0 ? tariff.problems['no-month'] : undefined);
  return (
    <section class={styles.group} aria-label={text.season}>
      <h3>{text.season}</h3>
      <MonthFields
        what={text.season}
        months={season().months}
        onChange={(months) => props.onKeep(withSeason(props.heat, { months }))}
      />
      <div class={styles.row}>
        <ClockField
          label={tariff.clock.from}
          minute={season().fromMinute}
          onChange={(fromMinute) => props.onKeep(withSeason(props.heat, { fromMinute }))}
        />
        <ClockField
          label={tariff.clock.to}
          minute={season().toMinute}
          onChange={(toMinute) => props.onKeep(withSeason(props.heat, { toMinute }))}
        />
      </div>
      <p class={styles.hint}>{text.allDay}</p>
      <p class={styles.problem} role="status">
        {problem()}
      </p>
    </section>
  );
}
