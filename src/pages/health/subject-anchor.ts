/** The subjects of the Health page, in the order in which they stand. */
export const SUBJECTS = [
  'findings',
  'plan',
  'strip',
  'outlook',
  'rules',
  'budget',
  'log',
  'timeline',
] as const;
export type SubjectName = (typeof SUBJECTS)[number];

/** Where a subject stands on the page: its element's id. */
export function subjectAnchor(name: SubjectName): string {
  return `health-${name}`;
}

/** Goes to a subject, for eyes and for keyboards, and unfolds it; false where it is not on the page. */
export function goToSubject(name: SubjectName): boolean {
  const subject = document.getElementById(subjectAnchor(name));
  if (!subject) return false;
  const toggle = subject.querySelector<HTMLElement>('h2 > button');
  if (toggle?.getAttribute('aria-expanded') === 'false') toggle.click();
  (toggle ?? subject.querySelector('h2'))?.focus({ preventScroll: true });
  subject.scrollIntoView({ block: 'start' });
  return true;
}
