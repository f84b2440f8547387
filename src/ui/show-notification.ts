export interface NotificationContent {
  readonly title: string;
  readonly body: string;
  /** A later notification with the same tag takes the place of this one. */
  readonly tag: string;
  /** Where pressing it leads; default the Fleet page. */
  readonly path?: string | undefined;
  /** Comes without sound; default false. */
  readonly silent?: boolean | undefined;
}

/**
 * Shows a notification through the service worker where one is at work, else from the page. Through the worker it
 * outlives the tab and can be pressed later, and Chromium on Android allows no other way. Resolves to whether the
 * browser took it; it may still be hidden by the system's quiet hours.
 */
export async function showNotification({
  title,
  body,
  tag,
  path = '/',
  silent = false,
}: NotificationContent): Promise<boolean> {
  const options = { body, tag, silent, icon: '/icon-192.png', data: { path } };
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    if (registration?.active) await registration.showNotification(title, options);
    else new Notification(title, options);
    return true;
  } catch (error) {
    console.error('the notification was refused', error);
    return false;
  }
}
