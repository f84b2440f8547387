import { matrixLaws } from '../../../tests/support/matrix-laws.ts';

// Chromium multiplies and adds at once, which Node does not know yet.
matrixLaws();
