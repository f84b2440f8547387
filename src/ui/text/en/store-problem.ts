/** Words of the line that says that history cannot be kept, or read. */
export const storeProblem = {
  kinds: {
    quota:
      'This browser has no room left, so new readings are not being kept. What is on screen is live. Free some space on this computer.',
    blocked:
      'An older Davylamp in another tab holds the history open. Close the other tabs, then load this one again.',
    unreadable:
      'The history on this computer cannot be read. Live readings still work, but nothing is being kept.',
    'newer-version':
      'The history was written by a newer Davylamp. Load the page again to get that version; nothing is changed until then.',
  },
} as const;
