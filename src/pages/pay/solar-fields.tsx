import type { SolarSurplus } from '../../domain/economics/contract-terms.ts';
import type { Tariff } from '../../domain/economics/tariff.ts';
import { tariff as text } from '../../ui/text/en/tariff.ts';
import { ClockField } from './clock-field.tsx';
import { changedAt, NEW_SURPLUS, withTerms } from './contract-draft.ts';
import { MonthFields } from './month-fields.tsx';
import { problemBelow, type TariffChange } from './tariff-change.ts';
import styles from './tariff-editor.module.css';
import { Amount, TermList } from './term-list.tsx';

/** What the sun usually leaves over: the miners take it before they take anything from the grid. */
export function SolarFields(props: TariffChange<Tariff>) {
  const its = text.more.solar;
  const rows = () => props.tariff.terms?.solar ?? [];
  const withRows = (solar: readonly SolarSurplus[]) => withTerms(props.tariff, { solar });
  const changed = (index: number, change: Partial<SolarSurplus>) =>
    withRows(changedAt(rows(), index, change));
  return (
    <TermList
      heading={its.heading}
      hint={its.hint}
      count={rows().length}
      legend={its.place}
      removeWords={its.removeOne}
      addWords={its.add}
      problem={(index) => problemBelow(props.problems, `terms.solar[${index}]`)}
      onRemove={(index) => props.keep(withRows(rows().toSpliced(index, 1)))}
      onAdd={() => props.keep(withRows([...rows(), NEW_SURPLUS]))}
    >
      {(index) => (
        <>
          <div class={styles.row}>
            <ClockField
              label={text.clock.from}
              minute={rows()[index]?.fromMinute ?? Number.NaN}
              onChange={(fromMinute) => props.keep(changed(index, { fromMinute }))}
            />
            <ClockField
              label={text.clock.to}
              minute={rows()[index]?.toMinute ?? Number.NaN}
              onChange={(toMinute) => props.keep(changed(index, { toMinute }))}
            />
            <Amount
              label={its.power}
              unit="W"
              value={rows()[index]?.powerW}
              onInput={(powerW) => props.preview(changed(index, { powerW }))}
              onCommit={(powerW) => props.keep(changed(index, { powerW }))}
            />
          </div>
          <MonthFields
            what={its.place(index + 1)}
            months={rows()[index]?.months}
            onChange={(months) => props.keep(changed(index, { months }))}
          />
        </>
      )}
    </TermList>
  );
}
