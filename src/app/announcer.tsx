import { createEffect, createSignal, on } from 'solid-js';
import { useFleet } from '../pages/fleet-context.ts';
import { createReach } from '../pages/reach.ts';
import { announcements } from './announcements.ts';

/** The app's voice: a polite live region that nobody sees. */
export function Announcer() {
  const { view } = useFleet();
  const reach = createReach();
  const [words, setWords] = createSignal('');
  createEffect(
    on(view, (after, before) => {
      const news = before && after ? announcements(before, after, reach()) : [];
      if (news.length > 0) setWords(news.join(' '));
    }),
  );
  return (
    <p class="visually-hidden" role="status" aria-live="polite">
      {words()}
    </p>
  );
}
