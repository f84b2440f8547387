import { lazy } from 'solid-js';
import { choice } from '../../ui/text/en/choice.ts';
import type { BulkAction } from './bulk-action.ts';
import { BulkRemoveDialog } from './bulk-remove-dialog.tsx';
import { BulkTagsDialog } from './bulk-tags-dialog.tsx';

/** Has no place in the first load. */
const BulkControlDialog = lazy(() => import('../control/bulk-control-dialog.tsx'));

/** All that can be done with chosen miners, in the order of their buttons; what takes something away stands last. */
export const BULK_ACTIONS: readonly BulkAction[] = [
  { label: choice.tags, icon: 'tag', Dialog: BulkTagsDialog },
  { label: choice.control, icon: 'settings', Dialog: BulkControlDialog },
  { label: choice.remove, icon: 'trash', look: 'danger', Dialog: BulkRemoveDialog },
];
