import { createMemo, type JSX, Show } from 'solid-js';
import { type Alert, findsNothing } from '../../domain/alert.ts';
import type { MinerView } from '../../domain/fleet-view.ts';
import type { MinerState } from '../../domain/miner-state.ts';
import type { Settings } from '../../domain/settings.ts';
import { powerAndRate, rateHs } from '../../domain/steady-rate.ts';
import { tagsOf } from '../../domain/tags.ts';
import { powerOf } from '../../domain/wall-power.ts';
import { withBand } from '../../ui/format/band.ts';
import { formatRoughDuration } from '../../ui/format/duration.ts';
import { formatEfficiency } from '../../ui/format/efficiency.ts';
import { hardwareName } from '../../ui/format/hardware-name.ts';
import { formatHashrate, type RateOptions } from '../../ui/format/hashrate.ts';
import { formatPower } from '../../ui/format/power.ts';
import { formatTemperature } from '../../ui/format/temperature.ts';
import { Sparkline } from '../../ui/sparkline.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { fleet } from '../../ui/text/en/fleet.ts';
import styles from './miner-card.module.css';
import { minerFinding } from './miner-finding.ts';
import { openAlertsOf } from './miner-order.ts';
import { isLive, shownState } from './shown-state.ts';
import { sparkWords } from './spark-words.ts';

const text = fleet.miners;

const TONES: Readonly<Record<MinerState, 'good' | 'watch' | 'act' | 'paused'>> = {
  hashing: 'good',
  degraded: 'watch',
  paused: 'paused',
  stale: 'paused',
  offline: 'act',
  lost: 'act',
};

export interface CardTick {
  readonly on: boolean;
  /** @param through Shift was held: all between the last tick and this one. */
  readonly onToggle: (through: boolean) => void;
}

/** One miner at a glance. Its edge shows the worst finding; a figure that is not live is struck through, with its age. */
export function MinerCard(props: {
  readonly view: MinerView;
  readonly alerts: readonly Alert[];
  readonly settings: Settings;
  readonly nowMs: number;
  /** While miners are chosen: the whole card is a tick box. */
  readonly tick?: CardTick | undefined;
}) {
  const state = () => shownState(props.view, props.settings, props.nowMs);
  const alerts = createMemo(() => openAlertsOf(props.view.miner.id, props.alerts));
  const tone = () => {
    const severity = alerts()[0]?.severity;
    return severity === 'act' || severity === 'watch' ? severity : TONES[state()];
  };
  const aged = () => !isLive(state());
  const silent = () => alerts().some(findsNothing);
  const rateNote = () => (aged() ? ageWords(props.view, props.nowMs) : silent() ? text.claimed : undefined);
  return (
    <article
      class={styles.card}
      data-tone={tone()}
      data-state={state()}
      data-silent={silent()}
      data-chosen={props.tick?.on ?? false}
    >
      <Head view={props.view} state={state()} tick={props.tick} />
      <p class={styles.model}>{modelOf(props.view)}</p>
      <Show when={tagsOf(props.view.miner).length > 0}>
        <p class={styles.tags}>
          <span class="visually-hidden">{text.tagsLabel}: </span>
          {text.tags(tagsOf(props.view.miner))}
        </p>
      </Show>
      <Rate view={props.view} settings={props.settings} note={rateNote()} aged={aged()} />
      <Sparkline
        values={props.view.spark}
        expected={props.view.reading?.expectedHashrateHs}
        aged={aged()}
        label={sparkWords(props.view.spark, rateOptions(props.view, props.settings))}
      />
      <Figures view={props.view} settings={props.settings} aged={aged()} />
      <p class={styles.finding} data-tone={tone()}>
        {minerFinding(props.view, state(), alerts(), {
          nowMs: props.nowMs,
          temperatureUnit: props.settings.temperatureUnit,
          hashrateUnit: props.settings.hashrateUnit,
        })}
      </p>
    </article>
  );
}

