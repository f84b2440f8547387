import { type Accessor, createSignal, onCleanup } from 'solid-js';

/** Now, epoch ms, once a second while the page can be seen, and at once when it comes back into sight. */
export function createClock(): Accessor<number> {
  const [nowMs, setNowMs] = createSignal(Date.now());
  const tick = () => {
    if (!document.hidden) setNowMs(Date.now());
  };
  const timer = setInterval(tick, 1000);
  document.addEventListener('visibilitychange', tick);
  onCleanup(() => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  });
  return nowMs;
}
