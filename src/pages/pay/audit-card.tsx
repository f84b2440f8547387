import { createSignal, For, Index, Show } from 'solid-js';
import type { Pool } from '../../domain/pool.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { formatAge } from '../../ui/format/age.ts';
import { Notice } from '../../ui/notice.tsx';
import { audit as text } from '../../ui/text/en/audit.ts';
import type { PoolAuditReport } from '../../workers/audit-api.ts';
import { useFleet } from '../fleet-context.ts';
import { TermsFields } from './audit-terms.tsx';
import { auditLines, auditWords } from './audit-words.ts';
import { providerName } from './coin-words.ts';
import styles from './more-money.module.css';
import type { ShownMoney } from './shown-money.ts';

/** Holds what pools credited against the own shares; asked for, since it reads a month of them. */
export function AuditCard(props: {
  readonly figures: SourcesView['figures'];
  readonly shown: ShownMoney;
  readonly pools: readonly Pool[];
  readonly nowMs: number;
}) {
  const fleet = useFleet();
  const [reports, setReports] = createSignal<readonly PoolAuditReport[]>();
  const [busy, setBusy] = createSignal(false);
  const [failed, setFailed] = createSignal(false);
  const hasAccount = () => Object.keys(props.figures).some((quantity) => quantity.startsWith('account:'));
  const check = async () => {
    setBusy(true);
    setFailed(false);
    try {
      setReports(await fleet.collector.poolAudits());
    } catch (error) {
      console.error('the pools were not checked', error);
      setFailed(true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card heading={text.heading}>
      <Show when={hasAccount()} fallback={<NoAccount />}>
        <p>{text.lead}</p>
        <div role="status" class={styles.cards}>
          <Show when={failed()}>
            <p>{text.failed}</p>
          </Show>
          <Show when={reports()?.length === 0}>
            <p>{text.nothing}</p>
          </Show>
          {/* By place: terms that are being set stay under the hand while the pools are checked anew. */}
          <Index each={reports()}>
            {(report) => (
              <Report
                report={report()}
                shown={props.shown}
                pools={props.pools}
                nowMs={props.nowMs}
                onTerms={() => void check()}
              />
            )}
          </Index>
        </div>
        <div>
          <Button busy={busy()} onClick={() => void check()}>
            {reports() ? text.again : text.check}
          </Button>
        </div>
      </Show>
    </Card>
  );
}

function NoAccount() {
  const fleet = useFleet();
  return (
    <Show when={fleet.kind === 'real'} fallback={<p>{text.demo}</p>}>
      <p>{text.noAccount}</p>
      <div>
        <ButtonLink href="/settings/sources">{text.sources}</ButtonLink>
      </div>
    </Show>
  );
}

/** One account: the verdict, and what it rests on. */
function Report(props: {
  readonly report: PoolAuditReport;
  readonly shown: ShownMoney;
  readonly pools: readonly Pool[];
  readonly nowMs: number;
  /** Other terms are in force. */
  readonly onTerms: () => void;
}) {
  const words = () => auditWords(props.report, props.shown);
  const lines = () => [
    ...auditLines(props.report, props.shown),
    [text.lines.told, formatAge(props.nowMs - props.report.atMs)] as const,
  ];
  return (
    <section class={styles.report}>
      <h3>{text.name(providerName(props.report.provider), props.report.coin)}</h3>
      <Notice tone={words().tone}>{words().sentence}</Notice>
      <dl class={styles.lines}>
        <For each={lines()}>
          {([name, figure]) => (
            <div>
              <dt>{name}</dt>
              <dd>{figure}</dd>
            </div>
          )}
        </For>
      </dl>
      <TermsFields report={props.report} pools={props.pools} onKept={props.onTerms} />
    </section>
  );
}
