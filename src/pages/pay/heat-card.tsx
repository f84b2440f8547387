import { Show } from 'solid-js';
import type { HeatCredit } from '../../domain/settings.ts';
import { Card } from '../../ui/card.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { SwitchField } from '../../ui/switch-field.tsx';
import { pay as text } from '../../ui/text/en/pay.ts';
import { percentProblem } from './market-card.tsx';

/** Heat that the miners make and the heating then need not: off until the owner says how much of it is wanted. */
export function HeatCard(props: {
  readonly heat: HeatCredit;
  readonly currency: string;
  readonly onPreview: (heat: HeatCredit) => void;
  readonly onKeep: (heat: HeatCredit) => void;
}) {
  const words = text.heat;
  const share = (percent: number | undefined): HeatCredit => ({ ...props.heat, share: (percent ?? 0) / 100 });
  const price = (pricePerKwhHeat: number | undefined): HeatCredit => ({
    ...props.heat,
    pricePerKwhHeat: pricePerKwhHeat ?? 0,
  });
  return (
    <Card heading={words.heading}>
      <SwitchField
        label={words.on}
        hint={words.onHint}
        on={props.heat.share > 0}
        onSwitch={(on) => props.onKeep(share(on ? 100 : 0))}
      />
      <Show when={props.heat.share > 0}>
        <NumberField
          label={words.share}
          hint={words.shareHint}
          unit={text.percent}
          value={Number((100 * props.heat.share).toFixed(6))}
          notANumber={text.notANumber}
          check={percentProblem}
          onInput={(percent) => percent !== 0 && props.onPreview(share(percent))}
          onCommit={(percent) => props.onKeep(share(percent))}
        />
        <NumberField
          label={words.price}
          hint={words.priceHint}
          unit={text.power.unit(props.currency)}
          value={props.heat.pricePerKwhHeat}
          notANumber={text.notANumber}
          check={(value) => (value < 0 ? text.negative : undefined)}
          onInput={(value) => props.onPreview(price(value))}
          onCommit={(value) => props.onKeep(price(value))}
        />
      </Show>
    </Card>
  );
}
