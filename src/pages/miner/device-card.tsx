import { createSignal, type JSX, lazy, Show, Suspense } from 'solid-js';
import { formatAddress } from '../../domain/miner.ts';
import { type Purchase, warrantyEndMs } from '../../domain/purchase.ts';
import type { Reading } from '../../domain/reading.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatDay, formatDayAndClock } from '../../ui/format/clock-time.ts';
import { ABSENT, withUnit } from '../../ui/format/decimal.ts';
import { formatDuration } from '../../ui/format/duration.ts';
import { firmwareName } from '../../ui/format/firmware-name.ts';
import { hardwareName } from '../../ui/format/hardware-name.ts';
import { formatMoney } from '../../ui/format/money.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { featuresCard } from '../../ui/text/en/features-card.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import { purchase as purchaseWords } from '../../ui/text/en/purchase.ts';
import type { ShownMiner } from './shown-miner.ts';

const PurchaseDialog = lazy(async () => ({
  default: (await import('./purchase-dialog.tsx')).PurchaseDialog,
}));

/** AxeOS's last card: who the device is, since when it runs, where it is, and how it was bought; only what is told. */
export function DeviceCard(props: { readonly shown: ShownMiner }) {
  const [editing, setEditing] = createSignal(false);
  const facts = () => [
    ...whoIs(props.shown),
    ...howItRuns(props.shown),
    ...howBought(props.shown.view.miner.purchase ?? {}, props.shown.nowMs),
  ];
  return (
    <Card heading={text.misc.heading}>
      <Facts facts={facts().filter(([, fact]) => fact !== ABSENT)} />
      <Button onClick={() => setEditing(true)}>{purchaseWords.edit}</Button>
      <ButtonLink href={`/learn/features?of=${encodeURIComponent(`miner:${props.shown.view.miner.id}`)}`}>
        {featuresCard.ofMiner}
      </ButtonLink>
      <Show when={editing()}>
        <Suspense>
          <PurchaseDialog miner={props.shown.view.miner} onClose={() => setEditing(false)} />
        </Suspense>
      </Show>
    </Card>
  );
}

function howBought(purchase: Purchase, nowMs: number): readonly (readonly [string, JSX.Element])[] {
  const { boughtAtMs, price, currency, warrantyMonths } = purchase;
  const paid = price !== undefined && currency !== undefined ? formatMoney(price, { currency }) : '';
  const day = boughtAtMs === undefined ? '' : formatDay(boughtAtMs);
  return [
    [purchaseWords.bought, purchaseWords.boughtFor(day, paid) || ABSENT],
    [purchaseWords.warranty, warrantyWords(warrantyEndMs(purchase), warrantyMonths, nowMs)],
    [purchaseWords.circuit, purchase.circuit ?? ABSENT],
  ];
}

function warrantyWords(endMs: number | undefined, months: number | undefined, nowMs: number): string {
  if (endMs !== undefined)
    return endMs > nowMs ? purchaseWords.until(formatDay(endMs)) : purchaseWords.ended(formatDay(endMs));
  return months === undefined ? ABSENT : purchaseWords.months(months);
}

function whoIs({ view }: ShownMiner): readonly (readonly [string, JSX.Element])[] {
  const { identity, address, addedAtMs } = view.miner;
  const words = text.misc;
  return [
    [words.model, hardwareName(identity) ?? ABSENT],
    [words.asic, identity.asicModel ?? ABSENT],
    [
      words.firmware,
      [firmwareName({ family: identity.family }), identity.firmware].filter(Boolean).join(' · '),
    ],
    [words.mac, identity.mac ? <code>{identity.mac}</code> : words.noMac],
    [words.address, <code>{formatAddress(address)}</code>],
    [words.hostname, identity.hostname ?? ABSENT],
    [words.added, formatDay(addedAtMs)],
    [words.feed, words.feeds[view.feed]],
  ];
}

/** How many, and what part of its work. An Avalon counts none and tells a rate of its boards all the same. */
function errorWords(reading: Reading | undefined): string {
  const words = text.misc;
  const errors = formatCount(reading?.hwErrors);
  if (reading?.hwErrorPct === undefined) return errors;
  const share = formatPercent(reading.hwErrorPct / 100);
  if (reading.hwErrors === 0 && reading.hwErrorPct > 0) return words.errorsApart(share);
  return [errors, words.errorsNote(share)].filter((part) => part !== ABSENT).join(', ');
}

function howItRuns({ view }: ShownMiner): readonly (readonly [string, JSX.Element])[] {
  const { reading } = view;
  const words = text.misc;
  const startedAtMs = reading?.uptimeS === undefined ? undefined : reading.atMs - reading.uptimeS * 1000;
  return [
    [
      words.uptime,
      <span title={words.since(formatDayAndClock(startedAtMs))}>{formatDuration(reading?.uptimeS)}</span>,
    ],
    [words.errors, errorWords(reading)],
    [words.wifi, withUnit(reading?.wifiRssiDbm, 'dBm', { maximumFractionDigits: 0 })],
  ];
}
