import { For } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { healthSubjects as text } from '../../ui/text/en/health-subjects.ts';
import styles from './subject.module.css';
import { goToSubject, type SubjectName } from './subject-anchor.ts';

/** A short way to each subject of the page. */
export function SubjectLinks(props: { readonly subjects: readonly SubjectName[] }) {
  return (
    <nav aria-label={text.label}>
      <ul class={styles.links}>
        <For each={props.subjects}>
          {(name) => (
            <li>
              <Button look="quiet" onClick={() => goToSubject(name)}>
                {text.names[name]}
              </Button>
            </li>
          )}
        </For>
      </ul>
    </nav>
  );
}
