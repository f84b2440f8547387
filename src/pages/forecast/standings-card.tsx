import { For, Show } from 'solid-js';
import { Card } from '../../ui/card.tsx';
import { forecast as text } from '../../ui/text/en/forecast.ts';
import type { TargetStanding } from '../../workers/forecast-api.ts';
import type { FigureOptions } from './forecast-figure.ts';
import styles from './forecast-page.module.css';
import type { ForecastThing } from './forecast-things.ts';
import { lackWords } from './lack-words.ts';
import { stepsWords } from './target-words.ts';

/** All that could be forecast, group by group, with what is lacking and when it will be there. */
export function StandingsCard(props: {
  readonly things: readonly ForecastThing[];
  readonly options: FigureOptions & { readonly nowMs: number };
}) {
  const groups = () => [...new Set(props.things.map(({ group }) => group))];
  return (
    <Card>
      <details class={styles.figures}>
        <summary>
          <h2>{text.lack.allHeading}</h2>
        </summary>
        <For each={groups()}>
          {(group) => (
            <section>
              <h3>{text.groups[group]}</h3>
              <ul class={styles.standings}>
                <For each={props.things.filter((thing) => thing.group === group)}>
                  {(thing) => (
                    <li>
                      <a href={`/learn/forecast?of=${encodeURIComponent(thing.key)}`}>{thing.name}</a>
                      <For each={thing.standings}>
                        {(standing) => (
                          <span class={styles.hint}>{standingWords(standing, props.options)}</span>
                        )}
                      </For>
                    </li>
                  )}
                </For>
              </ul>
            </section>
          )}
        </For>
        <Show when={props.things.length === 0}>
          <p>{text.empty.purpose}</p>
        </Show>
      </details>
    </Card>
  );
}

function standingWords(
  { target, lack, rows }: TargetStanding,
  options: FigureOptions & { readonly nowMs: number },
): string {
  if (lack) return lackWords(lack, target, options);
  return rows === undefined ? text.lack.suffices : text.lack.ready(stepsWords(target.step, rows));
}