function Head(props: {
  readonly view: MinerView;
  readonly state: MinerState;
  readonly tick: CardTick | undefined;
}) {
  return (
    <div class={styles.head}>
      <Show when={props.tick}>{(tick) => <Tick name={props.view.miner.name} {...tick()} />}</Show>
      <h3 class={styles.name}>
        <a href={`/miner/${encodeURIComponent(props.view.miner.id)}`}>{props.view.miner.name}</a>
      </h3>
      <StateBadge state={props.state} />
    </div>
  );
}

function Rate(props: {
  readonly view: MinerView;
  readonly settings: Settings;
  readonly note: string | undefined;
  readonly aged: boolean;
}) {
  return (
    <div class={styles.rate}>
      <Figure class={styles.rateFigure} aged={props.aged}>
        {formatHashrate(rateHs(props.view), rateOptions(props.view, props.settings))}
      </Figure>
      <Show when={props.note}>
        <span class={styles.age}>{props.note}</span>
      </Show>
    </div>
  );
}

function Figures(props: { readonly view: MinerView; readonly settings: Settings; readonly aged: boolean }) {
  const reading = () => props.view.reading;
  const power = () => powerOf(props.view);
  const temperature = (tempC: number | undefined) =>
    formatTemperature(tempC, { unit: props.settings.temperatureUnit });
  return (
    <dl class={styles.figures}>
      <Named label={chipLabel(props.view)} aged={props.aged}>
        {temperature(reading()?.tempChipMaxC ?? reading()?.tempBoardMaxC)}
      </Named>
      <Show when={reading()?.tempVrC}>
        <Named label={text.regulator} aged={props.aged}>
          {temperature(reading()?.tempVrC)}
        </Named>
      </Show>
      <Named label={text.power} aged={props.aged}>
        {withBand(formatPower(power().powerW), power().bandW, power().powerW)}
      </Named>
      <Named label={text.efficiency} aged={props.aged}>
        {withBand(
          formatEfficiency({
            ...powerAndRate(props.view),
            at: power().atWall ? 'wall' : 'board',
            algorithm: props.view.miner.identity.algorithm,
          }),
          power().bandW,
          power().powerW,
        )}
      </Named>
    </dl>
  );
}

function Tick(props: CardTick & { readonly name: string }) {
  return (
    <label class={styles.tick}>
      <input
        type="checkbox"
        checked={props.on}
        aria-label={fleet.choice.chooseMiner(props.name)}
        onClick={(event) => props.onToggle(event.shiftKey)}
      />
    </label>
  );
}

function Named(props: { readonly label: string; readonly aged: boolean; readonly children: JSX.Element }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>
        <Figure aged={props.aged}>{props.children}</Figure>
      </dd>
    </div>
  );
}

/** `<s>` tells old from live without colour, and screen readers that voice it say "deletion". */
function Figure(props: {
  readonly aged: boolean;
  readonly class?: string | undefined;
  readonly children: JSX.Element;
}) {
  return (
    <Show when={props.aged} fallback={<span class={props.class}>{props.children}</span>}>
      <s class={`${props.class ?? ''} ${styles.aged}`}>{props.children}</s>
    </Show>
  );
}

function rateOptions({ miner }: MinerView, { hashrateUnit }: Settings): RateOptions {
  return { algorithm: miner.identity.algorithm, unit: hashrateUnit };
}

function modelOf({ miner }: MinerView): string {
  return [hardwareName(miner.identity), miner.identity.asicModel].filter(Boolean).join(' · ');
}

function chipLabel({ reading }: MinerView): string {
  return reading?.tempChipMaxC === undefined && reading?.tempBoardMaxC !== undefined ? text.board : text.chip;
}

function ageWords({ answeredAtMs }: MinerView, nowMs: number): string {
  if (answeredAtMs === undefined) return text.neverAnswered;
  return text.aged(formatRoughDuration(Math.max(0, nowMs - answeredAtMs) / 1000));
}
