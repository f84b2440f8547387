// Part of the service worker (vite.config.ts, importScripts): pressing a notification opens the page it is about,
// in a window of ours if one is open.
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const path = event.notification.data?.path ?? '/';
  const url = new URL(path, self.location.origin).href;
  event.waitUntil(
    (async () => {
      const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
      const [open] = windows;
      if (!open) return self.clients.openWindow(url);
      await open.focus();
      // A page that this worker does not control cannot be sent anywhere: then it is only brought to the front.
      return open.navigate(url).catch(() => undefined);
    })(),
  );
});
