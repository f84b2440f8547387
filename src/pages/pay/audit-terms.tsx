import { createSignal } from 'solid-js';
import { type ChosenTerms, withChosenTerms } from '../../domain/chosen-terms.ts';
import { type PayoutScheme, type Pool, type PoolScheme, schemesFor } from '../../domain/pool.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { audit as text } from '../../ui/text/en/audit.ts';
import { useToast } from '../../ui/toast.tsx';
import type { PoolAuditReport } from '../../workers/audit-api.ts';
import { useFleet } from '../fleet-context.ts';
import { percentProblem } from './market-card.tsx';
import styles from './more-money.module.css';

const words = text.terms;
const ALL = Object.keys(words.schemes) as readonly PayoutScheme[];

/** The owner's word on how a pool pays: kept when way and fee are both known, and open where nobody knows them. */
export function TermsFields(props: {
  readonly report: PoolAuditReport;
  readonly pools: readonly Pool[];
  readonly onKept: () => void;
}) {
  const fleet = useFleet();
  const toast = useToast();
  // It stays open when they are known by then: it is being edited.
  const unknownAtFirst = props.report.missing === 'terms';
  const listed = (): readonly PoolScheme[] => {
    const pool = props.pools.find(({ id }) => id === props.report.provider);
    return pool ? schemesFor(pool, props.report.coin) : [];
  };
  const own = () => (props.report.terms?.schemeBy === 'owner' ? props.report.terms : undefined);
  const [scheme, setScheme] = createSignal<PayoutScheme | undefined>(own()?.scheme);
  const fee = () =>
    own()?.scheme === scheme() ? own()?.poolFee : listed().find((each) => each.scheme === scheme())?.poolFee;

  const keep = async (terms: Pick<ChosenTerms, 'scheme' | 'poolFee'> | undefined) => {
    const chosen = fleet.view()?.settings.poolTerms ?? [];
    try {
      await fleet.collector.saveSettings({ poolTerms: withChosenTerms(chosen, props.report, terms) });
      props.onKept();
    } catch (error) {
      console.error('the terms were not kept', error);
      toast({ words: words.failed });
    }
  };
  const choose = (choice: PayoutScheme | 'listed') => {
    const chosen = choice === 'listed' ? undefined : choice;
    setScheme(chosen);
    const poolFee = fee();
    if (chosen === undefined) void keep(undefined);
    else if (poolFee !== undefined) void keep({ scheme: chosen, poolFee });
  };
  const keepFee = (percent: number | undefined) => {
    const chosen = scheme();
    if (chosen !== undefined && percent !== undefined) void keep({ scheme: chosen, poolFee: percent / 100 });
  };
  return (
    <details class={styles.more} open={unknownAtFirst}>
      <summary>{words.change}</summary>
      <div class={styles.cards}>
        <SelectField
          label={words.scheme}
          choices={[
            { choice: 'listed', label: listed().length === 1 ? words.asListed : words.notSaid },
            ...choicesOf(listed()).map((choice) => ({ choice, label: words.schemes[choice] })),
          ]}
          chosen={scheme() ?? 'listed'}
          onChoose={choose}
        />
        {scheme() !== undefined && (
          <NumberField
            label={words.fee}
            hint={words.feeHint}
            unit="%"
            value={percentOf(fee())}
            notANumber={words.notANumber}
            check={percentProblem}
            onCommit={keepFee}
          />
        )}
      </div>
    </details>
  );
}

/** What the pool is listed with; all ways there are where it is listed with none. */
function choicesOf(listed: readonly PoolScheme[]): readonly PayoutScheme[] {
  return listed.length > 0 ? [...new Set(listed.map(({ scheme }) => scheme))] : ALL;
}

/** 0.025 → 2.5, without the tail of a binary fraction. */
function percentOf(fraction: number | undefined): number | undefined {
  return fraction === undefined ? undefined : Number((100 * fraction).toPrecision(10));
}
