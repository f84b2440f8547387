import type { FleetPlan, PlanMoney } from '../../domain/plan.ts';
import { formatMoney } from '../../ui/format/money.ts';
import { StatTile, StatTiles } from '../../ui/stat-tile.tsx';
import { plan as text } from '../../ui/text/en/plan.ts';

/** What a plan brings beside miners that are always on, with its interval, and how near it is to the best. */
export function PlanTiles(props: { readonly plan: FleetPlan }) {
  const money = (amount: number) => formatMoney(amount, { currency: props.plan.currency });
  const signed = (amount: number) => formatMoney(amount, { currency: props.plan.currency, sign: 'always' });
  const range = ({ low80, high80 }: PlanMoney, write: (amount: number) => string) =>
    Number.isFinite(low80) ? text.money.range(write(low80), write(high80)) : text.money.noRange;
  const isPolicys = () => props.plan.miners.some(({ slots }) => slots[0]?.why === 'policy');
  const isBest = () => props.plan.proof.isOptimal;
  return (
    <StatTiles label={text.money.label}>
      <StatTile
        label={text.money.gain}
        figure={signed(props.plan.gain.mean)}
        note={range(props.plan.gain, signed)}
      />
      <StatTile
        label={text.money.net}
        figure={money(props.plan.net.mean)}
        note={`${range(props.plan.net, money)}; ${
          isPolicys()
            ? text.money.byPolicy
            : isBest()
              ? text.money.best
              : text.money.near(money(props.plan.proof.gap))
        }`}
      />
      <StatTile
        label={text.money.usual}
        figure={money(props.plan.usualNet.mean)}
        note={range(props.plan.usualNet, money)}
      />
    </StatTiles>
  );
}
