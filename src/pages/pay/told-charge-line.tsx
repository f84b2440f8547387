import { createMemo, Show } from 'solid-js';
import type { Tariff } from '../../domain/economics/tariff.ts';
import { Button } from '../../ui/button.tsx';
import { formatAge } from '../../ui/format/age.ts';
import { formatMoney } from '../../ui/format/money.ts';
import { tariff as text } from '../../ui/text/en/tariff.ts';
import { useFleet } from '../fleet-context.ts';
import { withTerms } from './contract-draft.ts';
import type { MarketPrices } from './price-now.ts';
import { minuteOf } from './price-now-line.tsx';
import type { TariffChange } from './tariff-change.ts';
import styles from './tariff-editor.module.css';
import { octopusCharge } from './told-charge.ts';

const words = text.more.standing;

/** The standing charge as the owner's supplier tells it, to be taken over; nothing where it tells none. */
export function ToldChargeLine(props: TariffChange<Tariff> & { readonly prices: MarketPrices }) {
  const fleet = useFleet();
  const minuteMs = createMemo(() => minuteOf(fleet.nowMs()));
  const told = () =>
    props.tariff.kind === 'spot' && props.tariff.provider === 'octopus'
      ? octopusCharge(props.prices.sources?.figures ?? {}, props.currency, minuteMs())
      : undefined;
  const isTaken = (perDay: number) =>
    props.tariff.terms?.standingCharges?.some(({ amount, per }) => per === 'day' && amount === perDay) ??
    false;
  return (
    <Show when={told()}>
      {(charge) => (
        <div class={styles.standing}>
          <p class={styles.hint}>
            {words.told(
              formatMoney(charge().perDay, { currency: props.currency, decimals: 4, per: 'day' }),
              formatAge(minuteMs() - charge().toldAtMs),
            )}
          </p>
          <Show when={!isTaken(charge().perDay)}>
            <Button
              onClick={() =>
                props.keep(
                  withTerms(props.tariff, { standingCharges: [{ amount: charge().perDay, per: 'day' }] }),
                )
              }
            >
              {words.take}
            </Button>
          </Show>
        </div>
      )}
    </Show>
  );
}
