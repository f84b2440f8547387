import { createSignal, For, onCleanup, Show } from 'solid-js';
import { ledgerDaysCsv, ledgerPayoutsCsv } from '../../domain/economics/ledger.ts';
import type { Settings } from '../../domain/settings.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import { powerOf } from '../../domain/wall-power.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { ledger as text } from '../../ui/text/en/ledger.ts';
import type { Ledger } from '../../workers/ledger-api.ts';
import { useFleet } from '../fleet-context.ts';
import type { FleetPay } from './fleet-pay.ts';
import { saveText } from './ledger-file.ts';
import { DaysPreview, PayoutsPreview } from './ledger-preview.tsx';
import styles from './more-money.module.css';
import { shownMoneyOf } from './shown-money.ts';

const SPANS = ['30', '90', '365'] as const;

interface LedgerProps {
  readonly pay: Pick<FleetPay, 'miners'>;
  readonly settings: Settings;
  readonly figures: SourcesView['figures'];
}

/** Makes the books as files to save, shows what will stand in them, and says what is missing. */
export function LedgerCard(props: LedgerProps) {
  const fleet = useFleet();
  const [span, setSpan] = createSignal<(typeof SPANS)[number]>('30');
  const [made, setMade] = createSignal<Ledger>();
  const [done, setDone] = createSignal<number>();
  const [failed, setFailed] = createSignal(false);
  const stop = () => fleet.collector.stopLedger().catch(console.error);
  // Nobody waits for it any more.
  onCleanup(() => done() !== undefined && void stop());

  const make = async () => {
    const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    setFailed(false);
    setMade(undefined);
    setDone(0);
    try {
      setMade(await fleet.collector.makeLedger({ timeZone, days: Number(span()) }, (days) => setDone(days)));
    } catch (error) {
      console.error('the books were not made', error);
      setFailed(true);
    } finally {
      setDone(undefined);
    }
  };
  const choose = (choice: (typeof SPANS)[number]) => {
    if (done() !== undefined) void stop();
    setSpan(choice);
    setMade(undefined);
  };
  return (
    <Card heading={text.heading}>
      <p>{text.lead}</p>
      <ChoiceField
        label={text.span}
        choices={SPANS.map((choice) => ({ choice, label: text.days(Number(choice)) }))}
        chosen={span()}
        onChoose={choose}
      />
      <div class={styles.actions}>
        <Button busy={done() !== undefined} onClick={() => void make()}>
          {text.make}
        </Button>
        <Show when={done() !== undefined}>
          <Button onClick={() => void stop()}>{text.stop}</Button>
        </Show>
      </div>
      <Show when={done() !== undefined}>
        <ProgressBar
          label={text.reading(done() ?? 0, Number(span()))}
          done={(done() ?? 0) / Number(span())}
        />
      </Show>
      <p role="status" class={styles.hint}>
        <Show when={failed()}>{text.failed}</Show>
      </p>
      <Show when={made()}>{(books) => <Books books={books()} {...props} />}</Show>
    </Card>
  );
}

function Books(props: LedgerProps & { readonly books: Ledger }) {
  const fleet = useFleet();
  const { currency } = props.settings;
  const shown = () => shownMoneyOf(props.settings);
  const name = (what: string) => {
    const days = props.books.days;
    return `davylamp-${what}-${days[0]?.day.day ?? ''}-${days.at(-1)?.day.day ?? ''}.csv`;
  };
  const days = () => props.books.days.map(({ day }) => day);
  return (
    <>
      <ul class={styles.gaps}>
        <For each={gapsOf(props)}>{(gap) => <li>{gap}</li>}</For>
      </ul>
      <DaysPreview days={days()} shown={shown()} />
      <div class={styles.actions}>
        <Button look="primary" onClick={() => saveText(ledgerDaysCsv(days(), currency), name('days'))}>
          {text.saveDays}
        </Button>
      </div>
      <Show
        when={props.books.hasAccount}
        fallback={
          // No account of the owner's is one of the demo's.
          <Show when={fleet.kind === 'real'}>
            <div>
              <ButtonLink href="/settings/sources">{text.account}</ButtonLink>
            </div>
          </Show>
        }
      >
        <Show when={props.books.payouts.length > 0}>
          <PayoutsPreview payouts={props.books.payouts} shown={shown()} />
          <div class={styles.actions}>
            <Button
              onClick={() => saveText(ledgerPayoutsCsv(props.books.payouts, currency), name('payouts'))}
            >
              {text.savePayouts}
            </Button>
          </div>
        </Show>
      </Show>
    </>
  );
}

/** What is not known, in sentences; no gap is filled. */
function gapsOf({ books, pay, settings }: LedgerProps & { readonly books: Ledger }): readonly string[] {
  const words = text.gaps;
  const { days, unpricedCoins } = books;
  const count = (is: (day: (typeof days)[number]) => boolean) => days.filter(is).length;
  const silent = count(({ recorded }) => recorded === 0);
  // A minute or two at a restart is no part that is worth a word.
  const part = count(({ recorded }) => recorded > 0 && recorded < 0.99);
  const unpriced = count((day) => day.unpriced);
  const noPower = pay.miners
    .filter(({ view, idle }) => idle === undefined && powerOf(view).powerW === undefined)
    .map(({ view }) => view.miner.name);
  const dayName = (place: number) => days.at(place)?.day.day ?? '';
  return [
    words.whole(dayName(0), dayName(-1)),
    ...(silent > 0 ? [words.silent(silent)] : []),
    ...(part > 0 ? [words.part(part)] : []),
    ...(unpriced > 0 ? [words.unpriced(unpriced)] : []),
    ...(noPower.length > 0 ? [words.noPower(noPower.join(', '))] : []),
    ...(books.hasAccount ? [words.pool] : [words.noAccount]),
    ...(unpricedCoins.length > 0 ? [words.noPrice(unpricedCoins.join(', '))] : []),
    days.some(({ day }) => Object.keys(day.owed).length > 0) ? words.owed : words.notOwed,
    settings.tariffIsExample ? words.exampleTariff : words.tariff,
  ];
}
