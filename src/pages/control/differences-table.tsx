import { For, Show } from 'solid-js';
import type { SettingDifference } from '../../domain/control.ts';
import { formatPayoutAddress } from '../../ui/format/address.ts';
import { control as text } from '../../ui/text/en/control.ts';
import styles from './control.module.css';
import { settingWords } from './setting-words.ts';

/** What is, what is wanted, and, once it was sent, what was read back. */
export function DifferencesTable(props: {
  readonly differences: readonly SettingDifference[];
  /** Has it been sent? */
  readonly sent?: boolean | undefined;
}) {
  const words = text.review;
  return (
    // Pools are too long for columns: whatever stands with them is told line by line.
    <table
      class={styles.table}
      data-long={props.differences.some(({ setting }) => setting === 'pools') ? '' : undefined}
    >
      <thead>
        <tr>
          <th scope="col">{words.setting}</th>
          <th scope="col">{words.before}</th>
          <th scope="col">{words.wanted}</th>
          <Show when={props.sent}>
            <th scope="col">{words.after}</th>
          </Show>
        </tr>
      </thead>
      <tbody>
        <For each={props.differences}>
          {({ setting, before, wanted, after }) => (
            <tr>
              <th scope="row">{text.settings[setting]}</th>
              <td data-of={words.before}>
                <Value setting={setting} value={before} />
              </td>
              <td data-of={words.wanted}>
                <Value setting={setting} value={wanted} />
              </td>
              <Show when={props.sent}>
                <td data-of={words.after}>
                  <Value setting={setting} value={after} />
                </td>
              </Show>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

function Value(props: Pick<SettingDifference, 'setting'> & { readonly value: SettingDifference['before'] }) {
  return (
    <Show
      when={props.setting === 'pools' && typeof props.value === 'string' && props.value}
      fallback={settingWords(props.setting, props.value)}
    >
      {(pools) => <For each={pools().split('\n')}>{(pool) => <Pool pool={pool} />}</For>}
    </Show>
  );
}

/** `stratum+tcp://host:port user`, each in a line of its own. */
function Pool(props: { readonly pool: string }) {
  const url = () => props.pool.slice(0, props.pool.indexOf(' '));
  const user = () => props.pool.slice(url().length + 1);
  // Where it must be broken, then before its port.
  const port = () => url().lastIndexOf(':');
  return (
    <div>
      <code class={styles.url}>
        {url().slice(0, port())}
        <wbr />
        {url().slice(port())}
      </code>
      <div class={styles.hint} title={user()}>
        {formatPayoutAddress(user())}
      </div>
    </div>
  );
}
