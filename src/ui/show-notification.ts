/**
 * Shows a notification through the service worker where there is one (Chromium on Android allows no other way), else
 * from the page. Resolves to whether the browser took it; it may still be hidden by the system's quiet hours.
 *
 * @param tag a later notification with the same tag replaces this one
 */
export async function showNotification(title: string, body: string, tag: string): Promise<boolean> {
  const options = { body, tag, icon: '/icon-192.png' };
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
