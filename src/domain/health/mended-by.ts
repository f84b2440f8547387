import type { Cause } from './cause.ts';
import type { MaintenanceKind } from './maintenance.ts';

/** What an owner who has mended a cause writes down; absent where nothing of the machine is new after it. */
export const MENDED_BY: Readonly<Partial<Record<Cause, MaintenanceKind>>> = {
  dust: 'cleaned',
  'dry-paste': 'repasted',
  'worn-fan': 'fan-replaced',
  'weak-supply': 'supply-replaced',
  'hot-regulator': 'regulator-repaired',
  'lost-part': 'board-replaced',
};
