import { Match, Switch } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { common } from '../../ui/text/en/common.ts';
import { forecast as text } from '../../ui/text/en/forecast.ts';
import { ended } from './lack-words.ts';
import { learnerFailureWords } from './learner-failure-words.ts';
import type { LearnerTrouble } from './learner-keeper.ts';

/** Why nothing can be asked of the learner, and the way out. */
export function LearnerTroubleNotice(props: {
  readonly trouble: LearnerTrouble;
  readonly onAgain: () => void;
}) {
  const isNewer = () => props.trouble.kind === 'store' && props.trouble.problem.kind === 'newer-version';
  return (
    <Notice
      tone="watch"
      live
      action={
        <Switch fallback={<Button onClick={() => props.onAgain()}>{common.tryAgain}</Button>}>
          <Match when={isNewer()}>
            <Button onClick={() => location.reload()}>{text.reload}</Button>
          </Match>
        </Switch>
      }
    >
      {troubleWords(props.trouble)}
    </Notice>
  );
}

function troubleWords(trouble: LearnerTrouble): string {
  if (trouble.kind === 'broken') return text.broken;
  if (trouble.kind === 'failed') return `${text.failed} ${learnerFailureWords(trouble.failure)}`;
  if (trouble.problem.kind === 'newer-version') return text.newer;
  if (trouble.problem.kind === 'blocked') return text.blocked;
  return `${text.failed} ${text.why(ended(trouble.problem.detail))}`;
}
