import { For, Show } from 'solid-js';
import type { SettingDifference } from '../../domain/control.ts';
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
    <table class={styles.table}>
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
              <td>{settingWords(setting, before)}</td>
              <td>{settingWords(setting, wanted)}</td>
              <Show when={props.sent}>
                <td>{settingWords(setting, after)}</td>
              </Show>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}
