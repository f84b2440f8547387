/** Pushes to this browser that were switched on and come no more. */
export const pushLost = {
  forbidden: 'Alarms do not reach this browser any more: it no longer lets Davylamp notify you.',
  ended: 'Alarms do not reach this browser any more: it has ended its subscription.',
  mend: 'See how to mend it',
} as const;
