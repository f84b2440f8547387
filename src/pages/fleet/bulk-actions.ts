import { lazy } from 'solid-js';
import { fleet } from '../../ui/text/en/fleet.ts';
import type { BulkAction } from './bulk-action.ts';
import { BulkRemoveDialog } from './bulk-remove-dialog.tsx';
import { BulkTagsDialog } from './bulk-tags-dialog.tsx';

/** Has no place in the first load. */
const BulkControlDialog = lazy(() => import('../control/bulk-control-dialog.tsx'));

/** All that can be done with chosen miners, in the order of their buttons; what takes something away stands last. */
export const BULK_ACTIONS: readonly BulkAction[] = [
  { label: fleet.choice.tags, icon: 'tag', Dialog: BulkTagsDialog },
  { label: fleet.choice.control, icon: 'settings', Dialog: BulkControlDialog },
  { label: fleet.choice.remove, icon: 'trash', look: 'danger', Dialog: BulkRemoveDialog },
];
