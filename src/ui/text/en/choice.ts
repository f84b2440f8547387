/** Words of what is done with several chosen miners. Loaded when some are. */
export const choice = {
  end: 'Done',
  label: 'Chosen miners',
  chosen: (count: number) => `${count} chosen`,
  /** Chosen before the filter changed: nothing is done to them. */
  hidden: (count: number) =>
    count === 1
      ? '1 more is hidden by the filter and left alone'
      : `${count} more are hidden by the filter and left alone`,
  all: (count: number) => `All ${count} shown`,
  none: 'None',
  hint: 'Tick the miners to change.',
  hintMouse: 'Shift and a click takes all in between.',
  tags: 'Tags',
  control: 'Control',
  remove: 'Remove',
} as const;
