import { createEffect, createMemo, createSignal, on, Show } from 'solid-js';
import { isWithin } from '../../domain/economics/clock-window.ts';
import { type Heating, heatPricePerKwh } from '../../domain/economics/heat-price.ts';
import type { HeatCredit } from '../../domain/settings.ts';
import { Card } from '../../ui/card.tsx';
import { decimal } from '../../ui/format/decimal.ts';
import { formatPricePerKwh } from '../../ui/format/money.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { heat as text } from '../../ui/text/en/heat.ts';
import { pay } from '../../ui/text/en/pay.ts';
import { useFleet } from '../fleet-context.ts';
import { coldMonths, heatingKind, isComplete, withHeating } from './heat-draft.ts';
import { HeatSeasonFields } from './heat-season-fields.tsx';
import { HeatingFields } from './heating-fields.tsx';
import { percentProblem } from './market-card.tsx';
import styles from './pay-page.module.css';

const KINDS = (['none', 'resistive', 'heat-pump', 'boiler', 'priced'] as const).map((choice) => ({
  choice,
  label: text.kinds[choice],
}));

/** Heat that the miners make and the heating then need not: off until the owner says what would make it otherwise. */
export function HeatCard(props: {
  readonly heat: HeatCredit;
  readonly currency: string;
  readonly timeZone: string;
  readonly onPreview: (heat: HeatCredit) => void;
  readonly onKeep: (heat: HeatCredit) => void;
}) {
  const [draft, setDraft] = createSignal(props.heat);
  // By its words: each view of the fleet brings the same anew, and must not take what is not kept yet.
  const kept = createMemo(() => JSON.stringify(props.heat));
  createEffect(on(kept, () => setDraft(props.heat), { defer: true }));
  const preview = (heat: HeatCredit) => {
    setDraft(heat);
    if (isComplete(heat)) props.onPreview(heat);
  };
  const keep = (heat: HeatCredit) => {
    setDraft(heat);
    if (isComplete(heat)) props.onKeep(heat);
  };
  const share = (percent: number | undefined): HeatCredit => ({ ...draft(), share: (percent ?? 0) / 100 });
  return (
    <Card heading={text.heading}>
      <SelectField
        label={text.kind}
        hint={text.hint}
        choices={KINDS}
        chosen={heatingKind(draft())}
        onChoose={(kind) => keep(withHeating(draft(), kind, coldMonths(props.timeZone)))}
      />
      <Show when={draft().share > 0}>
        <HeatingFields heat={draft()} currency={props.currency} onPreview={preview} onKeep={keep} />
        <NumberField
          label={text.share}
          hint={text.shareHint}
          unit={pay.percent}
          value={Number((100 * draft().share).toFixed(6))}
          notANumber={pay.notANumber}
          check={percentProblem}
          onInput={(percent) => percent !== 0 && preview(share(percent))}
          onCommit={(percent) => keep(share(percent))}
        />
        <HeatSeasonFields heat={draft()} onKeep={keep} />
        <Worth heat={draft()} currency={props.currency} timeZone={props.timeZone} />
      </Show>
    </Card>
  );
}

/** What a kilowatt-hour of heat saves, in words, and whether any is counted today. */
function Worth(props: { readonly heat: HeatCredit; readonly currency: string; readonly timeZone: string }) {
  const fleet = useFleet();
  const minuteMs = createMemo(() => Math.floor(fleet.nowMs() / 60_000) * 60_000);
  const isToday = () => {
    const { season } = props.heat;
    // Of the day, whatever the hour.
    return !season || isWithin({ ...season, fromMinute: 0, toMinute: 1440 }, minuteMs(), props.timeZone);
  };
  return (
    <Show
      when={isComplete(props.heat)}
      fallback={
        <p class={styles.unsaved} role="status">
          {text.unsaved}
        </p>
      }
    >
      <Show when={props.heat.heating}>
        {(heating) => <p class={styles.hint}>{worth(heating(), props.currency)}</p>}
      </Show>
      <Show when={!isToday()}>
        <p>{text.notNow}</p>
      </Show>
    </Show>
  );
}

function worth(heating: Heating, currency: string): string {
  switch (heating.kind) {
    case 'resistive':
      return text.times.resistive;
    case 'heat-pump':
      return text.times['heat-pump'](decimal(1 / heating.cop, { maximumFractionDigits: 2 }));
    case 'boiler':
      return text.times.boiler(formatPricePerKwh(heatPricePerKwh(heating, Number.NaN), { currency }));
  }
}
