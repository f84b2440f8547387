import { createMemo, For, Show } from 'solid-js';
import type { LeftWork, MaintenanceKind, PlannedWork } from '../../domain/health/maintenance.ts';
import { Button } from '../../ui/button.tsx';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { healthLog } from '../../ui/text/en/health-log.ts';
import { fileStem, offerFile } from '../data/save-file.ts';
import { useFleet } from '../fleet-context.ts';
import type { ShownMoney } from '../pay/shown-money.ts';
import type { FollowedHealth } from './create-health.ts';
import { LeftWorks } from './left-work.tsx';
import styles from './maintenance-card.module.css';
import type { MinerNames } from './miner-names.ts';
import { dueWords, moneyWords, payWords, recoveryWords, workWords } from './plan-words.ts';
import { Subject } from './subject.tsx';
import { noneWords, planGist } from './subject-gists.ts';
import { workCalendar } from './work-calendar.ts';
import { workFile } from './work-file.ts';

const text = healthLog.plan;
const WEEKS = 5;
const HOUR_MS = 3_600_000;

/** What an owner who has done a piece of work writes down; absent where that is for him to say. */
const DONE_BY: Readonly<Partial<Record<PlannedWork['work'], MaintenanceKind>>> = {
  clean: 'cleaned',
  repaste: 'repasted',
  'replace-fan': 'fan-replaced',
  'replace-supply': 'supply-replaced',
  'repair-board': 'board-replaced',
};

interface PlanProps {
  readonly plan: readonly PlannedWork[];
  readonly names: MinerNames;
  readonly money: ShownMoney;
  readonly followed: FollowedHealth;
}

/**
 * Work that is worth doing: what, why, when it costs least, doing it against waiting; and the next weeks at a look. Then what
 * would mend what is found, too, and money does not ask for.
 */
export function PlanCard(
  props: PlanProps & {
    readonly left: readonly LeftWork[];
    readonly isLearning: boolean;
    readonly partsUnpriced: boolean;
  },
) {
  const { nowMs, kind, view } = useFleet();
  const known = createMemo(() => props.plan.filter(({ minerId }) => props.names.has(minerId)));
  const left = createMemo(() => props.left.filter(({ minerId }) => props.names.has(minerId)));
  const saveWorks = (works: readonly PlannedWork[]) => {
    const file = workFile(works, props.names, props.money, nowMs());
    offerFile(file, text.fileName(fileStem(nowMs(), kind === 'demo')));
  };
  return (
    <Subject
      name="plan"
      heading={text.heading}
      gist={planGist({ plan: known(), left: left(), isLearning: props.isLearning }, props.names, nowMs())}
    >
      <Show when={props.partsUnpriced && view()?.settings.currency}>
        {(currency) => <p class={styles.hint}>{text.partsUnpriced(currency())}</p>}
      </Show>
      <Show when={known().length > 0} fallback={<p>{noneWords(props.isLearning, left())}</p>}>
        <ol class={styles.plan}>
          <For each={known()}>
            {(work) => <Work {...props} work={work} onSave={() => saveWorks([work])} />}
          </For>
        </ol>
        <Calendar plan={known()} names={props.names} />
        <div class={styles.what}>
          <div>
            <Button icon="download" onClick={() => saveWorks(known())}>
              {text.allToFile}
            </Button>
          </div>
          <span class={styles.hint}>{text.fileHint}</span>
        </div>
      </Show>
      <Show when={left().length > 0}>
        <LeftWorks works={left()} names={props.names} />
      </Show>
    </Subject>
  );
}

function Work(props: PlanProps & { readonly work: PlannedWork; readonly onSave: () => void }) {
  const { nowMs, view } = useFleet();
  const work = () => props.work;
  const done = () => DONE_BY[work().work];
  const recovery = () => recoveryWords(work(), { temperatureUnit: view()?.settings.temperatureUnit });
  return (
    <li class={styles.work}>
      <div class={styles.what}>
        <b>{workWords(work(), props.names)}</b>
        <span>
          {dueWords(work(), nowMs())} {text.why(text.because[work().because])}
        </span>
        <Show when={work().window}>
          {(window) => (
            <span>{text.window(formatDayAndClock(window().fromMs), formatDayAndClock(window().toMs))}</span>
          )}
        </Show>
        <dl class={styles.costs}>
          <div>
            <dt>{text.doing}</dt>
            <dd>{moneyWords(work().costOfDoing, props.money)}</dd>
          </div>
          <div>
            <dt>{text.waiting}</dt>
            <dd>{moneyWords(work().costOfWaitingPerDay, props.money, 'day')}</dd>
          </div>
          <Show when={recovery()}>
            {(words) => (
              <div>
                <dt>{text.recovery}</dt>
                <dd>{words()}</dd>
              </div>
            )}
          </Show>
        </dl>
        <span class={styles.hint}>{payWords(work())}</span>
      </div>
      <div class={styles.buttons}>
        <Show when={done()}>
          {(kind) => (
            <Button
              icon="check"
              aria-label={text.doneOf(workWords(work(), props.names))}
              onClick={() =>
                void props.followed.log({ minerId: work().minerId, kind: kind(), atMs: nowMs() })
              }
            >
              {text.done}
            </Button>
          )}
        </Show>
        <Button
          look="quiet"
          icon="download"
          aria-label={text.fileOf(workWords(work(), props.names))}
          onClick={() => props.onSave()}
        />
      </div>
    </li>
  );
}

function Calendar(props: Pick<PlanProps, 'plan' | 'names'>) {
  const { nowMs } = useFleet();
  const hourMs = createMemo(() => Math.floor(nowMs() / HOUR_MS) * HOUR_MS);
  const weeks = createMemo(() => workCalendar(props.plan, hourMs(), WEEKS, firstDayOfWeek()));
  const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'short' });
  const short = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
  const today = () => new Date(hourMs()).toDateString();
  return (
    <table class={styles.calendar}>
      <caption>{text.calendar}</caption>
      <thead>
        <tr>
          <For each={weeks()[0]}>{({ atMs }) => <th scope="col">{weekday.format(atMs)}</th>}</For>
        </tr>
      </thead>
      <tbody>
        <For each={weeks()}>
          {(days) => (
            <tr>
              <For each={days}>
                {({ atMs, works }) => {
                  const isToday = () => new Date(atMs).toDateString() === today();
                  return (
                    <td
                      data-today={isToday()}
                      data-past={atMs < hourMs() && !isToday()}
                      data-works={works.length > 0}
                    >
                      <time dateTime={new Date(atMs).toISOString()}>{short.format(atMs)}</time>
                      <For each={works}>{(work) => <span>{workWords(work, props.names)}</span>}</For>
                    </td>
                  );
                }}
              </For>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

/** The first day of the reader's week, 0 Sunday … 6 Saturday; Monday (ISO 8601) where the browser does not tell. */
function firstDayOfWeek(): number {
  const { language } = navigator;
  const locale = new Intl.Locale(language);
  const tell: unknown = Reflect.get(locale, 'getWeekInfo');
  const week: unknown = typeof tell === 'function' ? tell.call(locale) : Reflect.get(locale, 'weekInfo');
  const isTold = typeof week === 'object' && week !== null && 'firstDay' in week;
  const first = isTold ? week.firstDay : undefined;
  return typeof first === 'number' ? first % 7 : 1;
}
