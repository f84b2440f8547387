/** Words of the offer to notify. Loaded where it is made. */
export const notifyOffer = {
  offer: 'Be told when something needs you, also while this tab is in the background.',
  button: 'Notify me',
  honest: 'A closed browser cannot watch.',
  kept: 'You will be notified. Settings can send a test.',
  failed: 'Could not be kept: this browser did not store it.',
  denied: 'Notifications are blocked for this page. You can allow them in the browser’s site settings.',
} as const;
