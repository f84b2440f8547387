import { Show } from 'solid-js';
import type { Settings } from '../../domain/settings.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { coins as text } from '../../ui/text/en/coins.ts';
import { AuditCard } from './audit-card.tsx';
import { OffersCard } from './audit-offers-card.tsx';
import { CoinCard } from './coin-card.tsx';
import type { FleetPay } from './fleet-pay.ts';
import { LedgerCard } from './ledger-card.tsx';
import { LuckCard } from './luck-card.tsx';
import styles from './more-money.module.css';
import { createMoneyKnowledge, type MoneyKnowledge } from './more-money-figures.ts';
import { Part } from './page-parts.tsx';
import { PayoutCard } from './payout-card.tsx';
import type { ShownMoney } from './shown-money.ts';

interface MoreMoneyProps {
  readonly pay: Pick<FleetPay, 'miners'>;
  readonly settings: Settings;
  readonly shown: ShownMoney;
  readonly nowMs: number;
}

/** What the answer leads on to: other coins, luck, and the books. Loaded after the answer itself. */
export function MoreMoney(props: MoreMoneyProps) {
  const { knowledge, failed } = createMoneyKnowledge();
  return (
    <Show when={knowledge()} fallback={<Waiting failed={failed()} />}>
      {(known) => <Cards {...props} known={known()} />}
    </Show>
  );
}

function Waiting(props: { readonly failed: boolean }) {
  return (
    <Show when={props.failed} fallback={<Skeleton height="16rem" />}>
      <p>{text.notLoaded}</p>
    </Show>
  );
}

function Cards(props: MoreMoneyProps & { readonly known: MoneyKnowledge }) {
  const shared = () => ({ ...props.known, pay: props.pay, nowMs: props.nowMs });
  const ranked = () => ({
    ...shared(),
    currency: props.settings.currency,
    poolFee: props.settings.market.poolFee,
  });
  return (
    <div class={styles.cards}>
      <Part part="coins">
        <CoinCard inputs={ranked()} shown={props.shown} />
      </Part>
      <Part part="luck">
        <LuckCard inputs={shared()} />
      </Part>
      <Part part="pools">
        <AuditCard
          figures={props.known.figures}
          pools={props.known.catalogue.pools}
          shown={props.shown}
          nowMs={props.nowMs}
        />
        <PayoutCard
          figures={props.known.figures}
          settings={props.settings}
          shown={props.shown}
          nowMs={props.nowMs}
        />
        <OffersCard poolTerms={props.settings.poolTerms} inputs={ranked()} shown={props.shown} />
      </Part>
      <Part part="books">
        <LedgerCard pay={props.pay} settings={props.settings} figures={props.known.figures} />
      </Part>
    </div>
  );
}
