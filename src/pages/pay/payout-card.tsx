import { createMemo, createSignal, For, Show } from 'solid-js';
import type { Settings } from '../../domain/settings.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { common } from '../../ui/text/en/common.ts';
import { payouts as text } from '../../ui/text/en/payouts.ts';
import type { PayoutCalendar } from '../../workers/payout-api.ts';
import { createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import { FiguresTable } from './figures-table.tsx';
import styles from './more-money.module.css';
import { calendarName, comingRows, fillOf, payoutLines, poolDay, sentRows } from './payout-words.ts';
import type { ShownMoney } from './shown-money.ts';

const SHOWN = 5;

interface PayoutProps {
  readonly figures: SourcesView['figures'];
  readonly settings: Pick<Settings, 'poolTerms' | 'currency'>;
  readonly shown: ShownMoney;
  readonly nowMs: number;
}

/** What pools have sent and should send next. Without an account the card above says how to get one. */
export function PayoutCard(props: PayoutProps) {
  const hasAccount = () => Object.keys(props.figures).some((quantity) => quantity.startsWith('account:'));
  return (
    <Show when={hasAccount()}>
      <Card heading={text.heading}>
        <p>{text.lead}</p>
        <Calendars {...props} />
      </Card>
    </Show>
  );
}

function Calendars(props: PayoutProps) {
  const { collector } = useFleet();
  // Asked anew when a pool tells something new, and when the owner says how it pays.
  const question = createMemo(() => {
    const told = Object.entries(props.figures)
      .filter(([quantity]) => quantity.startsWith('account:') || quantity.startsWith('pool:'))
      .map(([quantity, { atMs }]) => [quantity, atMs]);
    return JSON.stringify([told, props.settings.poolTerms, props.settings.currency]);
  });
  const calendars = createAnswer(question, () => collector.payoutCalendars());
  return (
    <>
      <Show
        when={calendars.latest()}
        fallback={<p role="status">{calendars.failed() ? text.failed : text.reading}</p>}
      >
        {(all) => (
          <For each={all()} fallback={<p>{text.untold}</p>}>
            {(calendar) => <Calendar calendar={calendar} shown={props.shown} nowMs={props.nowMs} />}
          </For>
        )}
      </Show>
      <Show when={calendars.failed()}>
        <div>
          <Button busy={calendars.asking()} onClick={calendars.askAgain}>
            {common.tryAgain}
          </Button>
        </div>
      </Show>
    </>
  );
}

interface CalendarProps {
  readonly calendar: PayoutCalendar;
  readonly shown: ShownMoney;
  readonly nowMs: number;
}

function Calendar(props: CalendarProps) {
  const missing = () => props.calendar.missing;
  return (
    <section class={styles.report}>
      <h3>{calendarName(props.calendar)}</h3>
      <Show when={missing() !== 'solo'}>
        <Account {...props} />
      </Show>
      <Show when={missing()}>{(need) => <p>{text.missing[need()]}</p>}</Show>
      <Coming {...props} />
      <Show when={missing() !== 'solo' || props.calendar.sent.length > 0}>
        <Sent {...props} />
      </Show>
    </section>
  );
}

/** What waits, and what sending takes. */
function Account(props: CalendarProps) {
  return (
    <>
      <Show when={fillOf(props.calendar, props.shown)}>
        {(fill) => (
          <Show when={fill().done !== undefined} fallback={<p>{fill().label}</p>}>
            <ProgressBar {...fill()} />
          </Show>
        )}
      </Show>
      <dl class={styles.lines}>
        <For each={payoutLines(props.calendar, props.shown, props.nowMs)}>
          {([name, figure]) => (
            <div>
              <dt>{name}</dt>
              <dd>{figure}</dd>
            </div>
          )}
        </For>
      </dl>
    </>
  );
}

function Coming(props: CalendarProps) {
  const words = text.coming;
  const [all, setAll] = createSignal(false);
  const rows = () => comingRows(props.calendar, props.shown);
  return (
    <Show when={rows().length > 0}>
      <h4>{words.heading}</h4>
      <FiguresTable
        caption={words.caption(calendarName(props.calendar))}
        first={words.when}
        heads={[words.between, words.chance(poolDay(props.calendar.untilMs)), words.amount]}
        rows={all() ? rows() : rows().slice(0, SHOWN)}
      />
      <Show when={rows().length > SHOWN}>
        <div>
          <Button aria-expanded={all()} onClick={() => setAll(!all())}>
            {all() ? words.fewer : words.more(rows().length)}
          </Button>
        </div>
      </Show>
      <p class={styles.hint}>{words.basis}</p>
    </Show>
  );
}

function Sent(props: CalendarProps) {
  const words = text.sent;
  const rows = () => sentRows(props.calendar, props.shown);
  const newest = () => rows().slice(0, SHOWN);
  return (
    <Show when={rows().length > 0} fallback={<p class={styles.hint}>{words.none}</p>}>
      <h4>{words.heading}</h4>
      <FiguresTable
        caption={words.caption(calendarName(props.calendar), newest().length, rows().length)}
        first={words.when}
        heads={[words.amount, words.fee, words.worth]}
        rows={newest()}
      />
    </Show>
  );
}
