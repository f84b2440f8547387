import json from '../../models/hardware.json' with { type: 'json' };
import { readHardwareCatalogue } from './hardware-catalogue.ts';

/**
 * The catalogue that comes with the app. Import this file on demand (`await import(…)`): it brings the whole catalogue
 * with it, which has no place in the first load.
 */
export const SHIPPED_HARDWARE = readHardwareCatalogue(json);
