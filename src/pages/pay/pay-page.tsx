import { createMemo, createUniqueId, lazy, Show, Suspense } from 'solid-js';
import { settingsInForce } from '../../domain/outside-market.ts';
import type { Settings } from '../../domain/settings.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { pay as text } from '../../ui/text/en/pay.ts';
import { useFleet } from '../fleet-context.ts';
import { type CountedWork, countedWork } from './counted-work.ts';
import { createPageUnits } from './create-page-units.ts';
import { createPayDraft, type PayDraft } from './create-pay-draft.ts';
import { DoubtNotice } from './doubt-notice.tsx';
import { shownPay } from './fleet-pay.ts';
import { HeatCard } from './heat-card.tsx';
import { MarketCard } from './market-card.tsx';
import { Part } from './page-parts.tsx';
import styles from './pay-page.module.css';
import { PowerCard } from './power-card.tsx';
import { ProfitAnswer } from './profit-answer.tsx';
import { ProfitDetails } from './profit-details.tsx';
import { satsBasis } from './sats-basis.ts';
import { VerdictPanel } from './verdict-panel.tsx';
import { WhatIsComing } from './what-is-coming.tsx';

const loadMoreMoney = async () => ({ default: (await import('./more-money.tsx')).MoreMoney });
// One for each of its two places: Solid 1.9's lazy() leaves a second place empty for good when the first, which it began
// to load for, goes while it loads; so it was when the first miner answered just then.
const MoreMoney = lazy(loadMoreMoney);
const MoreMoneyUnanswered = lazy(loadMoreMoney);

/** Does it pay now? One sentence, what it rests on, and every figure it rests on to be changed. */
export function PayPage() {
  const fleet = useFleet();
  const draft = createPayDraft();
  const miners = () => fleet.view()?.miners;
  return (
    <Page heading={text.heading}>
      <Show when={draft.settings()} fallback={<Loading />}>
        {(settings) => (
          <Show when={miners()?.length} fallback={<NoMiners />}>
            <Answer settings={settings()} draft={draft} />
          </Show>
        )}
      </Show>
    </Page>
  );
}

function Answer(props: { readonly settings: Settings; readonly draft: PayDraft }) {
  const fleet = useFleet();
  const hashpriceId = createUniqueId();
  const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  // To the minute: the answer hangs on the day, and must not be counted again each second.
  const minuteMs = createMemo(() => Math.floor(fleet.nowMs() / 60_000) * 60_000);
  const pay = createMemo(() => {
    const view = fleet.view() ?? { miners: [], alerts: [] };
    return shownPay(view, props.settings, minuteMs(), timeZone);
  });
  const outside = () => fleet.view()?.outside;
  const inForce = createMemo(() => settingsInForce(props.settings, outside()));
  const works = createMemo(() => countedWork(pay().miners.flatMap(({ day }) => day ?? [])));
  const units = createPageUnits(inForce, () => shaRateHs(works()), props.draft);
  const basis = () =>
    satsBasis(props.settings, outside(), { nowMs: minuteMs(), demo: fleet.kind === 'demo' });
  const currency = () => props.settings.currency;
  // Figures come before what they are set by, except while the first of those is what is missing.
  const knowing = () => ({ pay: pay(), settings: inForce(), shown: units.shown(), nowMs: minuteMs() });
  const hasAnswer = () => pay().counted > 0;
  const details = () => ({
    pay: pay(),
    settings: inForce(),
    spotPrices: outside()?.powerPrices,
    units,
    satsBasis: basis(),
    nowMs: minuteMs(),
    timeZone,
  });
  return (
    <div class={styles.layout}>
      <VerdictPanel pay={pay()} shown={units.shown()} nowMs={minuteMs()} hashpriceId={hashpriceId} />
      <DoubtNotice nowMs={minuteMs()} />
      <Show when={hasAnswer()}>
        <ProfitAnswer {...details()} />
      </Show>
      <div class={styles.columns} data-answered={hasAnswer()}>
        <Show when={hasAnswer()}>
          <div class={styles.main}>
            <ProfitDetails {...details()} />
            <Suspense fallback={<Skeleton height="16rem" />}>
              <MoreMoney {...knowing()} />
            </Suspense>
          </div>
        </Show>
        <div class={styles.side}>
          <Show when={hasAnswer()}>
            <WhatIsComing pay={pay()} shown={units.shown()} nowMs={minuteMs()} />
          </Show>
          <Part part="prices">
            <MarketCard
              market={props.settings.market}
              demo={fleet.kind === 'demo'}
              outside={outside()}
              shown={units.shown()}
              sha={units.sha()}
              ratesHs={new Map(works().map(({ algorithm, hashrateHs }) => [algorithm, hashrateHs]))}
              currency={currency()}
              nowMs={fleet.nowMs()}
              hashpriceId={hashpriceId}
              onPreview={(market) => props.draft.preview({ market })}
              onKeep={(market, words) => void props.draft.keep({ market }, words)}
            />
            <PowerCard
              tariff={props.settings.tariff}
              isExample={props.settings.tariffIsExample}
              currency={currency()}
              onPreview={(tariff) => props.draft.preview({ tariff })}
              onKeep={(tariff) =>
                void props.draft.keep({ tariff, tariffIsExample: false }, text.saved.tariff)
              }
            />
            <HeatCard
              heat={props.settings.heat}
              currency={currency()}
              timeZone={timeZone}
              onPreview={(heat) => props.draft.preview({ heat })}
              onKeep={(heat) => void props.draft.keep({ heat }, text.saved.heat)}
            />
          </Part>
        </div>
        <Show when={!hasAnswer()}>
          <Suspense fallback={<Skeleton height="16rem" />}>
            <MoreMoneyUnanswered {...knowing()} />
          </Suspense>
        </Show>
      </div>
    </div>
  );
}

/** Rate of the counted SHA-256 miners, H/s. */
function shaRateHs(works: readonly CountedWork[]): number {
  return works.find(({ algorithm }) => algorithm === 'sha256')?.hashrateHs ?? 0;
}

function NoMiners() {
  const fleet = useFleet();
  const words = text.empty;
  return (
    <EmptyState
      heading={words.heading}
      purpose={words.purpose}
      actions={
        <>
          <ButtonLink href="/add" look="primary" icon="add">
            {words.action}
          </ButtonLink>
          <Show when={fleet.kind === 'real'}>
            <ButtonLink
              href="/"
              onClick={(event) => {
                event.preventDefault();
                fleet.show('demo', '/pay');
              }}
            >
              {words.demo}
            </ButtonLink>
          </Show>
        </>
      }
    />
  );
}

function Loading() {
  return (
    <>
      <p class="visually-hidden" role="status">
        {text.loading}
      </p>
      <Skeleton height="8rem" />
      <Skeleton height="16rem" />
    </>
  );
}
