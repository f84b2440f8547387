// Part of the service worker (vite.config.ts, importScripts): shows what the helper pushes to this browser, also while no
// page is open. Browsers end the subscription of a worker that shows nothing, so whatever comes, something is shown.
self.addEventListener('push', (event) => {
  const told = toldBy(event.data);
  const title = textOf(told.title) ?? 'Davylamp';
  const path = textOf(told.path) ?? '/';
  event.waitUntil(
    self.registration.showNotification(title, {
      body: textOf(told.body) ?? 'Something needs you. Open Davylamp to see what.',
      tag: textOf(told.tag) ?? 'alarm',
      silent: told.silent === true,
      icon: '/icon-192.png',
      badge: '/icon-192.png',
      // Only within Davylamp, whatever is told.
      data: { path: /^\/(?![/\\])/.test(path) ? path : '/' },
    }),
  );
});

// The browser has given the subscription up, or a new one. The helper can only be told by a page, which knows the token.
self.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil(
    (async () => {
      const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
      if (windows.length > 0)
        for (const page of windows) page.postMessage({ kind: 'push-subscription-changed' });
      else
        await self.registration.showNotification('Davylamp: alarms do not reach this browser', {
          body: 'It has ended its subscription. Open Settings → Alarms to subscribe again.',
          tag: 'push-subscription',
          icon: '/icon-192.png',
          data: { path: '/settings/alarms' },
        });
    })(),
  );
});

function toldBy(data) {
  try {
    const told = data?.json();
    return typeof told === 'object' && told !== null ? told : {};
  } catch {
    return {};
  }
}

function textOf(told) {
  return typeof told === 'string' && told.trim() !== '' ? told : undefined;
}
