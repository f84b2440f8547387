import { Show } from 'solid-js';
import type { FeedIn } from '../../domain/economics/contract-terms.ts';
import type { Tariff } from '../../domain/economics/tariff.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { tariff as text } from '../../ui/text/en/tariff.ts';
import { withTerms } from './contract-draft.ts';
import { problemBelow, type TariffChange } from './tariff-change.ts';
import styles from './tariff-editor.module.css';
import { Amount } from './term-list.tsx';

const words = text.more;

const FEED_IN_KINDS = [
  { choice: 'none', label: words.feedIn.none },
  { choice: 'fixed', label: words.feedIn.fixed },
  { choice: 'market', label: words.feedIn.market },
] as const;

type FeedInKind = (typeof FEED_IN_KINDS)[number]['choice'];

/** What the grid pays for power of the owner's own. */
export function FeedInFields(props: TariffChange<Tariff>) {
  const its = words.feedIn;
  const told = () => props.tariff.terms?.feedIn;
  const withFeedIn = (feedIn: FeedIn | undefined) => withTerms(props.tariff, { feedIn });
  // Only a market's price can be paid out; what was chosen under one stays in sight.
  const isOffered = (kind: FeedInKind) =>
    kind !== 'market' || props.tariff.kind === 'spot' || told()?.kind === 'market';
  const kinds = () => FEED_IN_KINDS.filter(({ choice }) => isOffered(choice));
  const choose = (kind: FeedInKind) => {
    if (kind === 'none') props.keep(withFeedIn(undefined));
    else if (kind === 'fixed') props.keep(withFeedIn({ kind, pricePerKwh: Number.NaN }));
    else props.keep(withFeedIn({ kind, feePerKwh: Number.NaN }));
  };
  const changed = (amount: number) => withFeedIn(feedInOf(told(), amount));
  const amount = () => {
    const feedIn = told();
    return feedIn?.kind === 'fixed' ? feedIn.pricePerKwh : feedIn?.feePerKwh;
  };
  return (
    <section class={styles.group} aria-label={its.heading}>
      <h3>{its.heading}</h3>
      <SelectField
        label={its.kind}
        hint={its.hint}
        choices={kinds()}
        chosen={told()?.kind ?? 'none'}
        onChoose={choose}
      />
      <Show when={told()}>
        {(feedIn) => (
          <Amount
            label={feedIn().kind === 'fixed' ? its.price : its.fee}
            hint={feedIn().kind === 'fixed' ? undefined : its.marketHint}
            unit={text.unit(props.currency)}
            value={amount()}
            mayBeNegative
            onInput={(value) => props.preview(changed(value))}
            onCommit={(value) => props.keep(changed(value))}
          />
        )}
      </Show>
      <p class={styles.problem} role="status">
        {problemBelow(props.problems, 'terms.feedIn')}
      </p>
    </section>
  );
}

function feedInOf(before: FeedIn | undefined, amount: number): FeedIn {
  return before?.kind === 'market'
    ? { kind: 'market', feePerKwh: amount }
    : { kind: 'fixed', pricePerKwh: amount };
}
