import type { ExternalForms } from './external-form.ts';

export const onChainForms: ExternalForms = {};
