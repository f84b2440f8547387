/** What an owner can say of an alarm that may have come by chance. */
export const alertVerdict = {
  false: 'False alarm',
  calledFalse: 'You called this a false alarm.',
  takeBack: 'Take back',
  judged: 'Noted. It counts among the false alarms on the Health page.',
  taken: 'Taken back.',
  notKept: 'That was not kept. Please try again.',
} as const;
