import type { HealthFinding } from '../../domain/health/health-report.ts';

/** Where a finding stands on the page: its element's id, which links lead to. */
export function findingAnchor({ id }: Pick<HealthFinding, 'id'>): string {
  return `finding-${encodeURIComponent(id)}`;
}

/** Goes to a finding, for eyes and for keyboards; false where it is not on the page. */
export function goToFinding(finding: Pick<HealthFinding, 'id'>): boolean {
  const card = document.getElementById(findingAnchor(finding));
  if (!card) return false;
  // One that is over stands folded.
  const fold = card.parentElement?.closest('details');
  if (fold) fold.open = true;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: 'start' });
  return true;
}
