import { createMemo, createSignal, For, Show } from 'solid-js';
import type { ComponentOutlook, MinerOutlook } from '../../domain/health/lifetime.ts';
import { CurveChart } from '../../ui/chart/curve-chart.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { decimal } from '../../ui/format/decimal.ts';
import { formatConfidence, formatPercent } from '../../ui/format/percent.ts';
import { Notice } from '../../ui/notice.tsx';
import { healthLog } from '../../ui/text/en/health-log.ts';
import { healthOutlook as text } from '../../ui/text/en/health-outlook.ts';
import { useFleet } from '../fleet-context.ts';
import card from './finding-card.module.css';
import own from './outlook-card.module.css';
import { ownHistory } from './own-history.ts';
import { survivalPoints, survivalScale } from './survival-words.ts';

/** The parts of a miner that compete for which fails first, and the life of one of them. */
export function PartsOutlook(props: { readonly outlook: MinerOutlook; readonly name: string }) {
  const parts = createMemo(() => props.outlook.components.toSorted((a, b) => longest(b) - longest(a)));
  const [chosenName, choose] = createSignal<ComponentOutlook['component']>();
  const chosen = () => parts().find(({ component }) => component === chosenName()) ?? parts()[0];
  const most = () => Math.max(...parts().map(longest), Number.MIN_VALUE);
  return (
    <div class={own.parts}>
      <Show when={props.outlook.remainingDays}>
        {(days) => (
          <Notice tone="watch">
            {text.remaining(
              props.name,
              decimal(Math.round(days().value)),
              whole(days().low),
              whole(days().high),
            )}
          </Notice>
        )}
      </Show>
      <Show when={chosen()}>
        {(part) => (
          <div class={own.columns}>
            <section class={own.stack} aria-label={text.parts}>
              <h3>{text.parts}</h3>
              <p class={card.hint}>{text.partsHint}</p>
              <ul class={own.bars}>
                <For each={parts()}>
                  {(each) => (
                    <li class={card.odds}>
                      <span>{healthLog.components[each.component]}</span>
                      <b>{formatConfidence(longest(each))}</b>
                      <span class={card.track} aria-hidden="true">
                        <i style={{ width: `${(100 * longest(each)) / most()}%` }} />
                      </span>
                    </li>
                  )}
                </For>
              </ul>
            </section>
            <section class={own.stack} aria-label={text.curve(healthLog.components[part().component])}>
              <ChoiceField
                label={text.part}
                choices={parts().map(({ component }) => ({
                  choice: component,
                  label: healthLog.components[component],
                }))}
                chosen={part().component}
                onChoose={choose}
              />
              <Survival part={part()} name={props.name} />
            </section>
          </div>
        )}
      </Show>
    </div>
  );
}

function Survival(props: { readonly part: ComponentOutlook; readonly name: string }) {
  const called = () => healthLog.components[props.part.component];
  const curve = () => props.part.survival;
  const { view } = useFleet();
  const history = () => ownHistory(props.part, { temperatureUnit: view()?.settings.temperatureUnit });
  return (
    <>
      <CurveChart
        label={text.curveLabel(called(), props.name)}
        summary={text.curveSummary(called(), survivalPoints(curve()))}
        xLabel={text.days}
        curves={[{ label: text.line, x: curve().days, y: curve().survival }]}
        bands={[{ label: text.band, x: curve().days, low: curve().low, high: curve().high }]}
        yExtent={survivalScale(curve())}
        formatX={(days) => text.day(decimal(days))}
        formatY={formatPercent}
      />
      <p>{props.part.ageDays === undefined ? text.ageUnknown : text.age(whole(props.part.ageDays))}</p>
      <Show when={props.part.basis === 'own'} fallback={<Notice tone="info">{text.published}</Notice>}>
        <p>{text.own}</p>
      </Show>
      <For each={history()}>{(sentence) => <p>{sentence}</p>}</For>
      <Show when={props.part.sources.length > 0}>
        <details class={card.fold}>
          <summary>{text.sources}</summary>
          <ul class={card.sources}>
            <For each={props.part.sources}>{(source) => <li>{source}</li>}</For>
          </ul>
        </details>
      </Show>
    </>
  );
}

function longest({ chances }: Pick<ComponentOutlook, 'chances'>): number {
  return chances.at(-1)?.chance ?? 0;
}

function whole(days: number): string {
  return decimal(Math.round(days));
}
