import { Show } from 'solid-js';
import { ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { data as text } from '../../ui/text/en/data.ts';
import { useFleet } from '../fleet-context.ts';
import { BackupCard } from './backup-card.tsx';
import { createDataWork } from './create-data-work.ts';
import styles from './data-page.module.css';
import { ExportCard } from './export-card.tsx';
import { ImportCard } from './import-card.tsx';
import { RestoreCard } from './restore-card.tsx';

/** What the owner can do with all that is stored: take it away, bring it back, save tables, take over other logs. */
export function DataPage() {
  const fleet = useFleet();
  const work = createDataWork();
  return (
    <Page
      heading={text.heading}
      lead={text.lead}
      actions={
        <>
          <ButtonLink href="/settings/quality">{text.quality}</ButtonLink>
          <ButtonLink href="/settings">{text.back}</ButtonLink>
        </>
      }
    >
      <Show when={fleet.kind === 'demo'}>
        <Notice tone="info">{text.demo}</Notice>
      </Show>
      <div class={styles.cards}>
        <div class={styles.column}>
          <BackupCard work={work} />
          <RestoreCard work={work} />
          <ImportCard work={work} />
        </div>
        <div class={styles.column}>
          <ExportCard work={work} />
        </div>
      </div>
    </Page>
  );
}
