/** Many alerts in one notification. @param titles of those that are told by name */
export function notificationSummary(
  begun: number,
  over: number,
  titles: readonly string[],
): { readonly title: string; readonly body: string } {
  const title = [
    begun > 0 ? `${begun} ${begun === 1 ? 'alert' : 'alerts'}` : undefined,
    over > 0 ? `${over} over` : undefined,
  ]
    .filter(Boolean)
    .join(', ');
  const [first = '', second, ...others] = titles;
  const more = others.length > 0 ? ` And ${others.length} more.` : '';
  return { title, body: `${first}.${second === undefined ? '' : ` ${second}.`}${more}` };
}
