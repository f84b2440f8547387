import type { JSX } from 'solid-js';
import { formatAddress } from '../../domain/miner.ts';
import type { Reading } from '../../domain/reading.ts';
import { Card } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatDay, formatDayAndClock } from '../../ui/format/clock-time.ts';
import { ABSENT, withUnit } from '../../ui/format/decimal.ts';
import { formatDuration } from '../../ui/format/duration.ts';
import { firmwareName } from '../../ui/format/firmware-name.ts';
import { hardwareName } from '../../ui/format/hardware-name.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import type { ShownMiner } from './shown-miner.ts';

/** AxeOS's last card: who the device is, since when it runs, and where it is; only what it tells. */
export function DeviceCard(props: { readonly shown: ShownMiner }) {
  return (
    <Card heading={text.misc.heading}>
      <Facts
        facts={[...whoIs(props.shown), ...howItRuns(props.shown)].filter(([, fact]) => fact !== ABSENT)}
      />
    </Card>
  );
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
