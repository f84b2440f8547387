import { Show } from 'solid-js';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { settings as text } from '../../ui/text/en/settings.ts';
import { createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import { createReach } from '../reach.ts';
import { helperSentence } from './helper-words.ts';
import styles from './settings-page.module.css';

/** Whether the helper is there and knows this browser. */
export function HelperCard() {
  const words = text.helper;
  const fleet = useFleet();
  const reach = createReach();
  const check = createAnswer(
    () => undefined,
    async () => (await fleet.ownCollector()).checkProxy(),
  );
  const sentence = () => {
    if (check.failed()) return words.failed;
    const answer = check.latest();
    return answer ? helperSentence(answer, reach()) : words.checking;
  };
  const well = () => !check.failed() && check.latest()?.proxy === 'ok';
  return (
    <Card heading={words.heading}>
      <p class={styles.hint}>{words.what}</p>
      <Notice
        tone={well() ? 'good' : check.asking() ? 'info' : 'watch'}
        live
        action={
          <>
            <Show when={!well() && !check.asking()}>
              <ButtonLink href="/add" look="primary">
                {words.connect}
              </ButtonLink>
            </Show>
            <Button busy={check.asking()} onClick={check.askAgain}>
              {words.again}
            </Button>
          </>
        }
      >
        {sentence()}
      </Notice>
    </Card>
  );
}
