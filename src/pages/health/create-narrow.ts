import { createSignal, onCleanup } from 'solid-js';

const PHONE = '(max-width: 40rem)';

/** Is the page as narrow as a phone's? As of now. */
export function isNarrow(): boolean {
  return matchMedia(PHONE).matches;
}

/** Is the page as narrow as a phone's? Followed, for phones are turned. */
export function createNarrow() {
  const query = matchMedia(PHONE);
  const [narrow, setNarrow] = createSignal(query.matches);
  const follow = () => setNarrow(query.matches);
  query.addEventListener('change', follow);
  onCleanup(() => query.removeEventListener('change', follow));
  return narrow;
}
