import { createEffect, createSignal, on } from 'solid-js';
import { useFleet } from '../pages/fleet-context.ts';
import { createReach } from '../pages/reach.ts';
import { loadAlertDetails } from '../ui/alert-details.ts';
import { announcements } from './announcements.ts';

/** The app's voice: a polite live region that nobody sees. */
export function Announcer() {
  const { view } = useFleet();
  const reach = createReach();
  const [words, setWords] = createSignal('');
  createEffect(
    on(view, (after, before) => {
      if (!before || !after) return;
      const say = () => {
        const news = announcements(before, after, reach());
        if (news.length > 0) setWords(news.join(' '));
      };
      // How an alert ended is told in words that are loaded with the first end.
      if (after.alerts.some(({ resolvedAtMs }) => resolvedAtMs !== undefined))
        void loadAlertDetails().then(say);
      else say();
    }),
  );
  return (
    <p class="visually-hidden" role="status" aria-live="polite">
      {words()}
    </p>
  );
}
