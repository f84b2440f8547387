import { type Accessor, createSignal } from 'solid-js';

/** `unsupported`: this browser, or this page (no secure context), cannot show notifications at all. */
export type NotificationAnswer = NotificationPermission | 'unsupported';

/**
 * Whether the browser lets us notify, and a way to ask. Ask from a press of a button only, where the owner can see what
 * it is for: browsers punish pages that ask on load, and owners do too.
 */
export function createNotificationPermission(): [
  Accessor<NotificationAnswer>,
  () => Promise<NotificationAnswer>,
] {
  const supported = 'Notification' in globalThis && globalThis.isSecureContext;
  const [answer, setAnswer] = createSignal<NotificationAnswer>(
    supported ? Notification.permission : 'unsupported',
  );
  const ask = async () => {
    if (supported) setAnswer(await Notification.requestPermission());
    return answer();
  };
  return [answer, ask];
}
