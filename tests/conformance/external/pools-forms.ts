import { accountPoolForms } from './account-pools-forms.ts';
import { coinPoolForms } from './coin-pools-forms.ts';
import type { ExternalForms } from './external-form.ts';
import { keyedPoolForms } from './keyed-pool-forms.ts';
import { openPoolForms } from './open-pool-forms.ts';

export const poolsForms: ExternalForms = {
  ...openPoolForms,
  ...keyedPoolForms,
  ...accountPoolForms,
  ...coinPoolForms,
};
