import { matrixLaws } from '../../../tests/support/matrix-laws.ts';

matrixLaws();
