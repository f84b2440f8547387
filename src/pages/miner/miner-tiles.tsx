import { lazy, Suspense } from 'solid-js';
import type { FleetView } from '../../domain/fleet-view.ts';
import type { Reading } from '../../domain/reading.ts';
import { powerAndRate, rateHs as rateOf } from '../../domain/steady-rate.ts';
import { withBand } from '../../ui/format/band.ts';
import { ABSENT } from '../../ui/format/decimal.ts';
import { formatDifficulty } from '../../ui/format/difficulty.ts';
import { formatRoughDuration } from '../../ui/format/duration.ts';
import { formatEfficiency } from '../../ui/format/efficiency.ts';
import { formatHashrate, type RateOptions } from '../../ui/format/hashrate.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatCount, formatRejects } from '../../ui/format/share-counts.ts';
import { StatTile, StatTiles } from '../../ui/stat-tile.tsx';
import { fleet } from '../../ui/text/en/fleet.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import { isAged, type ShownMiner } from './shown-miner.ts';

/** What a rate is the mean of, ms. */
const MEAN_MS = 600_000;

/** The economics are no part of what the page needs at first. */
const NetTile = lazy(async () => ({ default: (await import('../fleet/net-tile.tsx')).NetTile }));

/** AxeOS's first row: hashrate, efficiency, shares, best difficulty; and what the miner leaves of a day. */
export function MinerTiles(props: { readonly shown: ShownMiner; readonly fleet: FleetView }) {
  const words = text.tiles;
  const reading = () => props.shown.view.reading;
  const shownView = () => ({ ...props.shown.view, state: props.shown.state });
  const both = () => powerAndRate(shownView());
  const aged = () => isAged(props.shown);
  const algorithm = () => props.shown.view.miner.identity.algorithm;
  const rateHs = () => rateOf(shownView());
  const efficiency = () =>
    formatEfficiency({
      ...both(),
      at: both().atWall ? 'wall' : 'board',
      algorithm: algorithm(),
    });
  return (
    <StatTiles label={words.label}>
      <StatTile
        label={words.hashrate}
        figure={known(formatHashrate(rateHs(), rateOptions(props.shown)))}
        note={rateNote(props.shown, rateHs())}
        aged={aged()}
        doubted={props.shown.silent}
      />
      <StatTile
        label={words.efficiency}
        figure={known(withBand(efficiency(), both().bandW, both().powerW))}
        note={reading() && efficiency() === ABSENT ? efficiencyMissing(props.shown) : undefined}
        aged={aged()}
      />
      <StatTile
        label={words.shares}
        figure={known(formatCount(reading()?.shares.accepted))}
        note={sharesNote(reading())}
        aged={aged()}
      />
      <StatTile
        label={words.best}
        figure={known(formatDifficulty(reading()?.bestShare))}
        note={bestNote(reading())}
        aged={aged()}
      />
      <Suspense fallback={<StatTile label={fleet.tiles.net} figure={undefined} href="/pay" />}>
        <NetTile
          view={props.fleet}
          minerId={props.shown.view.miner.id}
          nowMs={props.shown.nowMs}
          aged={aged()}
          agedNote={(note) => (aged() ? fleet.tiles.noData : note)}
        />
      </Suspense>
    </StatTiles>
  );
}

function sharesNote(reading: Reading | undefined): string | undefined {
  if (!reading) return undefined;
  const rejects = formatRejects(reading.shares);
  return rejects === ABSENT ? text.tiles.sharesUnknown : text.tiles.sharesNote(rejects);
}

function bestNote(reading: Reading | undefined): string | undefined {
  if (reading?.bestShareSession !== undefined)
    return text.tiles.bestNote(formatDifficulty(reading.bestShareSession));
  return reading?.bestShare === undefined ? undefined : text.tiles.bestAllTime;
}

/** A formatted figure, or undefined for the dash that formatting made of an absent one. */
function known(figure: string): string | undefined {
  return figure === ABSENT ? undefined : figure;
}

function rateOptions({ view, settings }: ShownMiner): RateOptions {
  return { algorithm: view.miner.identity.algorithm, unit: settings.hashrateUnit };
}

function efficiencyMissing({ state }: ShownMiner): string {
  return state === 'paused' ? text.tiles.paused : text.tiles.efficiencyUnknown;
}

function rateNote(shown: ShownMiner, rateHs: number | undefined): string | undefined {
  const words = text.tiles;
  const { view, silent, state, nowMs } = shown;
  if (!view.reading) return undefined;
  if (silent) return fleet.miners.claimed;
  if (state === 'paused') return words.paused;
  const mean = view.hashrate10mHs === undefined ? undefined : meanWords(view.meansSinceMs, nowMs);
  const expected = view.reading.expectedHashrateHs;
  if (rateHs !== undefined && expected !== undefined && expected > 0)
    return words.hashrateNote(
      formatPercent(rateHs / expected),
      formatHashrate(expected, rateOptions(shown)),
      mean,
    );
  return mean ?? words.hashrateNoteNow;
}

/** The mean's window, which is shorter where the miner has just started or gone on. */
function meanWords(sinceMs: number | undefined, nowMs: number): string {
  const ageMs = sinceMs === undefined ? MEAN_MS : Math.max(0, nowMs - sinceMs);
  return text.tiles.mean(formatRoughDuration(Math.min(ageMs, MEAN_MS) / 1000), ageMs < MEAN_MS);
}
